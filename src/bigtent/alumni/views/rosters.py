"""Pages of rosters: bring a list, match its columns, look at the dry run, bring it in, take it back."""

from itertools import chain

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.alumni.errors import RosterError
from bigtent.alumni.forms.rosters import ColumnsForm, RosterForm
from bigtent.alumni.models import RosterFile
from bigtent.alumni.models.duplicate import never_compared
from bigtent.alumni.services import discard_roster, map_columns, receive_roster
from bigtent.alumni.services.columns import COLUMNS
from bigtent.alumni.services.undoing import what_leaves
from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job
from bigtent.ledger.spreadsheets import csv_download

VERBS = "bigtent.alumni.services."
State = RosterFile.State
enter = permission_required("alumni.enter", raise_exception=True)
may_import = permission_required("alumni.import_roster", raise_exception=True)


@login_required
@enter
def rosters(request):
    """Every file that came, the latest first."""
    files = RosterFile.objects.select_related("roster", "by__person")
    page = Paginator(files, 25).get_page(request.GET.get("page"))
    return render(request, "alumni/rosters/rosters.html", {"page": page})


@login_required
@may_import
def new_roster(request):
    """Upload a file; the columns are matched next."""
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            file = receive_roster(file=upload, name=upload.name, roster=form.cleaned_data["roster"], by=request.user)
        except RosterError as refusal:
            form.add_error(refusal.field or "file", refusal.message)
        else:
            return redirect("alumni:map-roster" if file.state == State.RECEIVED else "alumni:roster", key=file.key)
    return render(request, "alumni/rosters/new.html", {"form": form}, status=409 if form.errors else 200)


@login_required
@enter
def roster(request, key):
    """Where one file stands, with its refused lines and the next act."""
    file = get_object_or_404(RosterFile.objects.select_related("roster", "document", "by__person"), key=key)
    problems = file.problems.set_aside() if "set-aside" in request.GET else file.problems.refusing()
    context = {
        "file": file,
        "at_work": _at_work(file),
        "page": Paginator(problems, 25).get_page(request.GET.get("page")),
        "shows_set_aside": "set-aside" in request.GET,
        "first": file.records.all()[:5] if file.state == State.CHECKED else (),
        "facts": _facts(file),
    }
    return render(request, "alumni/rosters/roster.html", context | {"never_compared": never_compared()})


@login_required
@may_import
def columns(request, key):
    """Say what each heading means; the dry run starts with it."""
    file = get_object_or_404(RosterFile.objects.select_related("roster"), key=key)
    if file.state in (State.APPLIED, State.UNDONE):
        return redirect(file)
    form = ColumnsForm(request.POST or None, file=file)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("columns", "program", "everyone_awarded", "day_first")}
        try:
            map_columns(file=file, by=request.user, **given)
        except RosterError as refusal:
            form.refuse(refusal)
        else:
            return _start(request, file, "check_roster", _("Check %(name)s"))
    return render(
        request, "alumni/rosters/columns.html", {"file": file, "form": form}, status=409 if form.errors else 200
    )


@login_required
@may_import
@require_POST
def check(request, key):
    return _start(request, get_object_or_404(RosterFile, key=key), "check_roster", _("Check %(name)s"))


@login_required
@may_import
@require_POST
def bring_in(request, key):
    return _start(request, get_object_or_404(RosterFile, key=key), "apply_roster", _("Bring in %(name)s"))


@login_required
@may_import
def take_back(request, key):
    """What would be removed and who stays; the act itself is a job."""
    file = get_object_or_404(RosterFile.objects.applied().select_related("roster"), key=key)
    if request.method == "POST":
        return _start(request, file, "undo_roster", _("Take back %(name)s"))
    return render(request, "alumni/rosters/take_back.html", {"file": file, "leaving": what_leaves(file)})


@login_required
@may_import
@require_POST
def discard(request, key):
    file = get_object_or_404(RosterFile, key=key)
    discard_roster(file=file, by=request.user)
    messages.success(request, _("%(name)s was put away. Nothing of it was brought in.") % {"name": file.name})
    return redirect("alumni:rosters")


@login_required
@enter
def refused(request, key):
    """Every refused line as a file, to be corrected and brought again."""
    file = get_object_or_404(RosterFile, key=key)
    heading = [_("Line"), _("Column"), _("Value"), _("What is wrong"), _("What to do")]
    fields = ("line", "column", "value", "problem", "remedy")
    rows = file.problems.refusing().values_list(*fields).iterator(2_000)
    return csv_download(chain([heading], rows), name=f"refused-{file.key}.csv")


def _start(request, file: RosterFile, verb: str, title: str):
    """Start the work, or show that which is at work on this file already."""
    job = _at_work(file) or start_job(
        verb=VERBS + verb,
        title=title % {"name": file.name},
        by=request.user,
        permission="alumni.import_roster",
        arguments={"file_key": file.key},
        result_url=file.get_absolute_url(),
    )
    return redirect("ledger:job", key=job.key)


def _at_work(file: RosterFile) -> Job | None:
    return Job.objects.unfinished().filter(verb__startswith=VERBS, arguments={"file_key": file.key}).first()


def _facts(file: RosterFile) -> list[tuple[str, str]]:
    shape = file.shape
    return [
        (_("List"), file.roster),
        (_("Received"), file.received_at.date()),
        (_("By"), file.by and file.by.person),
        (_("Kind of file"), _("Workbook") if shape["kind"] == "workbook" else _("Text")),
        (_("Sheet"), shape["sheet"]),
        (_("Letters written as"), shape["encoding"]),
        (_("Headings in line"), shape["heading_line"]),
        (_("Columns"), ", ".join(f"{their} = {COLUMNS[our].label}" for our, their in file.columns.items())),
        (_("Program of lines that name none"), file.program),
    ]
