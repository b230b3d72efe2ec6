"""What the pages of members and terms accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.groups.counting import last_day_of_term
from bigtent.groups.forms.groups import day_field
from bigtent.groups.models import Group, Membership
from bigtent.ledger.clock import today

ENDS = _("The last day of the term. Empty for a seat without an end.")
GONE = _("The first day on which this person is no member.")
WHY = _("Managers read it, nobody else.")
BECAUSE = [one for one in Membership.Left.choices if one[0] != Membership.Left.REPLACED]


class DayForm(forms.Form):
    """Who sat on that day."""

    on = day_field(_("Who sat on"), required=False)


class SeatForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role, initial=Membership.Role.MEMBER)
    seated = forms.ChoiceField(label=_("Came in as"), choices=Membership.Seated)
    begins = day_field(_("From"))
    ends = day_field(_("Until"), required=False, help_text=ENDS)

    def __init__(self, *args, group: Group, **kwargs):
        begins = max(today(), group.founded_on)
        ends = last_day_of_term(begins, group.term_months) if group.term_months else None
        initial = {"begins": begins, "ends": ends, "seated": Membership.Seated.APPOINTED}
        super().__init__(*args, initial=initial, **kwargs)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role)
    on = day_field(_("From"), initial=today, help_text=_("The days before stay as they were."))
    reason = forms.CharField(label=_("Why"), max_length=300, required=False, help_text=WHY)


class TermForm(forms.Form):
    ends = day_field(_("The term ends on"), required=False, help_text=ENDS)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False, help_text=WHY)


class EndForm(forms.Form):
    on = day_field(_("No member from"), initial=today, help_text=GONE)
    because = forms.ChoiceField(label=_("What happened"), choices=BECAUSE)
    reason = forms.CharField(
        label=_("Why"), max_length=300, required=False,
        help_text=_("Needed where somebody was asked to leave. Managers read it, nobody else."),
    )  # fmt: skip
