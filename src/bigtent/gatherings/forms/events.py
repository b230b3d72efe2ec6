"""What is asked to plan an event: few questions first, the others below."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models import Event, Panelist
from bigtent.gatherings.models.event import Spoken
from bigtent.gatherings.services.planning import DETAILS, MOST_SPEAKERS, MOST_TIMES, Speaker, Time
from bigtent.gatherings.services.repeating import MOST, RHYTHMS, Repeat
from bigtent.ledger.zones import zones_with
from bigtent.people.models import Topic

DAY = {"type": "date"}
# The questions of the form in the parts in which they stand on the page.
FIRST = ("title", "kind", "day", "hour", "minutes", "zone", "mode", "where", "join_link", "host", "text")
PARTS = (
    (_("Registering"), ("registering", "external_link", "capacity", "has_waiting_list", "offer_hours",
                        "asks_access_needs", "asks_questions")),
    (_("Access and languages"), ("captions", "languages", "access")),
    (_("Who sees it, who gives it, what it is about"), ("seen_by", "cohosts", "topics", "source_link")),
    (_("Certificate"), ("gives_certificate", "hours")),
)  # fmt: skip


class _Clock(forms.TimeInput):
    """Hours as a browser asks for them."""

    def __init__(self):
        super().__init__(attrs={"type": "time"}, format="%H:%M")


class EventForm(forms.Form):
    """One event with its first time. `inside` is the circle it is planned for, such as "group:12", or nothing."""

    title = forms.CharField(label=_("What it is called"), max_length=160)
    kind = forms.ChoiceField(label=_("What it is"), choices=Event.Kind.choices)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DAY), help_text=_("Such as 2027-01-15."))
    hour = forms.TimeField(label=_("Begins at"), widget=_Clock, help_text=_("Such as 20:00."))
    minutes = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=7 * 24 * 60)
    zone = forms.ChoiceField(label=_("On the clocks of"))
    mode = forms.ChoiceField(label=_("How one takes part"), choices=Event.Mode.choices, widget=forms.RadioSelect)
    where = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("The address, with room and floor.")
    )
    join_link = forms.URLField(
        label=_("Link to join"), max_length=300, required=False, assume_scheme="https",
        help_text=_("Only those who registered are told."),
    )  # fmt: skip
    host = forms.CharField(label=_("Who gives it"), max_length=200, required=False)
    text = forms.CharField(
        label=_("What it is about"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A line that begins with # is a heading, one with - a point of a list, **two stars** are bold."),
    )  # fmt: skip
    registering = forms.ChoiceField(
        label=_("Where one registers"), choices=Event.Registering.choices, widget=forms.RadioSelect
    )
    external_link = forms.URLField(
        label=_("Address of the page where one registers"), max_length=300, required=False, assume_scheme="https"
    )
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=1_000_000, required=False,
        help_text=_("Empty: as many as come."),
    )  # fmt: skip
    has_waiting_list = forms.BooleanField(label=_("With a waiting list when all places are taken"), required=False)
    offer_hours = forms.IntegerField(
        label=_("Hours to answer when a place becomes free"), min_value=1, max_value=168,
    )  # fmt: skip
    asks_access_needs = forms.BooleanField(label=_("Ask what people need to take part"), required=False)
    asks_questions = forms.BooleanField(label=_("Ask for questions beforehand"), required=False)
    captions = forms.BooleanField(label=_("With captions"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Spoken.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    access = forms.CharField(
        label=_("What else helps people to take part"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Such as: step-free, a quiet room, child care."),
    )  # fmt: skip
    seen_by = forms.ChoiceField(label=_("Who sees it"), widget=forms.RadioSelect)
    cohosts = forms.CharField(
        label=_("Given together with"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line."),
    )  # fmt: skip
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), to_field_name="code", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    source_link = forms.URLField(
        label=_("Where it was announced first"), max_length=300, required=False, assume_scheme="https"
    )
    gives_certificate = forms.BooleanField(label=_("Whoever was there gets a certificate"), required=False)
    hours = forms.DecimalField(
        label=_("Hours on the certificate"), max_digits=4, decimal_places=2, min_value=0, required=False
    )

    def __init__(self, *args, inside: str = "", zone: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.inside = inside
        self.fields["zone"].choices = zones_with(zone)
        self.fields["seen_by"].choices = [
            (value, label) for value, label in Event.SeenBy.choices if inside or value != Event.SeenBy.INSIDE
        ]

    def parts(self):
        """The questions below, part by part; a part in which something was wrong stands open."""
        for title, names in PARTS:
            yield title, [self[name] for name in names], any(name in self.errors for name in names)

    def first(self):
        return [self[name] for name in FIRST]

    def plan(self) -> dict:
        """The answers as the services take them, without times and panel."""
        told = dict(self.cleaned_data)
        plan = {name: told[name] for name in ("title", "kind", "zone", "host", *DETAILS) if name in told}
        return plan | {"inside": self.inside, "cohosts": told["cohosts"].splitlines(), "topics": list(told["topics"])}

    def time(self, slot: int | None = None) -> Time:
        told = self.cleaned_data
        return Time(starts_at=datetime.combine(told["day"], told["hour"]), minutes=told["minutes"], slot=slot)


class TimeForm(forms.Form):
    """Another time of the same event; without a day it is left out."""

    slot = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DAY), required=False)
    hour = forms.TimeField(label=_("Begins at"), widget=_Clock, required=False)
    minutes = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=7 * 24 * 60, required=False)
    places = forms.IntegerField(
        label=_("Places at this time"), min_value=1, max_value=1_000_000, required=False,
        help_text=_("Empty: as many as the event has."),
    )  # fmt: skip

    def clean(self):
        told = super().clean()
        if told.get("day") and not told.get("hour") and "hour" not in self.errors:
            self.add_error("hour", _("At which hour does it begin on that day?"))
        return told


class SpeakerForm(forms.Form):
    """One row of the panel; without a name it is left out."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    credentials = forms.CharField(
        label=_("Letters after the name"), max_length=60, required=False, help_text=_("Such as MD, MPH.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Panelist.Role.choices, required=False)
    organization = forms.CharField(label=_("Organization"), max_length=200, required=False)
    about = forms.CharField(
        label=_("About the person"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class _Times(forms.BaseFormSet):
    def times(self, minutes: int) -> list[Time]:
        """Those with a day; one that names no length takes as long as the first."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("day")]
        return [
            Time(datetime.combine(row["day"], row["hour"]), row["minutes"] or minutes, row["places"], row["slot"])
            for row in rows
        ]


class _Panel(forms.BaseFormSet):
    def speakers(self) -> list[Speaker]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        names = ("name", "credentials", "organization", "about")
        return [
            Speaker(**{name: row[name] for name in names}, role=row["role"] or Panelist.Role.SPEAKER) for row in rows
        ]


TimeFormSet = forms.formset_factory(TimeForm, formset=_Times, extra=2, max_num=MOST_TIMES)
PanelFormSet = forms.formset_factory(SpeakerForm, formset=_Panel, extra=4, max_num=MOST_SPEAKERS)


class RepeatForm(forms.Form):
    """Whether it returns; with neither a number nor a day it is held once."""

    rhythm = forms.ChoiceField(label=_("It returns"), choices=RHYTHMS, required=False, widget=forms.RadioSelect)
    every = forms.IntegerField(label=_("Every how many of them"), min_value=1, max_value=52, required=False)
    count = forms.IntegerField(
        label=_("How many times in all"), min_value=2, max_value=MOST, required=False,
        help_text=_("Empty, together with the day below: it is held once."),
    )  # fmt: skip
    until = forms.DateField(label=_("Or until this day"), widget=forms.DateInput(attrs=DAY), required=False)

    def repeat(self) -> Repeat | None:
        told = self.cleaned_data
        if told["count"] is None and told["until"] is None:
            return None
        return Repeat(told["rhythm"] or "weeks", told["every"] or 1, told["count"], told["until"])


class Planning:
    """The forms of one event together: what it is, more times, the panel, and for a new one whether it returns."""

    def __init__(self, data=None, *, event: Event | None = None, inside: str = "", host: str = ""):
        self.event = event
        inside = event.inside if event else inside
        start = _standing(event) if event else _fresh(inside, host)
        self.about = EventForm(data, initial=start, inside=inside, zone=start["zone"])
        slots = list(event.slots.open()) if event else []
        self.slot = slots[0] if slots else None
        self.times = TimeFormSet(data, prefix="time", initial=[_row(slot) for slot in slots[1:]])
        self.panel = PanelFormSet(data, prefix="panel", initial=_seats(event) if event else [])
        self.repeat = None if event else RepeatForm(data, prefix="repeat", initial={"rhythm": "weeks", "every": 1})
        if self.slot:
            self.about.initial |= {name: value for name, value in _row(self.slot).items() if name != "slot"}

    def is_valid(self) -> bool:
        forms_asked = [form for form in (self.about, self.times, self.panel, self.repeat) if form is not None]
        # Each is looked at, so that everything that was wrong is said at once.
        return not sum(not form.is_valid() for form in forms_asked)

    @property
    def rows_refused(self) -> list[str]:
        """What is wrong with the rows as a whole, such as too many of them."""
        return [*self.times.non_form_errors(), *self.panel.non_form_errors()]

    @property
    def opens_times(self) -> bool:
        return bool(self.times.initial) or self.times.total_error_count() > 0

    @property
    def opens_panel(self) -> bool:
        return bool(self.panel.initial) or self.panel.total_error_count() > 0

    def plan(self) -> dict:
        """What the services are asked for."""
        first = self.about.time(self.slot and self.slot.pk)
        if self.slot:
            first = Time(first.starts_at, first.minutes, self.slot.capacity, self.slot.pk)
        times = [first, *self.times.times(first.minutes)]
        return self.about.plan() | {"times": times, "panel": self.panel.speakers()}


def _fresh(inside: str, host: str) -> dict:
    return {
        "zone": settings.NETWORK_TIME_ZONE,
        "minutes": 60,
        "mode": Event.Mode.ONLINE,
        "host": host,
        "registering": Event.Registering.HERE,
        "has_waiting_list": True,
        "offer_hours": 24,
        "asks_access_needs": True,
        "languages": [Spoken.ENGLISH],
        "seen_by": Event.SeenBy.INSIDE if inside else Event.SeenBy.EVERYBODY,
    }


def _standing(event: Event) -> dict:
    plain = {name: getattr(event, name) for name in ("title", "kind", "zone", *DETAILS)}
    return plain | {
        "host": event.hosted_by,
        "cohosts": "\n".join(str(one) for one in event.cohosts.select_related("organization")),
        "topics": [topic.code for topic in event.topics.all()],
    }


def _row(slot) -> dict:
    local = slot.local
    return {
        "slot": slot.pk,
        "day": local.date(),
        "hour": local.time(),
        "minutes": slot.minutes,
        "places": slot.capacity,
    }


def _seats(event: Event) -> list[dict]:
    names = ("name", "credentials", "role", "about")
    return [
        {name: getattr(one, name) for name in names} | {"organization": one.belongs_to}
        for one in event.panel.select_related("organization")
    ]


class BecauseForm(forms.Form):
    because = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Such as “The speaker is ill.” Whoever registered reads it.")
    )


class RecordingForm(forms.Form):
    link = forms.URLField(
        label=_("Address of the recording"), max_length=300, required=False, assume_scheme="https",
        help_text=_("Empty: it is taken down."),
    )  # fmt: skip
    transcript = forms.CharField(
        label=_("What was said, in words"), max_length=400_000, required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("For whoever cannot hear it or would rather read."),
    )  # fmt: skip


class EventSearch(forms.Form):
    """Which events are listed. All questions are optional; what is empty asks nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("What it is"), required=False)
    mode = forms.ChoiceField(label=_("How one takes part"), required=False)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), to_field_name="code", required=False, empty_label=_("Any topic")
    )
    month = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$", label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"}),
        help_text=_("Such as 2027-01."),
        error_messages={"invalid": _("Write the month as year and month, such as 2027-01.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Any kind")), *Event.Kind.choices]
        self.fields["mode"].choices = [("", _("Here or from afar")), *Event.Mode.choices]

    def asked(self, name: str):
        return getattr(self, "cleaned_data", {}).get(name) or ""
