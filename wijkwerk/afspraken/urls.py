from django.urls import path

from wijkwerk.afspraken import views

app_name = "afspraken"

urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/toezegging/", views.toezegging, name="toezegging"),
    path("<int:pk>/weigering/", views.weigering, name="weigering"),
    path("<int:pk>/voortgang/", views.voortgang, name="voortgang"),
    path("<int:pk>/resultaat/", views.resultaat, name="resultaat"),
    path("<int:pk>/heropening/", views.heropening, name="heropening"),
    path("<int:pk>/uitstel/", views.uitstel, name="uitstel"),
    path("<int:pk>/verval/", views.verval, name="verval"),
    path("<int:pk>/oordeel/", views.oordeel, name="oordeel"),
]
