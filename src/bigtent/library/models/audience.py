"""For whom a course or a resource is meant."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("Everyone")
    PREMEDICAL = "premedical", _("Premedical students")
    STUDENT = "student", _("Students")
    RESIDENT = "resident", _("Residents")
    EARLY_CAREER = "early-career", _("Early career")
    LEADER = "leader", _("Leaders")
    SCHOOL = "school", _("Schools")
