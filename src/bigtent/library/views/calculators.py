"""The two calculators. What is typed in is calculated and forgotten: no row, no session, no log, no copy in a cache."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bigtent.ledger.errors import Refusal
from bigtent.library.calculators import save
from bigtent.library.comparing import money, ways
from bigtent.library.forms.calculators import LoanForm, SavingForm

STEP = 5


@never_cache
@sensitive_post_parameters()
def loans(request):
    form = LoanForm(request.POST or None)
    result = _calculated(form, lambda: _compared(form))
    return render(request, "library/loans.html", {"form": form} | result)


@never_cache
@sensitive_post_parameters()
def savings(request):
    form = SavingForm(request.POST or None)
    result = _calculated(form, lambda: _saved(form))
    return render(request, "library/savings.html", {"form": form} | result)


def _calculated(form, calculate) -> dict:
    """What the page shows of the calculation; nothing where nothing was asked, or it was refused with words."""
    if not form.is_bound or not form.is_valid():
        return {}
    try:
        return calculate()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return {}


def _compared(form: LoanForm) -> dict:
    found = ways(form.loan(), form.household(), form.own_rule(), form.cleaned_data["serves"])
    return {"ways": found, "bars": [way.bar for way in found]}


def _saved(form: SavingForm) -> dict:
    saved = save(form.saving())
    picked = [year for year in saved.years if year.age % STEP == 0 or year is saved.end]
    return {"saved": saved, "bars": [(str(year.age), float(year.balance), money(year.balance)) for year in picked]}
