"""Saving month by month for later: what it comes to, in today's money too, and what fees take of it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from bigtent.library.calculators.money import ZERO, cents, refuse_outside
from bigtent.library.errors import CalculatorError


@dataclass(frozen=True)
class Saving:
    """What is put aside: dollars at the end of each month, rates in percent a year.

    `match` is how many percent the employer adds to what is put in, up to `match_up_to` of it a month; both amounts
    grow by `growth` each year. `yields` and `fee` are of the balance. Of a `compounded` "yearly" return a month has
    the twelfth root; of one compounded "monthly" the twelfth part, as bank accounts state it.
    """

    age: int
    until: int
    balance: Decimal
    monthly: Decimal
    yields: Decimal
    fee: Decimal = ZERO
    growth: Decimal = ZERO
    match: Decimal = ZERO
    match_up_to: Decimal = ZERO
    inflation: Decimal = ZERO
    compounded: str = "yearly"

    def __post_init__(self) -> None:
        refuse_outside("age", self.age, 0, 99)
        refuse_outside("until", self.until, 1, 100)
        refuse_outside("balance", self.balance, 0, 100_000_000)
        refuse_outside("monthly", self.monthly, 0, 100_000)
        refuse_outside("yields", self.yields, -10, 20)
        refuse_outside("fee", self.fee, 0, 5)
        refuse_outside("growth", self.growth, -10, 20)
        refuse_outside("match", self.match, 0, 200)
        refuse_outside("match_up_to", self.match_up_to, 0, 100_000)
        refuse_outside("inflation", self.inflation, -2, 20)
        if self.until <= self.age:
            words = _("You save until %(until)s and are %(age)s now: give an age that is still to come.")
            raise CalculatorError(words % {"until": self.until, "age": self.age}, field="until")

    @property
    def factor(self) -> Decimal:
        """What one dollar is after a month: the return less the fee."""
        net = (self.yields - self.fee) / 100
        return 1 + net / 12 if self.compounded == "monthly" else (1 + net) ** (Decimal(1) / 12)

    def put_in(self, year: int) -> tuple[Decimal, Decimal]:
        """What she and her employer put in each month of a year, counted from 0."""
        grown = (1 + self.growth / 100) ** year
        own = cents(self.monthly * grown)
        return own, cents(min(own, self.match_up_to * grown) * self.match / 100)


@dataclass(frozen=True)
class Year:
    """How things stand at the end of a year: the balance, what was put in so far, and the balance in today's money."""

    age: int
    balance: Decimal
    own: Decimal
    employer: Decimal
    today: Decimal


@dataclass(frozen=True)
class Saved:
    """The years, and what the fees take from the balance at their end."""

    years: tuple[Year, ...]
    fees_cost: Decimal

    @property
    def end(self) -> Year:
        return self.years[-1]

    @property
    def earned(self) -> Decimal:
        """What of the balance nobody put in, that is, what it yielded after fees."""
        return self.end.balance - self.end.own - self.end.employer


def save(saving: Saving) -> Saved:
    """Month by month: the balance times the month's factor, then what is put in. Rounded to the cent when it is said.

    With equal deposits this is the future value of a balance and of an ordinary annuity, B·m^n + d·(m^n − 1)/(m − 1).
    What fees cost is the balance that the same saving would have without any, less this one. Today's money is the
    balance divided by (1 + inflation)^years.

    >>> save(Saving(23, 43, Decimal(0), Decimal(100), Decimal(6), compounded="monthly")).end.balance
    Decimal('46204.09')
    """
    years = _years(saving)
    without = _years(replace(saving, fee=ZERO)) if saving.fee else years
    return Saved(years, without[-1].balance - years[-1].balance)


def _years(saving: Saving) -> tuple[Year, ...]:
    balance, own, employer, years = saving.balance, saving.balance, ZERO, []
    for year in range(saving.until - saving.age):
        mine, theirs = saving.put_in(year)
        for _month in range(12):
            balance = balance * saving.factor + mine + theirs
        own, employer = own + 12 * mine, employer + 12 * theirs
        today = balance / (1 + saving.inflation / 100) ** (year + 1)
        years.append(Year(saving.age + year + 1, cents(balance), own, employer, cents(today)))
    return tuple(years)
