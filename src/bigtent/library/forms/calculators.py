"""What the two calculators ask for. Nothing of it is kept."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.library.calculators import Household, IncomeRule, Loan, Saving

# HHS poverty guidelines for the 48 contiguous states and D.C., 91 FR 1797 (January 15, 2026).
GUIDELINE, GUIDELINE_MORE = 15_960, 5_680
SIGNS = str.maketrans("", "", "$%, \u00a0")


class AmountField(forms.DecimalField):
    """A number as people type it: $60,000 or 60000, 6.8 or 6.8%."""

    widget = forms.TextInput

    def __init__(self, **more):
        super().__init__(max_digits=12, decimal_places=3, **more)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal"}

    def to_python(self, value):
        return super().to_python(value.translate(SIGNS) if isinstance(value, str) else value)


class LoanForm(forms.Form):
    balance = AmountField(label=_("What you owe now, in dollars"), help_text=_("All federal loans together."))
    rate = AmountField(
        label=_("Interest, percent a year"),
        help_text=_("Of several loans the average, each weighted by its amount. It stands in your servicer’s account."),
    )  # fmt: skip
    income = AmountField(
        label=_("Income in the first year, in dollars"),
        help_text=_("The adjusted gross income of your tax return. In residency that is about your salary."),
    )  # fmt: skip
    growth = AmountField(label=_("By how many percent it grows a year"), initial=3)
    size = forms.IntegerField(label=_("People in your family"), initial=1, help_text=_("You are one of them."))
    dependents = forms.IntegerField(label=_("Of them dependents on your tax return"), initial=0)
    serves = forms.BooleanField(
        label=_("I will work full-time in public service"), required=False,
        help_text=_("For a government or a nonprofit under section 501(c)(3), as many hospitals and clinics are."),
    )  # fmt: skip
    guideline = AmountField(
        label=_("Poverty guideline for one person, dollars a year"), initial=GUIDELINE,
        help_text=_("Of January 2026, 48 states and D.C. Alaska and Hawaii have their own."),
    )  # fmt: skip
    guideline_more = AmountField(label=_("And for each other person"), initial=GUIDELINE_MORE)
    guideline_growth = AmountField(label=_("By how many percent it grows a year"), initial=2)
    share = AmountField(
        label=_("Share of income above that, in percent"), required=False,
        help_text=_("For a rule of your own; leave these three empty for the plans there are."),
    )  # fmt: skip
    multiple = AmountField(label=_("Times the poverty guideline that stays free"), required=False)
    years = forms.IntegerField(label=_("Years until the rest is forgiven"), required=False)

    def loan(self) -> Loan:
        return Loan(self.cleaned_data["balance"], self.cleaned_data["rate"])

    def household(self) -> Household:
        told = self.cleaned_data
        return Household(
            told["income"], told["size"], told["guideline"], told["guideline_more"], told["dependents"],
            told["growth"], told["guideline_growth"],
        )  # fmt: skip

    def own_rule(self) -> IncomeRule | None:
        share, multiple, years = (self.cleaned_data[name] for name in ("share", "multiple", "years"))
        if share is None or years is None:
            return None
        return IncomeRule(share, Decimal("1.5") if multiple is None else multiple, years)


class SavingForm(forms.Form):
    age = forms.IntegerField(label=_("Your age"))
    until = forms.IntegerField(label=_("The age until which you save"), initial=67)
    balance = AmountField(label=_("Saved so far, in dollars"), initial=0)
    monthly = AmountField(label=_("What you put in each month, in dollars"))
    growth = AmountField(label=_("By how many percent that grows a year"), initial=2)
    match = AmountField(
        label=_("What your employer adds, percent of it"), initial=0,
        help_text=_("Such as 50 for 50 cents on each dollar; 0 for none."),
    )  # fmt: skip
    match_up_to = AmountField(
        label=_("Up to how much of yours a month, in dollars"), initial=0,
        help_text=_("Such as 325, which is 6 percent of a salary of $65,000."),
    )  # fmt: skip
    yields = AmountField(
        label=_("Return, percent a year"), initial=5,
        help_text=_("Nobody knows it. Try a low one and a high one."),
    )  # fmt: skip
    compounded = forms.ChoiceField(
        label=_("How that return is stated"),
        choices=[("yearly", _("Over a whole year, as funds do")), ("monthly", _("A twelfth each month, as banks do"))],
    )  # fmt: skip
    fee = AmountField(
        label=_("Fees, percent a year"), initial="0.5",
        help_text=_("The expense ratio of the funds and what the plan charges, together."),
    )  # fmt: skip
    inflation = AmountField(label=_("Inflation, percent a year"), initial="2.5")

    def saving(self) -> Saving:
        return Saving(**self.cleaned_data)
