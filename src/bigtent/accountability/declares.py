"""What the accountability room offers to others."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.accountability.course import courses, measures_in_use
from bigtent.accountability.models import FRESH, Action, Observation, Plan
from bigtent.accountability.plan_templates import plan_templates
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Deed, Due, DueSource, Figure, Known, Measure, Recorded, RoomEntry
from bigtent.people.rules import is_manager, is_staff

ROOMS = (
    RoomEntry(name="accountability", label=gettext_lazy("Plan"), url="accountability:plans", switchable=True, order=60),
)

DEEDS = (
    Deed("adopt_plan", gettext_lazy("The plan “%(what)s” was adopted with its %(count)s promises")),
    Deed("observe", gettext_lazy("%(count)s figures of the plan were taken")),
    Deed(
        "bind_measure",
        gettext_lazy("A figure was bound to the promise “%(what)s”"),
        gettext_lazy("Figures were bound to %(count)s promises"),
    ),
    Deed(
        "set_owner",
        gettext_lazy("The promise “%(what)s” has an owner"),
        gettext_lazy("%(count)s promises were given an owner"),
    ),
    Deed(
        "set_target",
        gettext_lazy("The promise “%(what)s” has a target"),
        gettext_lazy("%(count)s promises were given a target"),
    ),
    Deed("show_plan", gettext_lazy("The plan “%(what)s” is shown to everybody")),
    Deed("hide_plan", gettext_lazy("The plan “%(what)s” is shown inside the network only")),
)


def _courses_on(day: date):
    actions = Action.objects.of_plans(Plan.objects.in_force(day)).in_order()
    return courses(actions, exact=True, until=day)


def promises_shown(day: date) -> Figure:
    found = _courses_on(day)
    return Figure(sum(course.is_shown for course in found), len(found))


def promises_on_course(day: date) -> Figure:
    found = _courses_on(day)
    return Figure(sum(course.kind in ("met", "improving") for course in found), len(found))


MEASURES = (
    Measure(
        name="promises-shown",
        label=gettext_lazy("Promises shown by a figure"),
        unit=gettext_lazy("promises"),
        definition=gettext_lazy(
            "Promises of the plans in force with at least one observation of the figure they are bound to. "
            "The whole is all promises of these plans."
        ),
        compute=promises_shown,
        url="accountability:plans",
        of_people=False,
        order=70,
    ),
    Measure(
        name="promises-on-course",
        label=gettext_lazy("Promises met or improving"),
        unit=gettext_lazy("promises"),
        definition=gettext_lazy(
            "Promises of the plans in force whose computed status is met or improving. "
            "The whole is all promises of these plans, also those that nothing shows yet."
        ),
        compute=promises_on_course,
        url="accountability:plans",
        of_people=False,
        order=70,
    ),
)


def due(account):
    if not is_manager(account):
        return
    plans = list(Plan.objects.in_force(today()))
    if not plans:
        yield from _adopt_one()
        return
    actions = Action.objects.of_plans(plans)
    yield from _old_figures(actions)
    yield from _without_owner(actions)


def _adopt_one():
    yield Due(
        title=_("Say what you promise"),
        why=ngettext(
            "No plan is in force. %(count)s is ready to start from.",
            "No plan is in force. %(count)s are ready to start from.",
            len(plan_templates()),
        )
        % {"count": len(plan_templates())},
        button=_("Choose a plan"),
        url=reverse("accountability:plans"),
        minutes=5,
        order=80,
    )


def _old_figures(actions):
    names = {name for action in actions.bound() for name in action.measures} & set(measures_in_use())
    fresh = Observation.objects.filter(measure__in=names, on__gte=today() - FRESH)
    old = len(names) - fresh.values("measure").distinct().count()
    if old:
        yield Due(
            title=_("Take today’s figures"),
            why=ngettext(
                "%(count)s figure of the plan is older than 30 days or was never taken.",
                "%(count)s figures of the plan are older than 30 days or were never taken.",
                old,
            )
            % {"count": old},
            button=_("Take the figures"),
            url=reverse("accountability:observe"),
            minutes=1,
            order=40,
        )


def _without_owner(actions):
    found = list(actions.in_order().bound().filter(owner__isnull=True))
    unowned = len(found)
    if unowned:
        yield Due(
            title=_("Say who answers for each promise"),
            why=ngettext(
                "%(count)s promise with a figure has no owner. A promise without an owner is soon forgotten.",
                "%(count)s promises with a figure have no owner. A promise without an owner is soon forgotten.",
                unowned,
            )
            % {"count": unowned},
            button=_("Open the plan"),
            url=found[0].approach.plan.get_absolute_url(),
            minutes=2 * unowned,
            order=70,
        )


DUE = (DueSource(name="accountability", items=due),)


def promises_of(person, account):
    """The promises a person answers for, as far as the reader may see the plan."""
    visible = Plan.objects.visible_to(account)
    return [
        (_("Answers for"), action.text, action.approach.plan.name)
        for action in Action.objects.of_plans(visible).in_order().filter(owner=person)
    ]


def may_read(account, row) -> bool:
    return is_staff(account)


def of_plan(plan) -> Q:
    """The plan with its promises."""
    actions = Action.objects.filter(approach__plan=plan).values_list("pk", flat=True)
    return Q(object_type="accountability.plan", object_id=str(plan.pk)) | Q(
        object_type="accountability.action", object_id__in=[str(pk) for pk in actions]
    )


HISTORY = (
    Recorded("accountability.Plan", may_read, entries=of_plan),
    Recorded("accountability.Action", may_read),
)

KNOWN = (
    Known(
        model="accountability.Action",
        field="owner",
        title=gettext_lazy("Promises"),
        show=promises_of,
        kept_because=gettext_lazy(
            "A promise is the organization's. It stays, and waits for somebody else to answer for it."
        ),
    ),
)

SWEPT = ("accountability.Action.text",)
