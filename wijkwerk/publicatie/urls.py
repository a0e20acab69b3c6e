"""The public site and, behind login, everything that was published."""

from django.urls import include, path

from wijkwerk.publicatie.views import feed, intern, opendata, overzicht, publiek, thema, vast, zoeken

publiek_urls = [
    path("", publiek.voorpagina, name="voorpagina"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("vergelijken/", overzicht.vergelijken, name="vergelijken"),
    path("themas/", overzicht.alle_themas, name="themas"),
    path("themas/<slug:thema>/", thema.thema, name="thema"),
    path("publiek/nieuws.atom", feed.atom, name="atom"),
    path("publiek/<slug:gebied>/", publiek.gebied, name="gebied"),
    path("publiek/<slug:gebied>/in-het-kort/", overzicht.kort, name="kort"),
    path("publiek/<slug:gebied>/nieuws.atom", feed.atom, name="atom_gebied"),
    path("publiek/<slug:gebied>/open-data.json", opendata.json, name="open_data_json"),
    path("publiek/<slug:gebied>/open-data.csv", opendata.csv, name="open_data_csv"),
    path("publiek/<slug:gebied>/afspraken.ics", opendata.ics, name="ics_gebied"),
    path("open-data/", opendata.pagina, name="open_data"),
    path("open-data/catalogus.jsonld", opendata.dcat, name="open_data_dcat"),
    path("publiek/<slug:gebied>/<slug:vorm>/<int:nummer>/", publiek.publicatie, name="publicatie"),
    path("publiek/<slug:gebied>/<slug:vorm>/<int:nummer>/pdf", publiek.pdf, name="pdf"),
    path("publiek/<slug:gebied>/<slug:vorm>/punt/<uuid:spoor>/", publiek.punt, name="punt"),
    path("sitemap.xml", publiek.sitemap, name="sitemap"),
    path("robots.txt", vast.robots, name="robots"),
    path(".well-known/security.txt", vast.security, name="security"),
]

intern_urls = [
    path("", intern.lijst, name="lijst"),
    path("<int:pk>/", intern.detail, name="detail"),
    path("<int:pk>/pdf/", intern.pdf, name="pdf"),
    path("<int:pk>/docx/", intern.docx, name="docx"),
    path("<int:pk>/intrekking/", intern.intrekking, name="intrekking"),
]

urlpatterns = [
    path("", include((publiek_urls, "publiek"))),
    path("publicaties/", include((intern_urls, "publicaties"))),
]
