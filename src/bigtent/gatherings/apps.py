"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "bigtent.gatherings"
    label = "gatherings"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"
