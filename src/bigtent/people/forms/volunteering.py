"""What the pages of the agreement, of those who sign it and of those who coordinate them accept."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from bigtent.people.models import Agreement, Check, Person, VolunteerRole

DAY = forms.DateInput(attrs={"type": "date"})
LONG = {"rows": 12}


class RolesForm(forms.Form):
    """For which roles somebody would like to sign; none is chosen for her."""

    roles = forms.MultipleChoiceField(
        label=_("What would you like to do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        offered = agreement.roles.values_list("role", flat=True)
        self.fields["roles"].choices = [(role, VolunteerRole(role).label) for role in offered]


class SignForm(forms.Form):
    """Her name under the text she read: which version, in which language, for which roles."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    read_in = forms.CharField(max_length=2, widget=forms.HiddenInput)
    signed_as = forms.CharField(
        label=_("Your name"), max_length=160, help_text=_("Typed by you, it is your signature."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip


class AgreementForm(forms.Form):
    """One version in both languages, and for each role whether it is offered, what it adds, what it needs."""

    text_en = forms.CharField(label=_("For everyone, in English"), widget=forms.Textarea(attrs=LONG))
    text_es = forms.CharField(
        label=_("For everyone, in Spanish"), required=False, widget=forms.Textarea(attrs=LONG | {"lang": "es"})
    )
    valid_months = forms.IntegerField(
        label=_("For how many months a signature holds"), min_value=1, max_value=60,
        help_text=_("After that people sign again, if they like."),
    )  # fmt: skip
    sign_anew = forms.BooleanField(
        label=_("Everybody has to sign this version"), required=False,
        help_text=_("Otherwise what was signed under an earlier version holds until its own day."),
    )  # fmt: skip

    def __init__(self, *args, agreement: Agreement, **kwargs):
        held = {one.role: one for one in agreement.roles.all()}
        super().__init__(*args, initial=_initial(agreement, held), **kwargs)
        for role in VolunteerRole:
            self.fields |= _role_fields(role)

    @cached_property
    def roles(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(role in words, its fields), for the page."""
        return [(role.label, [self[name] for name in _role_fields(role)]) for role in VolunteerRole]

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("text_en", "text_es", "valid_months", "sign_anew")}

    def role_values(self) -> dict[str, dict]:
        """What `edit_agreement` is given of the roles that are offered."""
        told = self.cleaned_data
        names = ("text_en", "text_es", "needs_training", "needs_background")
        offered = [role.value for role in VolunteerRole if told[f"{role}-offered"]]
        return {role: {name: told[f"{role}-{name}"] for name in names} for role in offered}


def _role_fields(role: VolunteerRole) -> dict[str, forms.Field]:
    return {
        f"{role}-offered": forms.BooleanField(label=_("People may sign for it"), required=False),
        f"{role}-text_en": forms.CharField(
            label=_("What the role adds, in English"), required=False, widget=forms.Textarea(attrs=LONG | {"rows": 6})
        ),
        f"{role}-text_es": forms.CharField(
            label=_("What the role adds, in Spanish"), required=False,
            widget=forms.Textarea(attrs=LONG | {"rows": 6, "lang": "es"}),
        ),
        f"{role}-needs_training": forms.BooleanField(label=_("It needs a training"), required=False),
        f"{role}-needs_background": forms.BooleanField(label=_("It needs a background check"), required=False),
    }  # fmt: skip


def _initial(agreement: Agreement, held: Mapping) -> dict:
    names = ("text_en", "text_es", "needs_training", "needs_background")
    initial = {name: getattr(agreement, name) for name in ("text_en", "text_es", "valid_months", "sign_anew")}
    for role, one in held.items():
        initial |= {f"{role}-{name}": getattr(one, name) for name in names} | {f"{role}-offered": True}
    return initial


class VolunteerSearch(forms.Form):
    """All fields are optional; what is empty asks nothing."""

    STATES = [
        ("", _("Everybody who signed")),
        ("cleared", _("Cleared")),
        ("missing", _("Something is missing")),
        ("asked", _("A check is under way")),
        ("30", _("Expires within 30 days")),
        ("60", _("Expires within 60 days")),
        ("old", _("Signed an earlier version")),
    ]
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Any role")), *VolunteerRole.choices])
    state = forms.ChoiceField(label=_("Show"), required=False, choices=STATES)

    def criteria(self) -> dict[str, str]:
        """What was asked; a field with an error asks nothing."""
        self.is_valid()
        told = self.cleaned_data
        return {"words": told.get("q", ""), "role": told.get("role", ""), "state": told.get("state", "")}


class ChecksForm(forms.Form):
    """The outcome of one kind of check for one person or many."""

    kind = forms.ChoiceField(label=_("What"), choices=Check.Kind.choices)
    state = forms.ChoiceField(label=_("Outcome"), choices=Check.State.choices)
    on = forms.DateField(label=_("On which day"), widget=DAY)
    until_on = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=DAY,
        help_text=_("Empty: without an end. Only for what was passed."),
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), to_field_name="key", widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose at least one person in the table.")},
    )  # fmt: skip

    def __init__(self, *args, people, **kwargs):
        # It stands on one page with the search, which has a field of the same name.
        super().__init__(*args, auto_id="check_%s", **kwargs)
        self.fields["people"].queryset = people

    def outcome(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "state", "on", "until_on")}


class EndRoleForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("The person can read it."))
