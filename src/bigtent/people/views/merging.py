"""Two records that are one person: look at them side by side, merge them, undo it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from bigtent.people.errors import MergeError
from bigtent.people.forms.merging import MergeForm, PairForm, UndoForm
from bigtent.people.merging import preview
from bigtent.people.models import Merge, Person, Purpose
from bigtent.people.names import folded
from bigtent.people.services import merge_people, undo_merges
from bigtent.people.views.refusing import say_on

MOST_FOUND = 20
may_merge = permission_required("people.merge_people", raise_exception=True)


@login_required
@may_merge
def merge(request):
    """Two records side by side and the choice between their values; without a second one, a search for it."""
    asked = PairForm(request.GET)
    if not asked.is_valid():
        raise Http404
    within_reach = Person.objects.visible_to(request.user, Purpose.RECORDS).select_related(
        "profession", "specialty", "place"
    )
    kept = _named(within_reach, asked.cleaned_data["keep"])
    merged = _named(within_reach, asked.cleaned_data["merge"])
    if kept is None or merged is None or kept == merged:
        return _search(request, kept, within_reach, asked.cleaned_data["q"])
    accounts = preview.accounts_of(kept, merged)
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        comparisons=preview.compare(kept, merged),
        accounts=dict(accounts),
        kept=kept,
    )
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            merge_people(pairs=[(kept, merged)], by=request.user, reason=reason, choices=form.choices())
            messages.success(request, _("Merged. Both records’ values are kept, and it can be undone here."))
            return redirect(kept)
        except MergeError as refusal:
            say_on(form, refusal)
    context = {
        "kept": kept,
        "merged": merged,
        "form": form,
        "counts": preview.count_rows(kept, merged),
        "answers": preview.compare_answers(kept, merged),
    }
    return render(request, "people/merge.html", context)


@login_required
@may_merge
def undo_merge(request, key, pk):
    """What undoing a merge would do; and do it."""
    merges = Merge.objects.in_force().select_related("kept", "merged", "by__person", "closed_account")
    within_reach = Person.objects.visible_to(request.user, Purpose.RECORDS)
    merge = get_object_or_404(merges.filter(kept__in=within_reach), pk=pk, kept__key=key)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undo_merges(merges=[merge], by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The two records are separate again."))
        except MergeError as refusal:
            messages.error(request, str(refusal))
        return redirect(merge.kept)
    context = {
        "merge": merge,
        "form": form,
        "facts": preview.facts_undone(merge),
        "counts": preview.rows_undone(merge),
    }
    return render(request, "people/undo_merge.html", context)


def _named(people, key: str) -> Person | None:
    return get_object_or_404(people, key=key) if key else None


def _search(request, kept: Person | None, people, words: str):
    """Records that may be the same person: with nothing asked, those of the same family name."""
    found = people.exclude(pk=kept.pk) if kept else people
    looked_for = words or (kept.family_name if kept else "")
    found = found.matching(folded(looked_for).split()) if folded(looked_for) else found.none()
    shown = found.for_listing().order_by("family_name", "given_name", "pk")[:MOST_FOUND]
    return render(request, "people/merge_search.html", {"kept": kept, "found": shown, "words": looked_for})
