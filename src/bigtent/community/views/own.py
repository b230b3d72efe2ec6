"""Pages of one's own: what I state, what I saved, my month."""

from datetime import date, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bigtent.community.errors import OpportunityError
from bigtent.community.fitting import stated_by
from bigtent.community.forms.stated import OwnFactsForm
from bigtent.community.models import SavedOpportunity
from bigtent.community.month import weeks_of
from bigtent.community.saying import deadline_words
from bigtent.community.services import stating
from bigtent.community.views.opportunities import takes_part
from bigtent.ledger.clock import today


@login_required
@takes_part
def stated(request):
    """Each fact with why it is asked; what is left empty is not kept."""
    told = stated_by(request.user)
    form = OwnFactsForm(request.POST or None, told=told["facts"], from_record=told["from_record"])
    if request.method == "POST" and form.is_valid():
        try:
            stating.state_facts(facts=form.facts(), from_record=form.from_record(), by=request.user)
            messages.success(request, _("Saved. Nobody but you sees it."))
            return redirect("community:stated")
        except OpportunityError as refusal:
            form.add_error(None, str(refusal))
    has_any = bool(told["facts"] or told["from_record"])
    return render(request, "community/stated.html", {"form": form, "has_any": has_any})


@require_POST
@login_required
@takes_part
def forget(request):
    stating.forget_facts(by=request.user)
    messages.success(request, _("All you stated is gone from here."))
    return redirect("community:stated")


@require_safe
@login_required
@takes_part
def my_opportunities(request):
    """What she saved: still open, applied for, and what came of it."""
    rows = SavedOpportunity.objects.of(request.user).select_related("opportunity__sponsor")
    rows = sorted(rows, key=lambda row: (row.opportunity.closes_at is None, row.opportunity.closes_at, -row.pk))
    for row in rows:
        row.until = deadline_words(row.opportunity)
    context = {
        "open": [row for row in rows if row.applied_on is None and row.opportunity.is_open],
        "applied": [row for row in rows if row.applied_on is not None],
        "missed": [row for row in rows if row.applied_on is None and not row.opportunity.is_open],
    }
    return render(request, "community/my_opportunities.html", context)


@require_safe
@login_required
@takes_part
def month(request):
    """A month to plan from: deadlines she saved, events she goes to, learning that is due, week by week."""
    first = _month(request.GET.get("month", ""))
    rolling = SavedOpportunity.objects.of(request.user).filter(
        opportunity__closes_at__isnull=True, opportunity__state="published", applied_on__isnull=True
    )
    context = {
        "first": first,
        "before": first - timedelta(days=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "weeks": list(weeks_of(request.user, first)),
        "rolling": rolling.select_related("opportunity__sponsor"),
        "today": today(),
    }
    return render(request, "community/month.html", context)


def _month(told: str) -> date:
    """The month asked for, such as 2026-12; this one where that makes no sense."""
    try:
        found = datetime.strptime(told, "%Y-%m").date()
    except ValueError:
        return today().replace(day=1)
    return found if 2000 <= found.year <= 2100 else today().replace(day=1)
