"""What the set-up and the settings page accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import declared
from bigtent.people.models import Network
from bigtent.people.states import STATES

WORDS = ("word_alumni", "word_scholars", "word_members", "word_schools")

ROOMS = {
    "alumni": _("Finding: your lists, people who stand in them twice, and a public register to find the lost ones in"),
    "mentoring": _("Mentoring: mentors, students, and rounds that pair them"),
    "accountability": _("Plan: what you promise, with the figures that show it"),
}


class SupportLinks(forms.CharField):
    """One line for each: what it is called | its address | the state where it is, if it is not everywhere."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(map(_line, value or []))

    def to_python(self, value):
        return [_link(number, line) for number, line in enumerate((value or "").splitlines(), 1) if line.strip()]

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != (data or "")

    def validate(self, value):
        """Each line was looked at as it was read; none at all is a choice too."""


def _line(link: dict[str, str]) -> str:
    return " | ".join(filter(None, (link["label"], link["url"], link["state"])))


def _link(number: int, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split("|")] + ["", ""]
    label, url, state = parts[:3]
    told = {"number": number, "line": line.strip()}
    if not label or len(parts) > 5 or len(line) > 300 or "\0" in line:
        raise forms.ValidationError(
            _("Line %(number)s, “%(line)s”: write a name | an address | a state such as CO, or no state.") % told
        )
    if not url.startswith("https://") or "." not in url or " " in url:
        raise forms.ValidationError(_("Line %(number)s, “%(line)s”: the address has to begin with https://.") % told)
    if state and state not in STATES:
        raise forms.ValidationError(
            _("Line %(number)s: “%(state)s” is no state. Write it as CO.") % {"number": number, "state": state}
        )
    return {"label": label, "url": url, "state": state}


class NetworkForm(forms.ModelForm):
    support_links = SupportLinks(
        label=_("Where people may turn for help"),
        required=False,
        help_text=_("One a line: name | https address | state, if it is not everywhere. It stands on sensitive pages."),
    )
    rooms = forms.MultipleChoiceField(
        label=_("Rooms in use"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A room that is not in use leaves no link behind. You can change this later; nothing is lost."),
    )

    class Meta:
        model = Network
        fields = ("name", "mission", "contact_email", "postal_address", "support_links", *WORDS, "rooms")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "organization"
        self.fields["rooms"].choices = [
            (room.name, ROOMS.get(room.name, room.label)) for room in declared("ROOMS") if room.switchable
        ]

    @property
    def words(self):
        return [self[name] for name in WORDS]


class AdministratorForm(forms.Form):
    given_name = forms.CharField(
        label=_("Your given name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Your family name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it: each time we send you a code, there is no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
