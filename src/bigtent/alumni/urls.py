"""Addresses of the alumni room."""

app_name = "alumni"
urlpatterns: list = []
