"""Where a fact comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Who said it. What people say themselves is never overwritten by the others."""

    SELF = "self", _("as they told us")
    STAFF = "staff", _("entered by staff")
    ROSTER = "roster", _("from one of our lists")
    REGISTRY = "registry", _("from a public register")
