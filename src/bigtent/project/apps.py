"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "bigtent.project"
    label = "project"
    verbose_name = _("Project")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from bigtent.project import checks, entering  # noqa: F401  so that they are registered
