"""What the page "Paste a post" accepts: the text, and then what is made of it."""

import re
from datetime import date, datetime, time

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from bigtent.community.forms.posts import HonorFields, day, link, text, topics
from bigtent.community.models import Opportunity, Post
from bigtent.community.pasted import Pasted, minutes_between, speakers_of
from bigtent.gatherings.models import Event
from bigtent.gatherings.services.planning import Time
from bigtent.ledger.clock import today
from bigtent.ledger.zones import zones_with

POSTS = [(kind.value, kind.label) for kind in Post.Kind if kind != Post.Kind.NEWS]
KINDS = [(_("An event"), Event.Kind.choices), (_("An opportunity"), Opportunity.Kind.choices), (_("A post"), POSTS)]
MORE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\s+(\d{1,2}:\d\d))?(?:-(\d{1,2}:\d\d))?$")


def what_is(kind: str) -> str:
    """What is made of a kind: an event, an opportunity or a post."""
    return "event" if kind in Event.Kind.values else "opportunity" if kind in Opportunity.Kind.values else "post"


def _clock(label) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}))


class PasteForm(forms.Form):
    pasted = forms.CharField(
        label=_("The text of the announcement"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("As you copy it from a page or a mail. It is read here; nothing is sent anywhere."),
    )  # fmt: skip
    posted_on = day(_("When it was posted"), _("Empty: today. A day without a year is the next one from there."))
    posted_by = forms.CharField(
        label=_("Who posted it"), max_length=160, required=False, help_text=_("Where the text does not name its host.")
    )

    def read(self) -> Pasted:
        given = self.cleaned_data
        return Pasted.of(
            given["pasted"], posted_on=given["posted_on"] or today(), posted_by=given["posted_by"],
            zone=settings.NETWORK_TIME_ZONE,
        )  # fmt: skip


class Made(forms.Form):
    """The fields all three have; each says beneath from which words it was filled."""

    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    title = forms.CharField(label=_("Title"), max_length=160)
    link = link(_("Link"))
    text = text(_("Text"))
    topics = topics()

    def __init__(self, data=None, *, pasted: Pasted, what: str):
        super().__init__(data, initial=pasted.values(what))
        self.pasted, self.what = pasted, what
        for name, parts in pasted.grounds(what).items():
            if name in self.fields:
                words = pasted.words_of(parts)
                self.fields[name].help_text = " ".join(filter(None, (str(self.fields[name].help_text), words)))

    def is_of_kind(self) -> bool:
        """Whether the kind that was chosen has these fields."""
        return what_is(self.data.get("kind", "")) == self.what


class EventFields(Made):
    day = day(_("Day"))
    starts = _clock(_("Begins"))
    ends = _clock(_("Ends"))
    zone = forms.ChoiceField(label=_("On the clocks of"))
    more_times = forms.CharField(
        label=_("Other times"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, such as 2027-03-04 18:00-19:30."),
    )  # fmt: skip
    mode = forms.ChoiceField(label=_("How people come"), choices=Event.Mode)
    where = forms.CharField(label=_("Where"), max_length=300, required=False)
    host = forms.CharField(label=_("Host"), max_length=200, required=False)
    panel = forms.CharField(
        label=_("Speakers"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line: name, credentials (moderator) @ organization – what else is said."),
    )  # fmt: skip
    field_order = (
        "kind", "title", "day", "starts", "ends", "zone", "mode", "where", "host", "link", "panel", "more_times",
        "text", "topics",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones_with(settings.NETWORK_TIME_ZONE, self.initial["zone"])
        self.initial["zone"] = self.initial["zone"] or settings.NETWORK_TIME_ZONE

    def clean(self):
        given = super().clean()
        for name, words in (("day", _("Say on which day it is.")), ("starts", _("Say when it begins."))):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, words)
        return given

    def clean_more_times(self) -> list[tuple[date, time | None, time | None]]:
        return [_more_time(line.strip()) for line in self.cleaned_data["more_times"].splitlines() if line.strip()]

    def clean_panel(self):
        return speakers_of(self.cleaned_data["panel"])

    def details(self) -> dict:
        """As `plan_event` takes it. People register where the announcement says; without a link, here."""
        given = dict(self.cleaned_data)
        starts, ends, link = given.pop("starts"), given.pop("ends"), given.pop("link")
        times = [(given.pop("day"), starts, ends), *given.pop("more_times")]
        given["times"] = [
            Time(datetime.combine(on, at or starts), minutes_between(at or starts, until if at else ends))
            for on, at, until in times
        ]
        joins = self.pasted.found.link.value is not None and self.pasted.found.link.value.use == "join"
        where = {"join_link": link} if joins else {"external_link": link, "source_link": link}
        elsewhere = bool(link) and not joins
        return given | where | {"registering": Event.Registering.ELSEWHERE if elsewhere else Event.Registering.HERE}


class OpportunityFields(Made):
    sponsor_name = forms.CharField(label=_("Sponsor"), max_length=200, required=False)
    deadline_on = day(_("Deadline"))
    deadline_time = _clock(_("At what time"))
    zone = forms.ChoiceField(label=_("On the clocks of"))
    rolling = forms.BooleanField(label=_("Open all the time"), required=False)
    stipend = forms.DecimalField(label=_("Amount"), required=False, min_value=0, max_digits=10, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False, initial="USD")
    where = forms.CharField(label=_("Where"), max_length=200, required=False)
    presence = forms.ChoiceField(
        label=_("How one takes part"), choices=[("", _("Not said")), *Opportunity.Presence.choices], required=False
    )
    starts_on = day(_("From"))
    ends_on = day(_("To"))
    clauses = forms.MultipleChoiceField(
        label=_("Whom it is for"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("What is left out here can be written anew on the page of the draft."),
    )  # fmt: skip
    field_order = (
        "kind", "title", "sponsor_name", "deadline_on", "deadline_time", "zone", "rolling", "stipend", "currency",
        "where", "presence", "starts_on", "ends_on", "link", "clauses", "text", "topics",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones_with(settings.NETWORK_TIME_ZONE, self.initial["zone"])
        self.initial["zone"] = self.initial["zone"] or settings.NETWORK_TIME_ZONE
        self.read_clauses = self.pasted.clauses()
        self.fields["clauses"].choices = [
            (str(number), _t("%s (shown, never checked)") % one.words if one.kind == "not_checked" else one.words)
            for number, one in enumerate(self.read_clauses)
        ]

    def details(self) -> dict:
        """As `add_opportunity` takes it; somebody looked at the source today."""
        given = dict(self.cleaned_data)
        kept = [self.read_clauses[int(number)] for number in given.pop("clauses")]
        given["currency"] = given["currency"] or "USD"
        return given | {"clauses": kept, "source_link": given["link"], "source_checked_on": today()}


class PostFields(HonorFields, Made):
    original_author = forms.CharField(label=_("Whose post it was first"), max_length=160, required=False)
    authors = forms.CharField(label=_("Authors, or who is quoted"), max_length=300, required=False)
    publisher = forms.CharField(label=_("Published by"), max_length=160, required=False)
    seen_by = forms.ChoiceField(label=_("Who sees it"), choices=Post.SeenBy, initial=Post.SeenBy.EVERYBODY)
    expires_on = day(_("Latest day on which it is shown"), _("Empty: it stays."))
    field_order = (
        "kind", "title", "honored", "award", "giver", "source_link", "original_author", "authors", "publisher", "link",
        "expires_on", "seen_by", "text", "topics",
    )  # fmt: skip

    def details(self) -> dict:
        """As `write_post` takes it."""
        return dict(self.cleaned_data)


FIELDS = {"event": EventFields, "opportunity": OpportunityFields, "post": PostFields}


def _more_time(line: str) -> tuple[date, time | None, time | None]:
    match = MORE.match(line)
    try:
        if match:
            hours = [time.fromisoformat(hour.zfill(5)) if hour else None for hour in match.groups()[1:]]
            return datetime.strptime(match[1], "%Y-%m-%d").date(), hours[0], hours[1]
    except ValueError:
        pass
    raise forms.ValidationError(_("“%s” is no time. Write it such as 2027-03-04 18:00-19:30.") % line[:40])
