"""The ways of repaying side by side, and savings year by year, in words for a page."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.library.calculators import (
    IBR_NEW,
    IBR_OLD,
    Household,
    IncomeRule,
    Loan,
    Repayment,
    assistance,
    by_income,
    cut_off,
    fixed,
    graduated,
    tiered,
)

OLDER = gettext_lazy("If all your loans were made before July 1, 2026")
ANY = gettext_lazy("Whenever your loans were made")
NEWER = gettext_lazy("If any loan was made on or after July 1, 2026")
EXTENDED_FROM = 30_000
SERVED = 120


@dataclass(frozen=True)
class Way:
    """One way of repaying: its name, for whom it is, and what it comes to."""

    name: str | Promise
    whom: str | Promise
    repayment: Repayment
    by_income: bool = False

    @property
    def lasts(self) -> str:
        years, months = divmod(len(self.repayment.months), 12)
        told = ngettext("%(n)s year", "%(n)s years", years) % {"n": years} if years else ""
        rest = ngettext("%(n)s month", "%(n)s months", months) % {"n": months} if months else ""
        return " ".join(filter(None, (told, rest)))

    @property
    def bar(self) -> tuple:
        return self.name, float(self.repayment.paid), money(self.repayment.paid)


def ways(loan: Loan, household: Household, rule: IncomeRule | None, serves: bool) -> list[Way]:
    """Each plan there is, the rule of one's own, and those by income cut off after 120 payments in public service."""
    found = [
        Way(_("Standard, 10 years"), OLDER, fixed(loan, 120)),
        Way(_("Standard by amount, 10 to 25 years"), NEWER, tiered(loan)),
        Way(_("Graduated, 10 years"), OLDER, graduated(loan)),
        Way(_("Income-based, 10 percent, 20 years"), _new_borrowers(), by_income(loan, household, IBR_NEW), True),
        Way(_("Income-based, 15 percent, 25 years"), OLDER, by_income(loan, household, IBR_OLD), True),
        Way(_("Repayment Assistance Plan"), ANY, assistance(loan, household), True),
    ]
    if loan.balance > EXTENDED_FROM:
        found.insert(2, Way(_("Extended, 25 years"), OLDER, fixed(loan, 300)))
    if rule:
        name = _("Your own rule: %(share)s percent, %(years)s years") % {"share": rule.share, "years": rule.years}
        found.append(Way(name, "", by_income(loan, household, rule), True))
    if serves:
        served = [way for way in found if way.by_income and len(way.repayment.months) > SERVED]
        found += [Way(_("%s, with public service") % w.name, w.whom, cut_off(w.repayment), True) for w in served]
    return found


def _new_borrowers():
    return _("If you owed no federal loan before July 1, 2014, and none was made on or after July 1, 2026")


def money(amount: Decimal) -> str:
    """Dollars and cents as they are written in the reader's language."""
    return f"${number_format(amount, 2, force_grouping=True)}"
