"""What learning holds of a person, and what becomes of it when she leaves."""

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import Known, Trace
from bigtent.ledger.traces import Traces
from bigtent.library.models import CreditClaim, Learning
from bigtent.library.pars import STATES


def show_learning(person, account):
    """On her own page only: what somebody learns is hers."""
    if account.person_id != person.pk:
        return
    for row in Learning.objects.filter(person=person).select_related("course"):
        if row.completed_at:
            day = date_format(localtime(row.completed_at), "DATE_FORMAT")
            yield str(row), _("completed on %s") % day, _("as you went through it")
        else:
            yield str(row), _("under way"), _("as you went through it")


def show_claims(person, account):
    """Everything she entered for a claim, as it stands."""
    if account.person_id != person.pk:
        return
    for claim in CreditClaim.objects.filter(person=person).select_related("learning"):
        source = _("sent to the provider") if claim.exported_at else _("as you told us")
        yield _("Hours claimed: %s") % claim.learning, number_format(claim.hours.normalize()), source
        for label, value in _told(claim.details or {}):
            yield label, value, source


def _told(details: dict) -> list[tuple[str, str]]:
    told = [
        (_("Name as licensed"), f"{details.get('first', '')} {details.get('last', '')}"),
        (_("State of the license"), STATES.get(details.get("state", ""), "")),
        (_("License ID"), details.get("license", "")),
        (_("NPI"), details.get("npi", "")),
        (_("Month and day of birth"), f"{details.get('month', 0):02}/{details.get('day', 0):02}"),
    ]
    return [(label, value) for label, value in told if details and value]


KNOWN_OF_COURSES = (
    Known(
        model="library.Learning",
        title=gettext_lazy("Courses"),
        # Of two ways through the same course the one that is farther is kept.
        latest="steps",
        show=show_learning,
        kept_because=gettext_lazy(
            "How many completed a course has to stay true, and a certificate you gave away can still be checked. "
            "Your name goes; a course you have not completed is deleted with its answers."
        ),
    ),
    Known(model="library.CreditClaim", title=gettext_lazy("Claims for credit"), show=show_claims),
)


def find_learning(traces: Traces):
    """The act deletes what she had begun, and the answers of what she completed."""

    def delete_it() -> int:
        hers = Learning.objects.filter(person__in=traces.people)
        count = sum(hers.under_way().delete()[1].values())
        for row in hers.completed():
            count += row.attempts.all().delete()[0] + row.modules_done.all().delete()[0]
        return count

    return delete_it


TRACES_OF_COURSES = (Trace("learning", gettext_lazy("Courses begun, and answers to their questions"), find_learning),)

SWEPT_OF_COURSES = (
    "library.Course.title",
    "library.Course.summary",
    "library.Course.text",
    "library.Course.words",
    "library.Module.title",
    "library.Module.text",
    "library.Module.transcript",
    "library.Question.text",
    "library.Question.choices",
    "library.Question.explanation",
    "library.Learning.title",
)
