"""Addresses of the groups room."""

app_name = "groups"

urlpatterns: list = []
