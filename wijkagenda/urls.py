
app_name = "wijkagenda"
urlpatterns: list[object] = []
