"""What is asked to open an account and to grant a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.forms.choices import LongSelect
from bigtent.people.models import RoleGrant
from bigtent.people.roles import scope_choices

# Nobody becomes administrator by leaving the first choice as it stands.
LEAST_FIRST = RoleGrant.Role.choices[::-1]


class AccountForm(forms.Form):
    """For somebody who is in the network already."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Codes to sign in go there, and nobody else should read it.")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=LEAST_FIRST, required=False, widget=forms.CheckboxSelectMultiple
    )
    invite = forms.BooleanField(label=_("Send a letter with a link that lets them in"), required=False, initial=True)


class NewcomerForm(AccountForm):
    """For somebody who is not in the network yet."""

    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    field_order = ("given_name", "family_name", "email", "roles", "invite")


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=LEAST_FIRST)
    scope = forms.ChoiceField(
        label=_("Over"),
        choices=scope_choices,
        required=False,
        help_text=_("A program manager or reviewer can be bound to one part and then sees only its people."),
        widget=LongSelect,
    )
    until_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("That day included. Empty: without an end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class ResetForm(forms.Form):
    """To take away the second factor of somebody who lost it."""

    reason = forms.CharField(
        label=_("Why, and how you know that it is her who asks"), max_length=200, help_text=_("Kept in the audit.")
    )


class ClaimForm(forms.Form):
    """For somebody who may be in the records already."""

    email = forms.EmailField(
        label=_("An e-mail address of yours"),
        max_length=254,
        help_text=_("Also an old one, if you still read it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
