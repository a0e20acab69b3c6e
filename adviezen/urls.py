from django.urls import path

from adviezen.views import advies, informatie, lijst, onderwerp, standpunt

app_name = "adviezen"

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("vraag/", lijst.vraag, name="vraag"),
    path("nieuw/", advies.nieuw, name="nieuw"),
    path("advies/<int:pk>/", advies.advies, name="advies"),
    path("advies/<int:pk>/verval/", advies.verval, name="verval"),
    path("advies/<int:pk>/verplaatsing/", advies.verplaatsing, name="verplaatsing"),
    path("informatie/", informatie.lijst, name="informatielijst"),
    path("informatie/nieuw/", informatie.nieuw, name="informatie-nieuw"),
    path("informatie/<int:pk>/", informatie.informatie, name="informatie"),
    path("informatie/<int:pk>/stuk/", informatie.stuk, name="stuk"),
    path("<int:pk>/", onderwerp.detail, name="onderwerp"),
    path("<int:pk>/behandeling/", onderwerp.behandeling, name="behandeling"),
    path("<int:pk>/zaak/", onderwerp.zaak, name="zaak"),
    path("<int:pk>/standpunt/", standpunt.standpunt, name="standpunt"),
    path("<int:pk>/mededeling/", standpunt.mededeling, name="mededeling"),
    path("<int:pk>/afronding/", standpunt.afronding, name="afronding"),
    path("<int:pk>/publicatie/", standpunt.publicatie, name="publicatie"),
]
