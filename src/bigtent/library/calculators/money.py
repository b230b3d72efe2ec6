"""Dollars and cents, and what is refused with words."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from bigtent.library.errors import CalculatorError

CENT = Decimal("0.01")
ZERO = Decimal(0)


def cents(amount: Decimal) -> Decimal:
    """The amount in whole cents; half a cent is rounded up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def refuse_outside(field: str, value: Decimal | int, low: Decimal | int, high: Decimal | int) -> None:
    """Refuse what is no number, too small or too large to mean anything."""
    if not Decimal(value).is_finite() or not low <= value <= high:
        words = _("%(value)s is outside of what can be calculated: give a number from %(low)s to %(high)s.")
        raise CalculatorError(words % {"value": value, "low": low, "high": high}, field=field)
