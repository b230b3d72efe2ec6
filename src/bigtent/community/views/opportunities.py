"""Pages of opportunities: the list, those that fit, one of them, and whether it fits; a visitor can check too."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bigtent.community.describing import data_block
from bigtent.community.errors import OpportunityError
from bigtent.community.fitting import facts_of, fit_of, fitting, read_facts, stated_by
from bigtent.community.forms.opportunities import ResultForm, Search
from bigtent.community.forms.stated import FactsForm, needed_by
from bigtent.community.models import Opportunity, SavedOpportunity
from bigtent.community.saying import deadline_words, said
from bigtent.community.services import stating
from bigtent.community.services.opportunities import clauses_of
from bigtent.engines.eligibility import Fit
from bigtent.ledger.clock import today

AT_ONCE = 20
may_keep = permission_required("community.keep_opportunities", raise_exception=True)
takes_part = permission_required("community.take_part", raise_exception=True)


def seen(account):
    return Opportunity.objects.visible_to(account).select_related("sponsor")


@require_safe
def opportunities(request):
    """What is open, the next deadline first; what is closed stays to be found."""
    form = Search(request.GET or None)
    form.is_valid()
    asked = form.cleaned_data if form.is_bound else {}
    page = Paginator(found_by(request.user, asked), AT_ONCE).get_page(request.GET.get("page"))
    drafts = seen(request.user).filter(state=Opportunity.State.DRAFT)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(request.user, page.object_list),
        "is_narrowed": any(asked.values()),
        "drafts": drafts if request.user.has_perm("community.keep_opportunities") else [],
    }
    return render(request, "community/opportunities.html", context)


def found_by(account, asked):
    """The opportunities that all of the conditions leave over."""
    rows = seen(account)
    found = rows.over() if asked.get("when") == "over" else rows.open()
    if asked.get("kind"):
        found = found.filter(kind=asked["kind"])
    if asked.get("topic"):
        found = found.filter(topics=asked["topic"])
    if asked.get("when") == "rolling":
        found = found.filter(rolling=True)
    if asked.get("when") == "month":
        after = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
        found = found.filter(deadline_on__lt=after)
    for word in asked.get("q", "").split():
        found = found.filter(
            Q(title__icontains=word) | Q(text__icontains=word) | Q(sponsor_name__icontains=word)
            | Q(sponsor__name__icontains=word) | Q(where__icontains=word)
        )  # fmt: skip
    return found


def rows_of(account, found) -> list[dict]:
    """Each with its deadline in words and whether she saved it."""
    saved = set()
    if account.is_authenticated:
        saved = set(SavedOpportunity.objects.of(account).values_list("opportunity", flat=True))
    return [{"one": one, "until": deadline_words(one), "is_saved": one.pk in saved} for one in found]


@require_safe
@login_required
@takes_part
def for_me(request):
    """Open ones that nothing she stated speaks against, with why each stands here and what is missing."""
    facts = facts_of(request.user)
    found = list(fitting(seen(request.user).open(), facts))
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    rows = rows_of(request.user, [one.opportunity for one in page.object_list])
    for row, one in zip(rows, page.object_list, strict=True):
        row["said"] = said(one.fit)
    return render(request, "community/for_me.html", {"page": page, "rows": rows, "stated": bool(facts.stated())})


@require_safe
def opportunity(request, key):
    """One of them: what it is, until when, and for a member how it fits what she stated."""
    row = get_object_or_404(seen(request.user), key=key)
    takes_part = request.user.has_perm("community.take_part")
    facts = facts_of(request.user) if takes_part else read_facts({})
    return shown(request, row, fit_of(row, facts))


@require_POST
def check_fit(request, key):
    """Check without stating: what is entered is read once and kept nowhere."""
    row = get_object_or_404(seen(request.user), key=key)
    needed, sentences = needed_by(clauses_of(row))
    form = FactsForm(request.POST, needed=needed, sentences=sentences)
    if not form.is_valid():
        return shown(request, row, fit_of(row, read_facts({})), form=form)
    given = {name: value for name, value in form.facts().items() if value not in ("", None, [], {})}
    return shown(request, row, fit_of(row, read_facts(given)), form=form, checked=True)


@require_POST
@login_required
@takes_part
def state_for(request, key):
    """State what this opportunity asks for; it serves for the others too."""
    row = get_object_or_404(seen(request.user), key=key)
    needed, sentences = needed_by(clauses_of(row))
    form = FactsForm(request.POST, needed=needed, sentences=sentences)
    if form.is_valid():
        try:
            stating.state_more(facts=form.facts(), by=request.user)
            messages.success(request, _("Stated. You can change it or take it back under “What I state”."))
            return redirect(row)
        except OpportunityError as refusal:
            form.add_error(None, str(refusal))
    return shown(request, row, fit_of(row, facts_of(request.user)), form=form)


def shown(request, row: Opportunity, fit: Fit, *, form: FactsForm | None = None, checked: bool = False):
    """The page of one opportunity."""
    account = request.user
    takes_part = account.has_perm("community.take_part")
    needed, sentences = needed_by(clauses_of(row))
    told = stated_by(account)["facts"] if takes_part else {}
    saved = SavedOpportunity.objects.of(account).filter(opportunity=row).first() if takes_part else None
    context = {
        "one": row,
        "until": deadline_words(row),
        "topics": row.topics.all(),
        "sites": row.sites.all(),
        "said": said(fit),
        "fit": fit,
        "checked": checked,
        "form": form or FactsForm(needed=needed, sentences=sentences, told=told),
        "asks": bool(needed or sentences),
        "takes_part": takes_part,
        "saved": saved,
        "result_form": ResultForm(initial={"result": saved.result}) if saved else None,
        "may_keep": account.has_perm("community.keep_opportunities"),
        "data_block": data_block(row),
    }
    return render(request, "community/opportunity.html", context)
