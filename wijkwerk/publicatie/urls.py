from django.urls import path

app_name = "publiek"
urlpatterns: list[object] = []
