from django.urls import path

app_name = "wijkagenda"
urlpatterns: list[object] = []
