from django.urls import path

from wijkwerk.cijfers import views_kijken

app_name = "gebiedscijfers"

urlpatterns = [
    path("", views_kijken.alle, name="alle"),
    path("<slug:sleutel>/", views_kijken.gebied, name="gebied"),
]
