"""Pages of the plan. Everybody may read a public plan; managers adopt, own and aim it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from rules.contrib.views import permission_required

from bigtent.accountability import services
from bigtent.accountability.chart import draw
from bigtent.accountability.course import courses, measures_in_use, points_of, tally, with_wholes
from bigtent.accountability.forms import MeasureForm, OwnerForm, TargetForm
from bigtent.accountability.history import history
from bigtent.accountability.models import Action, Observation, Plan
from bigtent.accountability.plan_templates import plan_templates
from bigtent.accountability.rules import may_open_page
from bigtent.ledger.errors import Refusal
from bigtent.people.models import Person, Purpose

MOST_ROWS = 40


def plans(request):
    """All plans this reader may see, and for managers those that wait to be adopted."""
    found = list(Plan.objects.visible_to(request.user))
    by_plan = {plan.pk: [] for plan in found}
    for course in _courses(request, Action.objects.of_plans(found)):
        by_plan[course.action.approach.plan_id].append(course)
    adopted = set(Plan.objects.values_list("template", flat=True))
    context = {
        "plans": [_summary(plan, by_plan[plan.pk]) for plan in found],
        "ready": [one for key, one in plan_templates().items() if key not in adopted],
    }
    return render(request, "accountability/plans.html", context)


def plan(request, key):
    """One plan with all its promises."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), key=key)
    found = _courses(request, Action.objects.of_plans([plan]))
    approaches = {}
    for course in found:
        approaches.setdefault(course.action.approach, []).append(course)
    context = _summary(plan, found) | {"approaches": approaches}
    return render(request, "accountability/plan.html", context)


def action(request, key, action):
    """One promise: its words, its figure and history, who answers for it, the page that carries it out."""
    action = _action(request, key, action)
    return render(request, "accountability/action.html", _promise(request, action))


@require_POST
@login_required
@permission_required("accountability.adopt_plan", raise_exception=True)
def adopt(request):
    try:
        plan = services.adopt_plan(template=request.POST.get("template", ""), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accountability:plans")
    messages.success(request, _("Adopted. The first figures are taken."))
    return redirect(plan)


@login_required
@permission_required("accountability.observe", raise_exception=True)
def observe(request):
    """The figures of all promises with their age; one button takes them anew."""
    if request.method == "POST":
        return _take_figures(request)
    names = {name for action in Action.objects.bound() for name in action.measures}
    observed = Observation.objects.by_measure(names)
    measures = measures_in_use()
    rows = [
        (measures[name], points_of(measures[name], observed, Action.Scale.NUMBER, exact=True)[-1:])
        for name in sorted(names & set(measures))
    ]
    return render(request, "accountability/observe.html", {"rows": rows})


def _take_figures(request):
    try:
        result = services.observe(by=request.user)
        taken = result["observed"]
        words = ngettext("%(count)s figure taken.", "%(count)s figures taken.", taken)
        messages.success(request, words % {"count": taken})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("accountability:observe")


@require_POST
@login_required
@permission_required("accountability.edit_plan", raise_exception=True)
def show(request, key):
    """Show a plan to everybody, or to the network only."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), key=key)
    services.set_public(plan=plan, public=request.POST.get("public") == "1", by=request.user)
    return redirect(plan)


@login_required
@permission_required("accountability.edit_plan", raise_exception=True)
def owner(request, key, action):
    action = _action(request, key, action)
    form = OwnerForm(request.POST or None, initial={"owner": action.owner_id}, account=request.user)
    return _change(request, action, form, services.set_owner, _("Who answers for it"))


@login_required
@permission_required("accountability.edit_plan", raise_exception=True)
def target(request, key, action):
    action = _action(request, key, action)
    initial = {name: getattr(action, name) for name in ("target", "scale", "wanted", "target_on")}
    initial["target_on"] = initial["target_on"] or action.approach.plan.ends_on
    return _change(request, action, TargetForm(request.POST or None, initial=initial), services.set_target, _("Target"))


@login_required
@permission_required("accountability.edit_plan", raise_exception=True)
def measure(request, key, action):
    action = _action(request, key, action)
    form = MeasureForm(request.POST or None, initial={"measure": action.measure})
    return _change(request, action, form, services.bind_measure, _("The figure that shows it"))


def _change(request, action, form, verb, title):
    """One change to a promise: show the form, call the verb, go back to the promise."""
    if form.is_valid():
        try:
            verb(action=action, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(action)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
    return render(request, "accountability/change.html", {"action": action, "form": form, "title": title})


def _action(request, key, action):
    visible = Plan.objects.visible_to(request.user).filter(key=key)
    return get_object_or_404(Action.objects.of_plans(visible).in_order(), key=action)


def _courses(request, actions):
    return courses(actions.in_order(), exact=request.user.has_perm("accountability.read_exact"))


def _summary(plan, found):
    return {"plan": plan, "tally": tally(found), "shown": sum(one.is_shown for one in found), "all": len(found)}


def _promise(request, action):
    exact = request.user.has_perm("accountability.read_exact")
    course = courses([action], exact=exact)[0]
    return {
        "plan": action.approach.plan,
        "action": action,
        "course": course,
        "chart": draw(course),
        "newest_first": course.points[: -MOST_ROWS - 1 : -1],
        "further": _further(action, exact),
        "owner": _owner_shown(action, request.user),
        "page": _page(action, request.user),
        "history": history(action) if exact else [],
    }


def _further(action, exact):
    """The figures shown beside the one that decides the status, each with its latest observation."""
    measures = {name: one for name, one in measures_in_use().items() if name in action.further}
    observed = Observation.objects.by_measure(with_wholes(set(measures), measures))
    points = {name: points_of(one, observed, Action.Scale.NUMBER, exact=exact) for name, one in measures.items()}
    return [(measures[name], found[-1]) for name, found in points.items() if found]


def _owner_shown(action, account):
    """The owner, for readers who may know her; others learn only that there is one."""
    if action.owner_id is None:
        return None
    people = Person.objects
    known = people.seen_by(account) | people.consenting_to(Purpose.PRESS)
    return known.filter(pk=action.owner_id).first()


def _page(action, account):
    """The address of the page that carries a promise out, for readers who may enter its room."""
    if not action.page or not may_open_page(account, action.page):
        return ""
    try:
        return reverse(action.page)
    except NoReverseMatch:
        return ""
