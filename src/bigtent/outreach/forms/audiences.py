"""What is asked to say who a message goes to."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import declared, room_of
from bigtent.outreach.models import Audience
from bigtent.people.forms.choices import LongSelect
from bigtent.people.forms.directory import DirectorySearch
from bigtent.people.models import Network, Topic


class AudienceSearch(DirectorySearch):
    """The search of the directory, within the people another room names; counted for a message on a topic."""

    source = forms.ChoiceField(label=gettext_lazy("Out of"), required=False, widget=LongSelect)
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=gettext_lazy("Counted for a message on"), required=False, to_field_name="code",
        empty_label=gettext_lazy("No topic of its own"),
    )  # fmt: skip
    field_order = ("source", "q", "offers", "profession", "specialty", "region", "from_year", "to_year", "topic")

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["source"].choices = list(source_choices(account))

    def chips(self) -> list[tuple[str, str]]:
        return [(words, name) for words, name in super().chips() if name != "topic"]

    def _said(self, name: str, value) -> str:
        return str(value) if name == "topic" else super()._said(name, value)


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the audience"), max_length=120,
        help_text=gettext_lazy("Such as: nurses of the Mountain states. Only staff see it."),
    )  # fmt: skip


class TopicForm(forms.Form):
    """For which topic a kept audience is counted."""

    topic = AudienceSearch.base_fields["topic"]


def source_choices(account):
    """Everybody, then what each room in use names, in groups."""
    yield "", _("Everybody of the network")
    network = Network.current()
    for kind in declared("AUDIENCES"):
        if network.has_room(room_of(kind.people)):
            named = [(f"{kind.name}:{number}", str(label)) for number, label in kind.choices(account)]
            if named:
                yield str(kind.label), named


def source_label(audience: Audience, account) -> str:
    """Out of whom an audience is taken, in words."""
    if not audience.source:
        return _("Everybody of the network")
    groups = [dict(choices) for _label, choices in source_choices(account) if isinstance(choices, list)]
    return next((group[audience.source] for group in groups if audience.source in group), _("People no longer known"))
