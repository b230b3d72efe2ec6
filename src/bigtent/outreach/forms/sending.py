"""What is asked to say when a message goes out, and what became of a mail."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.outreach.models import Delivery, Message, ServiceLetter

NOW, AT = "now", "at"


class ScheduleForm(forms.Form):
    """An hour in the organization's zone, or as soon as can be."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"), widget=forms.RadioSelect, initial=NOW,
        choices=[(NOW, gettext_lazy("In ten minutes")), (AT, gettext_lazy("On a day, at an hour"))],
    )  # fmt: skip
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    hour = forms.TimeField(
        label=gettext_lazy("Hour"), required=False, widget=forms.TimeInput(attrs={"type": "time", "class": "short"}),
    )  # fmt: skip
    per_minute = forms.IntegerField(
        label=gettext_lazy("At most so many mails a minute"), required=False, min_value=1, max_value=100_000,
        help_text=gettext_lazy("Empty sends as fast as your mail server takes them."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hour"].help_text = _("In the time of %s.") % place_of_zone()

    def clean(self):
        told = super().clean()
        if told.get("when") != AT or self.errors:
            told["send_at"] = None
        elif not (told["day"] and told["hour"]):
            missing = "hour" if told["day"] else "day"
            self.add_error(missing, _("Say both, the day and the hour."))
        else:
            told["send_at"] = self._moment(told["day"], told["hour"])
        return told

    def _moment(self, day, hour) -> datetime | None:
        """The hour as it is on the clocks there; one that a clock put forward skips does not exist."""
        zone = ZoneInfo(settings.NETWORK_TIME_ZONE)
        moment = datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
        if moment.astimezone(zone).time() != hour:
            self.add_error("hour", _("The clocks are put forward on that day and skip this hour. Choose another."))
        return moment


class WordForm(forms.Form):
    """What a person says became of a mail."""

    arrived = forms.TypedChoiceField(
        choices=[("1", gettext_lazy("arrived")), ("0", gettext_lazy("send again"))], coerce=lambda value: value == "1"
    )


class SettleLetterForm(WordForm):
    letter = forms.ModelChoiceField(ServiceLetter.objects.need_a_decision())


class SettleForm(WordForm):
    """A person's word on one mail of a message."""

    delivery = forms.ModelChoiceField(Delivery.objects.none())

    def __init__(self, *args, message: Message, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delivery"].queryset = message.deliveries.all()


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, required=False)


def place_of_zone() -> str:
    """The organization's zone as people say it, such as New York."""
    return settings.NETWORK_TIME_ZONE.rpartition("/")[2].replace("_", " ")
