"""What the pages of meetings accept."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models import Attendance, Meeting
from bigtent.groups.services.meetings import AgendaPoint
from bigtent.ledger.zones import zones_with
from bigtent.people.models import Person

MOST_POINTS, MORE_POINTS = 40, 3


class MeetingForm(forms.Form):
    title = forms.CharField(
        label=_("What the meeting is called"), max_length=120, help_text=_("Such as “Fall meeting”.")
    )
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("Such as 2027-01-15.")
    )
    hour = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Such as 18:30."),
    )
    zone = forms.ChoiceField(label=_("On the clocks of"))
    minutes_long = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=720, initial=60)
    where = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link to join from afar"), max_length=300, required=False, assume_scheme="https")

    def __init__(self, *args, meeting: Meeting | None = None, **kwargs):
        initial = {"zone": settings.NETWORK_TIME_ZONE}
        if meeting:
            initial = {name: getattr(meeting, name) for name in ("title", "zone", "minutes_long", "where", "link")}
            initial |= {"day": meeting.on, "hour": meeting.local.time()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["zone"].choices = zones_with(initial["zone"])

    def planned(self) -> dict:
        """The answers as the services take them."""
        values = dict(self.cleaned_data)
        return values | {"starts_at": datetime.combine(values.pop("day"), values.pop("hour"))}


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("It is kept with what was done."))


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class PointForm(forms.Form):
    """One row of an agenda; without a title it is left out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    title = forms.CharField(label=_("What to talk about"), max_length=160, required=False)
    presenter = forms.ModelChoiceField(
        label=_("Who presents it"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody named")
    )
    minutes_long = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=720, required=False)
    text = forms.CharField(
        label=_("What it is about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenter"].queryset = people


class _Agenda(forms.BaseFormSet):
    def points(self) -> list[AgendaPoint]:
        """The rows with a title in their order; those without a place keep theirs, at the end."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        rows.sort(key=lambda row: row["place"] or MOST_POINTS * 10)
        names = ("title", "text", "minutes_long", "presenter", "pk")
        return [AgendaPoint(**{name: row[name] for name in names}) for row in rows]


AgendaFormSet = forms.formset_factory(PointForm, formset=_Agenda, extra=MORE_POINTS, max_num=MOST_POINTS)


class AttendanceForm(forms.Form):
    """Of each member of that day, whether she came."""

    def __init__(self, *args, people, noted, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {f"came-{person.key}": person.pk for person in people}
        for person in people:
            self.fields[f"came-{person.key}"] = forms.ChoiceField(
                label=person.name, choices=Attendance.Came, widget=forms.RadioSelect, initial=noted.get(person.pk)
            )

    def came(self) -> dict[int, str]:
        return {pk: self.cleaned_data[name] for name, pk in self.names.items()}


class MinutesForm(forms.Form):
    minutes = forms.CharField(
        label=_("Minutes"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("A line that begins with # is a heading, one with - a point of a list, **two stars** are bold."),
    )


class ApproveForm(forms.Form):
    approved_in = forms.ModelChoiceField(
        label=_("Who approved them"), queryset=Meeting.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args, later, alone, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["approved_in"]
        field.queryset, field.empty_label = later, _("The chair") if alone else _("Choose the meeting")
        field.label_from_instance = lambda meeting: (
            _("The group, at “%(meeting)s” of %(day)s")
            % {
                "meeting": meeting,
                "day": f"{meeting.on:%Y-%m-%d}",
            }
        )
