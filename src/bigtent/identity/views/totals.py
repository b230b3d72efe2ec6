"""How the network answers one question, in numbers from which nobody can be told."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from bigtent.identity import scope
from bigtent.identity.forms import VIEW_LABELS, TotalsForm
from bigtent.identity.questions import questions
from bigtent.ledger.readings import SMALLEST_SHOWN, written
from bigtent.people.models import Network, Purpose


@login_required
def totals(request):
    if not request.user.has_perm("identity.read_totals"):
        raise PermissionDenied
    chosen, populations = _chosen(request.GET), Network.current().offered("POPULATIONS")
    who = next((one for one in populations if one.name == request.GET.get("who")), None)
    people = who.people() if who else None
    found = scope.breakdown(
        chosen["question"], by=request.user, purpose=Purpose.REPORTING, people=people, view=chosen["view"]
    )
    context = {
        "form": TotalsForm(initial=chosen | {"who": who.name if who else ""}, populations=populations),
        "who": who,
        "found": found,
        "purpose": Purpose(found.purpose).label,
        "view": VIEW_LABELS[found.view],
        "bars": [(row.label, row.share, _percent(row)) for row in found.groups],
        "hides": None in [row.count for row in found.groups] + [found.several, found.declined, found.silent],
        "is_single": not found.question.many,
        "smallest": SMALLEST_SHOWN,
    }
    return render(request, "identity/totals.html", context)


def _chosen(asked) -> dict[str, str]:
    """What was asked for; where that makes no sense, the first that does."""
    names = [question.name for question in questions()]
    question = asked.get("question") if asked.get("question") in names else names[0]
    views = scope.views_of(question)
    view = asked.get("view") if asked.get("view") in views else views[0]
    return {"question": question, "view": view}


def _percent(row) -> str:
    return _("not shown") if row.share is None else f"{written(round(row.share, 1))}%"
