"""What the pages of groups accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models import Group
from bigtent.ledger.clock import today
from bigtent.people.models import Account, Place, Specialty
from bigtent.people.models.reading import STAFF_ROLES

CALENDAR = {"type": "date"}


def day_field(label, **more):
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=CALENDAR), **{"help_text": _("Such as 2027-01-15.")} | more
    )


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, account) -> str:
        return account.get_full_name()


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Such as National Alumni Council."))
    kind = forms.ChoiceField(label=_("What it is"), choices=Group.Kind)
    purpose = forms.CharField(
        label=_("What it is for"), widget=forms.Textarea, max_length=4000,
        help_text=_("In a few sentences that a visitor understands. It stands on the group’s page."),
    )  # fmt: skip
    founded_on = day_field(_("Founded on"), initial=today)
    seating = forms.ChoiceField(label=_("How its members are seated"), choices=Group.Seating)
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=500, required=False, help_text=_("Empty for as many as come.")
    )
    term_months = forms.IntegerField(
        label=_("Months of a term"), min_value=1, max_value=240, required=False,
        help_text=_("Suggested when a seat is given. Empty for terms without an end."),
    )  # fmt: skip
    specialty = forms.ModelChoiceField(
        Specialty.objects.all(), label=_("Specialty"), required=False, empty_label=_("None in particular")
    )
    division = forms.ChoiceField(
        label=_("Part of the country"), choices=[("", _("The whole country")), *Place.Division.choices], required=False
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read its page"), required=False,
        help_text=_("Its purpose, how it is seated, and what it publishes. Names only of members who agreed to it."),
    )  # fmt: skip
    answers = forms.CharField(
        label=_("Who answers what it recommends"), max_length=120, required=False,
        help_text=_("As the page says it, such as The Board of Trustees."),
    )  # fmt: skip
    answered_by = AccountField(
        Account.objects.none(), label=_("Who writes the answer down"), required=False, empty_label=_("Nobody yet"),
        help_text=_("A member of staff, who is told of each recommendation."),
    )  # fmt: skip
    answer_days = forms.IntegerField(
        label=_("Days within which an answer is owed"), min_value=1, max_value=730, initial=60
    )

    def __init__(self, *args, group: Group | None = None, **kwargs):
        if group:
            kwargs["initial"] = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        staff = Account.objects.filter(is_active=True, grants__role__in=STAFF_ROLES)
        self.fields["answered_by"].queryset = staff.select_related("person").distinct()


class EndGroupForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it ends"), max_length=300, help_text=_("Such as “Its task is done.” Managers read it.")
    )
