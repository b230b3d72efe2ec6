"""Repaying by income: payments follow what is earned, and what is owed at the end of the term is forgiven."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bigtent.library.calculators.loans import Loan, Month, Repayment, fixed
from bigtent.library.calculators.money import CENT, ZERO, cents, refuse_outside

# Repayment Assistance Plan: 34 CFR 685.209(b)(2), (f)(5), (g)(3), (h)(4), (k)(7), as revised by 91 FR 23768 (2026).
LEAST = Decimal(10)
FLAT = Decimal(120)
BAND = Decimal(10_000)
HIGHEST = 10
PER_DEPENDENT = Decimal(50)
MATCH = Decimal(50)
ASSISTED = 360


@dataclass(frozen=True)
class Household:
    """What a year's payments are set by: income before taxes less adjustments, in dollars, and who lives of it.

    `growth` is how many percent the income grows a year, `guideline_growth` the poverty guideline. The guideline of a
    household is `guideline` for the first person and `guideline_more` for each other.
    """

    income: Decimal
    size: int
    guideline: Decimal
    guideline_more: Decimal
    dependents: int = 0
    growth: Decimal = ZERO
    guideline_growth: Decimal = ZERO

    def __post_init__(self) -> None:
        refuse_outside("income", self.income, 0, 10_000_000)
        refuse_outside("size", self.size, 1, 20)
        refuse_outside("dependents", self.dependents, 0, 19)
        refuse_outside("guideline", self.guideline, 1, 100_000)
        refuse_outside("guideline_more", self.guideline_more, 0, 100_000)
        refuse_outside("growth", self.growth, -20, 50)
        refuse_outside("guideline_growth", self.guideline_growth, -20, 20)

    def earned(self, year: int) -> Decimal:
        """The income of a year, counted from 0."""
        return self.income * (1 + self.growth / 100) ** year

    def poverty(self, year: int) -> Decimal:
        """The poverty guideline of this household in a year, counted from 0."""
        now = self.guideline + self.guideline_more * (self.size - 1)
        return now * (1 + self.guideline_growth / 100) ** year


@dataclass(frozen=True)
class IncomeRule:
    """A share, in percent, of the income above `multiple` times the poverty guideline; forgiven after so many years."""

    share: Decimal
    multiple: Decimal
    years: int

    def __post_init__(self) -> None:
        refuse_outside("share", self.share, 1, 50)
        refuse_outside("multiple", self.multiple, 0, 5)
        refuse_outside("years", self.years, 1, 40)

    def payment(self, household: Household, year: int) -> Decimal:
        """A month's payment in a year, before it is capped; never below zero.

        >>> couple = Household(Decimal(30000), 2, Decimal(14710), Decimal(0))
        >>> IBR_OLD.payment(couple, 0)
        Decimal('99.19')
        """
        above = household.earned(year) - self.multiple * household.poverty(year)
        return cents(max(ZERO, above) * self.share / 1200)


# 20 U.S.C. 1098e: 15 percent and 25 years; 10 percent and 20 years for new borrowers from July 1, 2014 on.
IBR_OLD = IncomeRule(Decimal(15), Decimal("1.5"), 25)
IBR_NEW = IncomeRule(Decimal(10), Decimal("1.5"), 20)


def by_income(loan: Loan, household: Household, rule: IncomeRule) -> Repayment:
    """Income-based repayment: the rule's payment, never more than that of the standard plan of ten years.

    Interest is on the principal. What a payment does not cover of it is kept beside and bears none; it is added to the
    principal once the income asks for the whole standard payment (20 U.S.C. 1098e(b)(3)). A payment covers interest
    first. What is owed after the rule's years is forgiven.
    """
    months = tuple(_by_income(loan, household, rule))
    return Repayment(months, months[-1].balance)


def _by_income(loan: Loan, household: Household, rule: IncomeRule) -> Iterator[Month]:
    principal, unpaid = loan.balance, ZERO
    standard = fixed(loan, 120).first
    for n in range(rule.years * 12):
        asked = rule.payment(household, n // 12)
        if asked >= standard:
            principal, unpaid = principal + unpaid, ZERO
        interest = cents(principal * loan.monthly)
        owed = unpaid + interest
        payment = min(asked, standard, principal + owed)
        covered = min(payment, owed)
        unpaid, principal = owed - covered, principal - (payment - covered)
        yield Month(payment, interest, principal + unpaid, unpaid)
        if principal + unpaid < CENT:
            return


def assistance(loan: Loan, household: Household) -> Repayment:
    """The Repayment Assistance Plan, for which loans may be repaid from July 1, 2026 on.

    A year's income of up to $10,000 asks for $120; above, one percent of the whole income for each $10,000 begun beyond
    the first, at most ten percent. A twelfth of it less $50 for each dependent is the payment, at least $10. Interest
    that an on-time payment does not cover is not charged; where less than $50 of it reaches the principal, the
    government pays up to $50, at most what the payment was. What is owed after 360 payments is forgiven.

    >>> family = Household(Decimal(60000), 1, Decimal(15960), Decimal(5680))
    >>> assistance(Loan(Decimal(30000), Decimal(6)), family).first
    Decimal('250.00')
    """
    months = tuple(_assisted(loan, household))
    return Repayment(months, months[-1].balance)


def _assisted(loan: Loan, household: Household) -> Iterator[Month]:
    principal = loan.balance
    for n in range(ASSISTED):
        interest = cents(principal * loan.monthly)
        payment = min(assisted_payment(household, n // 12), principal + interest)
        covered = min(payment, interest)
        paid = payment - covered
        match = min(max(ZERO, min(MATCH, payment) - paid), principal - paid)
        principal -= paid + match
        yield Month(payment, covered, principal, ZERO, interest - covered, match)
        if principal < CENT:
            return


def assisted_payment(household: Household, year: int) -> Decimal:
    """What the Repayment Assistance Plan asks a month in a year, counted from 0."""
    income = household.earned(year)
    bands = ((income - BAND) / BAND).to_integral_value(ROUND_CEILING)
    asked = income * min(HIGHEST, bands) / 100 if bands > 0 else FLAT
    return max(LEAST, cents(asked / 12) - PER_DEPENDENT * household.dependents)
