"""Pages of those who run events: plan, change, look at it as others do, publish, take back, cancel, add a recording."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.gatherings.forms.events import BecauseForm, Planning, RecordingForm
from bigtent.gatherings.models import Event, Series
from bigtent.gatherings.services import planning, publishing, repeating
from bigtent.gatherings.views.acting import carried_out, form_page, runs, say_on
from bigtent.gatherings.views.events import told
from bigtent.ledger.declarations import declared
from bigtent.ledger.errors import Refusal
from bigtent.people.models import Network


@login_required
def new(request):
    """A draft, for the whole network or for a circle such as `?inside=group:12`."""
    inside = request.GET.get("inside", "")
    circle = circle_named(request.user, inside) if inside else ""
    if not request.user.has_perm("gatherings.run", Event(inside=inside)):
        raise PermissionDenied
    asked = Planning(request.POST or None, inside=inside, host=circle or Network.current().name)
    if request.method == "POST" and asked.is_valid():
        try:
            return _drafted(request, asked)
        except Refusal as refusal:
            say_on(asked.about, refusal)
    return render(request, "gatherings/plan.html", {"asked": asked, "circle": circle})


def _drafted(request, asked: Planning):
    """One event, or a series of them."""
    repeat = asked.repeat.repeat()
    if repeat is None:
        made = planning.plan_event(by=request.user, **asked.plan())
        messages.success(request, _("Kept as a draft. Read it once as others will, then publish it."))
    else:
        made = repeating.plan_series(by=request.user, repeat=repeat, **asked.plan())
        messages.success(request, _("Kept as drafts. Each can be changed alone; publish them together."))
    return redirect(made)


@runs
def change(request, event):
    if event.belongs_at:
        return redirect(event.belongs_at)
    asked = Planning(request.POST or None, event=event)
    if request.method == "POST" and asked.is_valid():
        try:
            planning.change_event(event=event, by=request.user, **asked.plan())
            messages.success(request, _("Saved."))
            return redirect(event)
        except Refusal as refusal:
            say_on(asked.about, refusal)
    return render(request, "gatherings/plan.html", {"asked": asked, "event": event})


@runs
def preview(request, event):
    """The page as others see it."""
    return render(request, "gatherings/event.html", told(request, event, as_others=True))


@require_POST
@runs
def publish(request, event):
    done = _("Published. It can be a draft again as long as nobody registered.")
    return carried_out(request, lambda: publishing.publish_event(event=event, by=request.user), done, event)


@require_POST
@runs
def take_back(request, event):
    done = _("A draft again. Nobody else sees it.")
    return carried_out(request, lambda: publishing.take_back_event(event=event, by=request.user), done, event)


@runs
def discard(request, event):
    """Throwing a draft away cannot be taken back, so it is asked on a page of its own."""
    if request.method != "POST":
        return render(request, "gatherings/discard.html", {"event": event})
    done = _("The draft is thrown away.")
    return carried_out(
        request, lambda: publishing.discard_event(event=event, by=request.user), done, "gatherings:events"
    )


@runs
def cancel(request, event):
    if event.belongs_at:
        return redirect(event.belongs_at)
    form = BecauseForm(request.POST or None)
    return form_page(
        request, form, lambda: publishing.cancel_event(event=event, by=request.user, **form.cleaned_data),
        title=_("Cancel the event"), button=_("Cancel the event"), event=event,
        done=_("Canceled. Whoever registered is told."),
        lede=_("Whoever registered gets a letter with the reason. You can say that it is held after all."),
    )  # fmt: skip


@require_POST
@runs
def hold_after_all(request, event):
    if event.belongs_at:
        return redirect(event.belongs_at)
    done = _("It is held after all. Whoever registered is told.")
    return carried_out(request, lambda: publishing.hold_event_after_all(event=event, by=request.user), done, event)


@runs
def cancel_slot(request, event, pk):
    slot = get_object_or_404(event.slots, pk=pk)
    form = BecauseForm(request.POST or None)
    return form_page(
        request, form, lambda: publishing.cancel_slot(slot=slot, by=request.user, **form.cleaned_data),
        title=_("Cancel one time"), button=_("Cancel this time"), event=event, to=event,
        done=_("Canceled. Whoever registered for this time is told."),
        lede=_("The other times stay. Whoever registered for this one gets a letter with the reason."),
    )  # fmt: skip


@runs
def recording(request, event):
    initial = {"link": event.recording_link, "transcript": event.transcript}
    form = RecordingForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda: publishing.add_recording(event=event, by=request.user, **form.cleaned_data),
        title=_("Recording"), button=_("Save the recording"), event=event, done=_("Saved."),
        lede=_("Whoever sees the event finds it there. Those who registered are told once."),
    )  # fmt: skip


@require_POST
@login_required
def publish_series(request, key):
    row = get_object_or_404(Series, key=key)
    if not request.user.has_perm("gatherings.run", row.events.first()):
        raise PermissionDenied
    done = _("Published. Each event can be changed alone.")
    return carried_out(request, lambda: repeating.publish_series(series=row, by=request.user), done, row)


def circle_named(account, inside: str) -> str:
    """How the rooms above call a circle such as "group:12" that the account may choose; 404 for what is none."""
    name, _colon, number = inside.partition(":")
    for source in declared("AUDIENCES"):
        meets = source.name == name and source.of is not None
        if meets and (label := dict(source.choices(account)).get(number)):
            return str(label)
    raise Http404
