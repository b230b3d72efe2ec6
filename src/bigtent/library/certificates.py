"""The certificate of a completed course, as a tagged PDF."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bigtent.engines.charts import Section, document
from bigtent.library.models import Learning
from bigtent.people.models import Network


def certificate(learning: Learning) -> bytes:
    """What was learned, by whom, on which day, for how many hours, and where anybody can check it."""
    network = Network.current().name or "Bigtent"
    on = localtime(learning.completed_at).date()
    return document(
        title=_("Certificate: %(course)s") % {"course": learning.title},
        author=network,
        language=(get_language() or "en").partition("-")[0],
        made_on=on,
        opening=[_("%(name)s has completed this course.") % {"name": learning.person.name}],
        sections=[
            Section(_("What was completed"), entries=[("", facts(learning))]),
            Section(
                _("Where it can be checked"),
                [_("This page tells course, day, hours and credit, and no name."), address(learning)],
            ),
        ],
    )


def facts(learning: Learning) -> list[tuple[str, str]]:
    """What a certificate and the page that checks it say alike."""
    told = [
        (_("Course"), learning.title),
        (_("Completed on"), date_format(localtime(learning.completed_at).date(), "DATE_FORMAT")),
        (_("Hours"), number_format(learning.hours.normalize())),
        (_("Credit"), str(learning.get_credit_type_display())),
    ]
    return told + ([(_("Credit offered by"), learning.provider)] if learning.provider else [])


def address(learning: Learning) -> str:
    return settings.SITE_URL + reverse("library:check_certificate", args=[learning.key])
