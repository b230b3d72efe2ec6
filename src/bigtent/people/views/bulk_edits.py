"""Change many people at once: say what, look at every line, carry it out, take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job
from bigtent.people import services
from bigtent.people.changing import KINDS
from bigtent.people.errors import BulkEditError
from bigtent.people.forms.bulk_edits import FORMS, LABELS
from bigtent.people.forms.directory import DirectorySearch
from bigtent.people.models import BulkEdit, Person, Purpose
from bigtent.people.services.bulk_edits import MOST_ALONE, needs_release
from bigtent.people.views.refusing import say_on

PER_PAGE = 50
MOST_AT_ONCE = 2000
PERMISSION = "people.bulk_edit"
may_change = permission_required(PERMISSION, raise_exception=True)


@login_required
@may_change
def bulk_edits(request):
    """All changes to many people, the latest first."""
    page = Paginator(BulkEdit.objects.select_related("by__person"), 25).get_page(request.GET.get("page"))
    rows = [(edit, KINDS[edit.change].label, KINDS[edit.change].said(edit.value)) for edit in page]
    return render(request, "people/bulk_edits.html", {"page": page, "rows": rows})


@login_required
@may_change
def new_bulk_edit(request):
    """What is to change for the people of a search: first the kind of change, then its value and the reason."""
    search = DirectorySearch(request.GET)
    search.is_valid()
    people = Person.objects.visible_to(request.user, Purpose.RECORDS).search(**search.criteria()).in_name_order()
    change = request.GET.get("change", "")
    if change and change not in FORMS:
        raise Http404
    form = FORMS[change](request.POST if request.method == "POST" else None) if change else None
    if form and request.method == "POST" and form.is_valid():
        try:
            edit = services.draw_up_bulk_edit(
                people=people, change=change, value=form.value(), by=request.user,
                reason=form.cleaned_data["reason"], criteria={"asked": [str(words) for words, _name in search.chips()]},
            )  # fmt: skip
            return redirect(edit)
        except BulkEditError as refusal:
            say_on(form, refusal)
    asked = request.GET.copy()
    for name in ("change", "page"):
        asked.pop(name, None)
    context = {
        "form": form,
        "change": change,
        "label": dict(LABELS).get(change),
        "kinds": LABELS,
        "count": len(people),
        "chips": [words for words, _name in search.chips()],
        "query": asked.urlencode(),
    }
    return render(request, "people/new_bulk_edit.html", context)


@login_required
@may_change
def bulk_edit(request, key):
    """One change: how many, every line with old and new value, who is left and why, and the next act."""
    edit = get_object_or_404(BulkEdit.objects.select_related("by__person", "released_by__person"), key=key)
    only_left = request.GET.get("show") == "left"
    lines = edit.lines.left() if only_left else edit.lines.changing()
    page = Paginator(lines.select_related("person"), PER_PAGE).get_page(request.GET.get("page"))
    kind, shown = KINDS[edit.change], list(page)
    changing = edit.lines.changing().count()
    before = kind.words([line.before for line in shown])
    after = kind.words([line.after if line.after is not None else None for line in shown])
    context = {
        "edit": edit,
        "label": kind.label,
        "value": kind.said(edit.value),
        "page": page,
        "rows": list(zip(shown, before, after, strict=True)),
        "only_left": only_left,
        "changing": changing,
        "left": edit.lines.left().count(),
        "needs_release": needs_release(edit, changing),
        "may_release": edit.by_id != request.user.pk,
        "most_alone": MOST_ALONE,
    }
    return render(request, "people/bulk_edit.html", context)


@login_required
@may_change
@require_POST
def apply(request, key):
    return _carry_out(request, key, "apply_bulk_edit", _("Carried out."), _("Change many people"))


@login_required
@may_change
@require_POST
def undo(request, key):
    return _carry_out(request, key, "undo_bulk_edit", _("Taken back."), _("Take a change to many people back"))


@login_required
@may_change
@require_POST
def release(request, key):
    edit = get_object_or_404(BulkEdit, key=key)
    try:
        services.release_bulk_edit(bulk_edit=edit, by=request.user)
        messages.success(request, _("Released. It can be carried out now."))
    except BulkEditError as refusal:
        messages.error(request, str(refusal))
    return redirect(edit)


def _carry_out(request, key: str, verb: str, words: str, title: str):
    """At once for a few, as a job for thousands."""
    edit = get_object_or_404(BulkEdit, key=key)
    path = f"bigtent.people.services.{verb}"
    if edit.lines.changing().count() > MOST_AT_ONCE:
        job = Job.objects.unfinished().filter(verb=path, arguments={"key": key}).first() or start_job(
            verb=path, title=title, by=request.user, permission=PERMISSION, arguments={"key": key},
            result_url=edit.get_absolute_url(),
        )  # fmt: skip
        return redirect("ledger:job", key=job.key)
    try:
        getattr(services, verb)(key=key, by=request.user)
        messages.success(request, words)
    except BulkEditError as refusal:
        messages.error(request, str(refusal))
    return redirect(edit)
