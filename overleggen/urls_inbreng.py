"""Points of residents without an account. Never in the sitemap; robots.txt shuts them out."""

from django.urls import path

from overleggen.views import inbreng

app_name = "inbreng"

urlpatterns = [
    path("hint/", inbreng.hint, name="hint"),
    path("overleg/<int:pk>/", inbreng.punt, name="punt"),
    path("<str:sleutel>/", inbreng.stand, name="stand"),
    path("<str:sleutel>/ontvangst/", inbreng.ontvangst, name="ontvangst"),
]
