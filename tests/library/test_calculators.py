"""The calculators come to what others have published, to the cent; and to themselves, whatever they are given."""

from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigtent.library.calculators import (
    IBR_NEW,
    IBR_OLD,
    CalculatorError,
    Household,
    Loan,
    Saving,
    assistance,
    by_income,
    cut_off,
    fixed,
    graduated,
    save,
    tiered,
)

# balance, rate, months, payment; where it was published
LEVEL_PAYMENTS = [
    # “I have a student loan totaling $30,000”, Algebra.com, question 912624
    # https://www.algebra.com/cgi-bin/jump-to-question.mpl?question=912624
    (30_000, "6", 120, "333.06"),
    # Loans, Quantitative Reasoning at Grace College, section 3.4, https://mathatgrace.github.io/qw/sec-3-4-loans.html
    (140_000, "6", 360, "839.37"),
    # MathOnDemand, monthly loan payments, https://mathondemand.com/?p=290516, ?p=288787 and the one on $150,000
    (125_000, "7.3", 360, "856.96"),
    (700_000, "6", 360, "4196.85"),
    (150_000, "5", 360, "805.23"),
    # amortize, MathWorks Financial Toolbox, https://www.mathworks.com/help/finance/amortize.html
    (100_000, "12", 360, "1028.61"),
    # Math 352, Theory of Interest, amortization projects, https://www.scribd.com/document/360526230/manarky
    (150_000, "3.625", 360, "684.08"),
    (130_000, "3.8", 180, "948.62"),
    # Barnett, Ziegler, Byleen, Finite Mathematics, 12th edition, chapter 3: $500 in six payments at 1 % a month
    (500, "12", 6, "86.27"),
]


@pytest.mark.parametrize(("balance", "rate", "months", "payment"), LEVEL_PAYMENTS)
def test_level_payments_are_those_published(balance, rate, months, payment):
    assert fixed(Loan(D(balance), D(rate)), months).first == D(payment)


def test_a_schedule_is_the_published_one_month_by_month():
    """$10,000 at 18 % in twelve months, rounded to the cent: OpenEuphoria forum, 133048, "Rounding calculations"."""
    published = [
        ("766.80", "150.00", "9233.20"),
        ("778.30", "138.50", "8454.90"),
        ("789.98", "126.82", "7664.92"),
        ("801.83", "114.97", "6863.09"),
        ("813.85", "102.95", "6049.24"),
        ("826.06", "90.74", "5223.18"),
        ("838.45", "78.35", "4384.73"),
        ("851.03", "65.77", "3533.70"),
        ("863.79", "53.01", "2669.91"),
        ("876.75", "40.05", "1793.16"),
    ]
    months = fixed(Loan(D(10_000), D(18)), 12).months
    assert [(str(m.principal), str(m.interest), str(m.balance)) for m in months[:10]] == published
    assert months[0].payment == D("916.80")


def test_the_plans_a_college_publishes_for_27000_dollars():
    """Hampshire College, Sample Loan Repayment Schedule: $27,000 at 3.9 %, income $25,000, in whole dollars.

    https://www.hampshire.edu/sample-loan-repayment-schedule
    """
    loan, graduate = Loan(D(27_000), D("3.9")), Household(D(25_000), 1, D(11_880), D(4_160), growth=D(5))
    standard, rising = fixed(loan, 120), graduated(loan)
    assert [round(x) for x in (standard.first, standard.last, standard.paid)] == [272, 272, 32_650]
    assert [round(x) for x in (rising.first, rising.last, rising.paid)] == [152, 456, 34_046]
    for rule, first in ((IBR_OLD, 90), (IBR_NEW, 60)):
        paid = by_income(loan, graduate, rule)
        assert (round(paid.first), round(paid.most)) == (first, 272)


@pytest.mark.parametrize(
    ("balance", "months", "payment", "paid"), [(15_000, 120, 173, 20_714), (45_000, 120, 518, 62_143)]
)
def test_the_plans_a_guarantor_publishes(balance, months, payment, paid):
    """TG, Comparison of Repayment Plans at 6.8 %, dollars cut off. http://www.tgslc.org/borrowers/repay/comparison.cfm"""
    repayment = fixed(Loan(D(balance), D("6.8")), months)
    assert (round(repayment.first), int(repayment.paid)) == (payment, paid)


def test_the_extended_plan_as_published():
    """TG as above; and M. Kantrowitz, Extended Repayment, https://www.savingforcollege.com/article/extended-repayment"""
    assert round(fixed(Loan(D(45_000), D("6.8")), 300).first) == 312
    assert round(fixed(Loan(D(45_000), D("6.8")), 300).paid) == 93_701
    five_percent = [fixed(Loan(D(30_000), D(5)), months) for months in (120, 300)]
    assert [round(r.first) for r in five_percent] == [318, 175]
    assert [abs(r.paid - paid) < 1 for r, paid in zip(five_percent, (38_183, 52_612), strict=True)] == [True, True]


def test_an_income_based_payment_as_published():
    """ "How to Calculate IBR", eHow: income $30,000, guideline $14,710, $99.19 a month.

    And studentloaninsider.org, "How IBR and PAYE are calculated": $20,000 protected of $50,000, $375 a month.
    """
    assert IBR_OLD.payment(Household(D(30_000), 2, D(14_710), D(0)), 0) == D("99.19")
    assert IBR_OLD.payment(Household(D(50_000), 1, D(20_000) / D("1.5"), D(0)), 0) == D("375.00")


@pytest.mark.parametrize(
    ("income", "payment"),
    [
        # 34 CFR 685.209(b)(2), 91 FR 23888 (May 1, 2026): a limit belongs to the lower band
        (0, "10"), (10_000, "10"), (60_000, "250.00"), (60_001, "300.01"), (100_000, "750.00"), (100_001, "833.34"),
        # Enduring Wealth, https://enduringwealth.com/2025/10/06/obbba-congress-solves-the-student-loan-mess
        (20_000, "16.67"),
        # Student Loan Planner, https://www.studentloanplanner.com/repayment-assistance-plan-rap
        (120_000, "1000.00"),
    ],
)  # fmt: skip
def test_payments_of_the_repayment_assistance_plan(income, payment):
    household = Household(D(income), 1, D(15_960), D(5_680))
    assert assistance(Loan(D(400_000), D(6)), household).first == D(payment)


def test_interest_waived_and_principal_matched():
    """$200 of interest, $10 paid, $190 waived: Fidelity, Repayment Assistance Plan.

    https://www.fidelity.com/learning-center/personal-finance/repayment-assistance-plan
    The match is the lesser of $50 and the payment, less what of it reached the principal: 91 FR 23843.
    """
    month = assistance(Loan(D(40_000), D(6)), Household(D(0), 1, D(15_960), D(0))).months[0]
    assert (month.payment, month.waived, month.match, month.balance) == (D(10), D("190.00"), D(10), D(39_990))


def test_fifty_dollars_less_for_each_dependent_and_at_least_ten():
    first = [
        assistance(Loan(D(90_000), D(6)), Household(D(60_000), 6, D(15_960), D(5_680), dependents=n)).first
        for n in (0, 1, 4, 5)
    ]
    assert first == [D(250), D(200), D(50), D(10)]


@pytest.mark.parametrize(("balance", "years"), [(24_999, 10), (25_000, 15), (50_000, 20), (99_999, 20), (100_000, 25)])
def test_the_standard_plan_of_newer_loans_has_tiers(balance, years):
    """Under $25,000 ten years, to $50,000 fifteen, to $100,000 twenty, then twenty-five: 34 CFR 685.208 (2026)."""
    assert len(tiered(Loan(D(balance), D(6))).months) == years * 12


def test_public_service_forgives_after_120_payments():
    resident = Household(D(70_000), 1, D(15_960), D(5_680), growth=D(3))
    whole = by_income(Loan(D(200_000), D(7)), resident, IBR_NEW)
    served = cut_off(whole)
    assert len(served.months) == 120
    assert served.forgiven == whole.months[119].balance > 200_000
    assert cut_off(fixed(Loan(D(200_000), D(7)), 120)).forgiven == 0


def test_a_payment_below_the_interest_leaves_it_unpaid_and_bearing_none():
    poor = Household(D(30_000), 1, D(15_960), D(5_680))
    months = by_income(Loan(D(100_000), D(6)), poor, IBR_OLD).months
    asked = D("75.75")  # 15 % of 30,000 − 1.5 × 15,960, a twelfth
    assert [m.payment for m in months[:3]] == [asked] * 3
    assert [m.unpaid for m in months[:3]] == [D(500) - asked, 2 * (D(500) - asked), 3 * (D(500) - asked)]


def test_unpaid_interest_joins_the_principal_when_the_income_asks_for_the_whole_payment():
    rising = Household(D(100_000), 1, D(15_960), D(5_680), growth=D(50))
    months = by_income(Loan(D(100_000), D(12)), rising, IBR_OLD).months
    assert [months[n].interest for n in (10, 11)] == [D(1_000), D(1_000)]
    assert months[11].unpaid == 12 * (D(1_000) - D("950.75"))
    assert months[12].interest == months[11].balance / 100


def test_without_interest_everything_is_principal():
    repayment = fixed(Loan(D(1_000), D(0)), 7)
    assert (repayment.interest, repayment.paid, repayment.months[-1].payment) == (0, 1_000, D("142.84"))


# monthly deposit, rate, years, balance at the start, balance at the end; where it was published
SAVINGS = [
    # numpy.fv, NumPy documentation, https://numpy.org/doc/1.18/reference/generated/numpy.fv.html
    (100, "5", 10, 100, "15692.93"),
    # Algebra.com, questions 1140924 and 1149615, answered by ikleyn
    (500, "6", 5, 0, "34885.02"),
    (250, "7.8", 10, 0, "45229.73"),
]


@pytest.mark.parametrize(("monthly", "rate", "years", "start", "end"), SAVINGS)
def test_savings_are_those_published(monthly, rate, years, start, end):
    saving = Saving(30, 30 + years, D(start), D(monthly), D(rate), compounded="monthly")
    assert save(saving).end.balance == D(end)


def test_what_fees_take_as_the_department_of_labor_publishes_it():
    """A Look at 401(k) Plan Fees, U.S. Department of Labor: $25,000, 35 years, 7 %; to the thousand."""
    low, high = (save(Saving(30, 65, D(25_000), D(0), D(7), D(fee))) for fee in ("0.5", "1.5"))
    assert [round(one.end.balance, -3) for one in (low, high)] == [227_000, 163_000]
    assert round(100 * (1 - high.end.balance / low.end.balance)) == 28


def test_todays_money_as_published():
    """$1,000,000 in 30 years at 3 % is $411,987 of today: The Motley Fool's boards, message 25927124."""
    saved = save(Saving(30, 60, D(1_000_000), D(0), D(0), inflation=D(3)))
    assert round(saved.end.today) == 411_987


def test_an_employer_adds_up_to_a_limit():
    """Half of what is put in, up to $325 of it a month: $150.00 for $300, $162.50 for $710 (smartsolve.ai)."""
    for monthly, added in ((300, "150.00"), (710, "162.50")):
        saving = Saving(30, 31, D(0), D(monthly), D(0), match=D(50), match_up_to=D(325))
        assert save(saving).end.employer == 12 * D(added)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("balance", lambda: Loan(D(0), D(6))),
        ("rate", lambda: Loan(D(1_000), D("NaN"))),
        ("size", lambda: Household(D(1), 0, D(15_960), D(5_680))),
        ("until", lambda: Saving(65, 65, D(0), D(1), D(5))),
        ("yields", lambda: Saving(30, 65, D(0), D(1), D(80))),
    ],
)
def test_nonsense_is_refused_with_words(field, make):
    with pytest.raises(CalculatorError, match=r"\d") as refused:
        make()
    assert refused.value.field == field


loans = st.builds(
    Loan,
    st.decimals(100, 500_000, places=2),
    st.decimals(0, 15, places=2),
)
households = st.builds(
    Household, st.integers(0, 400_000).map(D), st.integers(1, 8), st.just(D(15_960)), st.just(D(5_680)),
    st.integers(0, 4), st.integers(-5, 20).map(D),
)  # fmt: skip


@given(loans, households)
@settings(max_examples=25, deadline=None)
def test_every_cent_is_accounted_for(loan, household):
    for way in (fixed(loan, 120), graduated(loan), by_income(loan, household, IBR_OLD), assistance(loan, household)):
        owed = loan.balance
        for month in way.months:
            assert month.balance == owed + month.interest - month.payment - month.match
            assert min(month.payment, month.interest, month.balance, month.match, month.unpaid) >= 0
            owed = month.balance
        assert way.forgiven == owed
        assert way.paid + way.match + way.forgiven == loan.balance + way.interest


@given(loans)
@settings(max_examples=25, deadline=None)
def test_more_owed_longer_or_dearer_never_costs_less(loan):
    more = Loan(loan.balance + 1_000, loan.rate)
    dearer = Loan(loan.balance, loan.rate + 1)
    assert fixed(more, 120).paid > fixed(loan, 120).paid
    assert fixed(dearer, 120).paid >= fixed(loan, 120).paid
    assert fixed(loan, 300).paid >= fixed(loan, 120).paid - 1
    assert graduated(loan).months[0].payment >= graduated(loan).months[0].interest


@given(st.integers(0, 3_000), st.integers(0, 12), st.integers(0, 3), st.integers(1, 45))
@settings(max_examples=25, deadline=None)
def test_saving_more_longer_or_cheaper_never_gives_less(monthly, yields, fee, years):
    def end(**more):
        given = {"until": 20 + years, "monthly": D(monthly), "yields": D(yields), "fee": D(fee)} | more
        return save(Saving(20, balance=D(1_000), **given))

    less = end()
    assert less.end.balance == less.end.own + less.end.employer + less.earned
    assert end(monthly=D(monthly + 1)).end.balance > less.end.balance
    assert end(fee=D(0)).end.balance == less.end.balance + less.fees_cost
    assert less.fees_cost >= 0
