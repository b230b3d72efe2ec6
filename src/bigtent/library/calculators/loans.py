"""Repaying a loan by a schedule that is set at the beginning, month by month, with interest in whole cents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bigtent.library.calculators.money import CENT, ZERO, cents, refuse_outside

# Loans made from July 1, 2026 on: so many years for what was borrowed, 34 CFR 685.208 as revised by 91 FR 23768 (2026).
TIERS = ((25_000, 10), (50_000, 15), (100_000, 20))
LONGEST_TIER = 25
ENOUGH = 60


@dataclass(frozen=True)
class Loan:
    """What is owed on the first day, in dollars, and the fixed rate in percent a year."""

    balance: Decimal
    rate: Decimal

    def __post_init__(self) -> None:
        refuse_outside("balance", self.balance, 100, 2_000_000)
        refuse_outside("rate", self.rate, 0, 25)

    @property
    def monthly(self) -> Decimal:
        """A month's interest on one dollar: a twelfth of the yearly rate."""
        return self.rate / 1200


@dataclass(frozen=True)
class Month:
    """One payment, the interest charged for the month, and what is owed afterwards.

    `waived` is interest that is not charged and `match` principal that the government pays; both only where a plan
    says so. `unpaid` is the interest within `balance` that no payment has covered yet.
    """

    payment: Decimal
    interest: Decimal
    balance: Decimal
    unpaid: Decimal = ZERO
    waived: Decimal = ZERO
    match: Decimal = ZERO

    @property
    def principal(self) -> Decimal:
        """By how much the payment brings down what is owed; below zero where it does not cover the interest."""
        return self.payment - self.interest


@dataclass(frozen=True)
class Repayment:
    """The months of one way of repaying, and what was still owed and is forgiven at its end.

    What is paid, matched and forgiven is together what was borrowed and the interest charged.
    """

    months: tuple[Month, ...]
    forgiven: Decimal = ZERO

    @property
    def first(self) -> Decimal:
        return self.months[0].payment

    @property
    def last(self) -> Decimal:
        """The latest regular payment: the very last one only clears what is left."""
        return self.months[-2 if len(self.months) > 1 and not self.forgiven else -1].payment

    @property
    def most(self) -> Decimal:
        return max(month.payment for month in self.months)

    @property
    def paid(self) -> Decimal:
        return sum((month.payment for month in self.months), ZERO)

    @property
    def interest(self) -> Decimal:
        return sum((month.interest for month in self.months), ZERO)

    @property
    def match(self) -> Decimal:
        return sum((month.match for month in self.months), ZERO)

    @property
    def most_owed(self) -> Decimal:
        return max(month.balance for month in self.months)


def fixed(loan: Loan, months: int) -> Repayment:
    """The same payment each month, by the formula of the level payment: balance × i / (1 − (1 + i)^−n).

    i is a twelfth of the yearly rate, n the months; at a rate of zero it is balance / n. The payment is rounded to the
    cent, so that the last one is a little more or less than the others.

    >>> fixed(Loan(Decimal(30000), Decimal(6)), 120).first
    Decimal('333.06')
    """
    refuse_outside("months", months, 1, 480)
    payment = cents(_level(loan, months))
    return Repayment(tuple(_paid_off(loan, [payment] * months)))


def _level(loan: Loan, months: int) -> Decimal:
    i = loan.monthly
    return loan.balance * i / (1 - (1 + i) ** -months) if i else loan.balance / months


def tiered(loan: Loan) -> Repayment:
    """The standard plan of loans made from July 1, 2026 on: 10, 15, 20 or 25 years by what was borrowed.

    An amount that is exactly at a limit belongs to the longer term.
    """
    years = next((years for limit, years in TIERS if loan.balance < limit), LONGEST_TIER)
    return fixed(loan, years * 12)


def graduated(loan: Loan, months: int = 120, step: int = 24, most_times: Decimal = Decimal(3)) -> Repayment:
    """Payments that rise by the same percentage every `step` months, up to `most_times` the first one.

    34 CFR 685.208 asks that no payment is more than three times another and none less than the interest; how fast
    payments rise it leaves to the servicer. Here they rise by most_times^(1 / (k − 1)) over k steps; where the first
    would not cover its interest, they rise more slowly, so that it just does.

    >>> graduated(Loan(Decimal(27000), Decimal("3.9"))).first
    Decimal('151.98')
    """
    refuse_outside("months", months, step, 480)
    steps = -(-months // step)
    rise = most_times ** (Decimal(1) / (steps - 1)) if steps > 1 else Decimal(1)
    interest = cents(loan.balance * loan.monthly)
    if cents(_first(loan, months, step, rise)) < interest:
        rise = _slower(lambda slower: _first(loan, months, step, slower) >= interest, rise)
    first = _first(loan, months, step, rise)
    return Repayment(tuple(_paid_off(loan, [cents(first * rise ** (n // step)) for n in range(months)])))


def _first(loan: Loan, months: int, step: int, rise: Decimal) -> Decimal:
    """The first payment of those that, each discounted to the first day, are together what is owed."""
    worth, discount = ZERO, Decimal(1)
    for n in range(months):
        discount /= 1 + loan.monthly
        worth += discount * rise ** (n // step)
    return loan.balance / worth


def _slower(covers: Callable[[Decimal], bool], fast: Decimal) -> Decimal:
    """The fastest rise at which the first payment still covers its interest, by halving between none and too fast."""
    slow = Decimal(1)
    for _turn in range(ENOUGH):
        middle = (slow + fast) / 2
        slow, fast = (middle, fast) if covers(middle) else (slow, middle)
    return slow


def _paid_off(loan: Loan, payments: Iterable[Decimal]) -> Iterator[Month]:
    """Month by month, until nothing is owed; the last payment clears what is left, be it more or less."""
    balance, payments = loan.balance, list(payments)
    for left, planned in zip(reversed(range(len(payments))), payments, strict=True):
        interest = cents(balance * loan.monthly)
        payment = planned if left and planned < balance + interest else balance + interest
        balance -= payment - interest
        yield Month(payment, interest, balance)
        if balance < CENT:
            return


def cut_off(repayment: Repayment, payments: int = 120) -> Repayment:
    """The same where what is owed after so many payments is forgiven, as by public service (34 CFR 685.219)."""
    if len(repayment.months) <= payments:
        return repayment
    kept = repayment.months[:payments]
    return replace(repayment, months=kept, forgiven=kept[-1].balance)
