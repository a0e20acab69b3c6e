from django.urls import path

from wijkagenda.views import besluiten, bijdragen, bronnen, items, lijst, opnemen, plan, voorstellen

app_name = "wijkagenda"

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("nieuw/", lijst.nieuw, name="nieuw"),
    path("opnemen/<slug:bron_soort>/<int:pk>/", opnemen.opnemen, name="opnemen"),
    path("voorstellen/", voorstellen.lijst, name="voorstellen"),
    path("voorstellen/nieuw/", voorstellen.nieuw, name="voorstel_nieuw"),
    path("voorstellen/<int:pk>/", voorstellen.detail, name="voorstel"),
    path(
        "voorstellen/<int:pk>/oordeel/<slug:oordeel>/<slug:criterium>/",
        voorstellen.oordeel,
        name="voorstel_oordeel",
    ),
    path("voorstellen/<int:pk>/opname/<slug:vorm>/<slug:soort>/", voorstellen.opname, name="voorstel_opname"),
    path("<int:pk>/", plan.detail, name="detail"),
    path("<int:pk>/bewerken/", plan.bewerken, name="bewerken"),
    path("<int:pk>/zaak/", plan.zaak, name="zaak"),
    path("<int:pk>/deel/<slug:sleutel>/", plan.sectie, name="sectie"),
    path("<int:pk>/bronnen/", bronnen.bronnen, name="bronnen"),
    path("<int:pk>/bronnen/<int:bron>/weg/", bronnen.bron_weg, name="bron_weg"),
    path("<int:pk>/bundeling/", plan.bundeling, name="bundeling"),
    path("<int:pk>/voordracht/", plan.voordracht, name="voordracht"),
    path("<int:pk>/heropening/", plan.heropening, name="heropening"),
    path("<int:pk>/geschiedenis/", plan.geschiedenis, name="geschiedenis"),
    path("<int:pk>/onderwerp/nieuw/<slug:soort>/", items.nieuw, name="item_nieuw"),
    path("<int:pk>/onderwerp/<int:item>/", items.detail, name="item"),
    path("<int:pk>/onderwerp/<int:item>/bewerken/", items.bewerken, name="item_bewerken"),
    path("<int:pk>/onderwerp/<int:item>/opname/", items.opname, name="opname"),
    path("<int:pk>/onderwerp/<int:item>/weglating/", items.weglating, name="weglating"),
    path(
        "<int:pk>/onderwerp/<int:item>/oordeel/<slug:oordeel>/<slug:criterium>/",
        items.oordeel,
        name="oordeel",
    ),
    path("<int:pk>/onderwerp/<int:item>/herkomst/", items.herkomst, name="herkomst"),
    path(
        "<int:pk>/onderwerp/<int:item>/herkomst/<int:herkomst>/weg/", items.herkomst_weg, name="herkomst_weg"
    ),
    path("<int:pk>/bijdragen/", bijdragen.bijdragen, name="bijdragen"),
    path("<int:pk>/bijdragen/<int:bijdrage>/", bijdragen.bijdrage, name="bijdrage"),
    path("<int:pk>/akkoorden/", bijdragen.akkoorden, name="akkoorden"),
    path("<int:pk>/akkoorden/<int:instemming>/", bijdragen.akkoord, name="akkoord"),
    path("<int:pk>/ondertekening/", bijdragen.ondertekening, name="ondertekening"),
    path("<int:pk>/besluit/", besluiten.besluit, name="besluit"),
    path("<int:pk>/vaststelling/", besluiten.vaststelling, name="vaststelling"),
    path("<int:pk>/nagekomen/", besluiten.nagekomen, name="nagekomen"),
    path("<int:pk>/publicatie/", besluiten.publicatie, name="publicatie"),
    path("<int:pk>/momentopname/", besluiten.momentopname, name="momentopname"),
]
