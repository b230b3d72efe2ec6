"""What repaying a loan and saving for later come to: pure functions over decimals. Nothing is kept.

Amounts are dollars and cents, rates are percent a year. Whoever gives something a calculation cannot be made of gets a
`CalculatorError` that names the field.
"""

from bigtent.library.calculators.income import IBR_NEW, IBR_OLD, Household, IncomeRule, assistance, by_income
from bigtent.library.calculators.loans import Loan, Month, Repayment, cut_off, fixed, graduated, tiered
from bigtent.library.calculators.money import cents
from bigtent.library.calculators.savings import Saving, Year, save
from bigtent.library.errors import CalculatorError

__all__ = [
    "IBR_NEW",
    "IBR_OLD",
    "CalculatorError",
    "Household",
    "IncomeRule",
    "Loan",
    "Month",
    "Repayment",
    "Saving",
    "Year",
    "assistance",
    "by_income",
    "cents",
    "cut_off",
    "fixed",
    "graduated",
    "save",
    "tiered",
]
