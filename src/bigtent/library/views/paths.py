"""Pages of learning paths: the five, one of them with one's own progress, and how staff change them."""

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.library.asking import people_to_ask
from bigtent.library.forms.paths import PathForm, StepForm
from bigtent.library.models import Course, Path, PathStep, Resource, StepDone
from bigtent.library.services import paths as services
from bigtent.library.views.pages import carried_out, form_page
from bigtent.people.models.reading import signed_in

manages = permission_required("library.manage", raise_exception=True)


def seen(account):
    if account.has_perm("library.manage") or (signed_in(account) and account.roles):
        return Path.objects.all()
    return Path.objects.filter(is_public=True)


def paths(request):
    order = {stage: place for place, stage in enumerate(Path.Stage.values)}
    rows = sorted(seen(request.user).prefetch_related("steps"), key=lambda row: order[row.stage])
    done = set(StepDone.objects.filter(person=request.user.person_id).values_list("step", flat=True)) if (
        request.user.is_authenticated
    ) else set()  # fmt: skip
    lines = [(row, *_progress([step for step in row.steps.all() if not step.removed_at], done)) for row in rows]
    return render(request, "library/paths.html", {"lines": lines})


def _progress(steps, done: set[int]) -> tuple[int, int]:
    return len([step for step in steps if step.pk in done]), len(steps)


def path(request, stage):
    row = get_object_or_404(seen(request.user), stage=stage)
    steps = list(row.steps.filter(removed_at__isnull=True).select_related("resource", "course"))
    account = request.user
    may_mark = account.has_perm("library.mark_steps")
    mine = StepDone.objects.filter(step__path=row, person=account.person_id) if may_mark else StepDone.objects.none()
    done = set(mine.values_list("step", flat=True))
    context = {
        "path": row,
        "steps": [(step, _leads_to(step, account), step.pk in done) for step in steps],
        "done": _progress(steps, done)[0],
        "may_mark": may_mark,
        "people": people_to_ask(account, row.stage),
        "may_manage": account.has_perm("library.manage"),
    }
    return render(request, "library/path.html", context)


def _leads_to(step: PathStep, account) -> str:
    """The address of what a step leads to; none where this reader may not open it."""
    thing = step.resource or step.course
    if thing is None:
        return step.link
    reads_all = signed_in(account) and account.roles
    if isinstance(thing, Resource):
        is_shown = thing.removed_at is None and (thing.is_public or reads_all)
    else:
        is_shown = thing.state == Course.State.PUBLISHED and (thing.is_public or reads_all)
    return thing.get_absolute_url() if is_shown else ""


@require_POST
@login_required
def mark_step(request, pk):
    step = get_object_or_404(PathStep.objects.filter(path__in=seen(request.user), removed_at__isnull=True), pk=pk)
    if not request.user.has_perm("library.mark_steps"):
        raise PermissionDenied
    services.mark_step(step=step, by=request.user, done=request.POST.get("done") == "1")
    return redirect(f"{step.path.get_absolute_url()}#step-{step.pk}")


@login_required
@manages
def change_path(request, stage):
    row = get_object_or_404(Path, stage=stage)
    form = PathForm(request.POST or None, row=row)
    return form_page(
        request, form, lambda: services.change_path(path=row, by=request.user, **form.cleaned_data),
        title=_("Change “%s”") % row, button=_("Save"), done=_("Saved."), back=row.get_absolute_url(),
        lede=_("From then on it is yours: updates of the program leave it alone."),
    )  # fmt: skip


@login_required
@manages
def new_step(request, stage):
    row = get_object_or_404(Path, stage=stage)
    form = StepForm(request.POST or None, account=request.user, place=row.steps.count() + 1)
    return form_page(
        request, form, lambda: services.set_step(path=row, by=request.user, **form.cleaned_data),
        title=_("A new step"), button=_("Add it"), done=_("Added."), back=row.get_absolute_url(), to=row,
    )  # fmt: skip


@login_required
@manages
def change_step(request, pk):
    step = get_object_or_404(PathStep.objects.select_related("path"), pk=pk, removed_at__isnull=True)
    form = StepForm(request.POST or None, account=request.user, step=step)
    return form_page(
        request, form, lambda: services.set_step(path=step.path, step=step, by=request.user, **form.cleaned_data),
        title=_("Change a step"), button=_("Save"), done=_("Saved."), back=step.path.get_absolute_url(), to=step.path,
    )  # fmt: skip


@require_POST
@login_required
@manages
def remove_step(request, pk):
    step = get_object_or_404(PathStep.objects.select_related("path"), pk=pk, removed_at__isnull=True)
    return carried_out(
        request, lambda: services.remove_step(step=step, by=request.user), _("Taken from the path."), step.path
    )
