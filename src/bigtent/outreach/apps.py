"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "bigtent.outreach"
    label = "outreach"
    verbose_name = _("Outreach")
    default_auto_field = "django.db.models.BigAutoField"
