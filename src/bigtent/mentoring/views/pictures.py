"""What stands behind a proposal's figures: the proof, its certificate, and the worth of places."""

from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bigtent.mentoring.factors import in_words, read_column
from bigtent.mentoring.models import MentoringProgram, Price
from bigtent.mentoring.views import may
from bigtent.mentoring.views.rounds import proposal_or_404, visible_round
from bigtent.people.models import Place, Specialty

PAGE = 50


@may("mentoring.read_rounds")
def proof(request, key, number):
    """Why no better pairing exists, how it was checked, and every column that was read."""
    the_round = visible_round(request, key)
    proposal = proposal_or_404(the_round, number)
    context = {
        "round": the_round,
        "proposal": proposal,
        "facts": _facts(proposal),
        "columns": [read_column(column) for column in proposal.columns_read],
        "factors": in_words(proposal.program),
    }
    return render(request, "mentoring/proof.html", context)


def _facts(proposal) -> list[tuple[str, str]]:
    """The sums and how they were checked."""
    objective = dict(MentoringProgram.Objective.choices)[proposal.program["objective"]]
    return [
        (_("Aim"), objective),
        (_("Students placed"), _("%(a)s of %(b)s") % {"a": f"{proposal.placed:,}", "b": f"{proposal.mentees:,}"}),
        (_("Places offered"), f"{proposal.places:,}"),
        (_("Total points"), f"{proposal.total:,}"),
        (_("Bound"), f"{proposal.bound:,}"),
        (_("Gap"), f"{proposal.gap:,}"),
        (_("Found in"), _("%(s)s seconds") % {"s": f"{proposal.engine_seconds:.1f}"}),
        (_("Checked in"), _("%(s)s seconds") % {"s": f"{proposal.check_seconds:.1f}"}),
        (_("Checked at"), date_format(proposal.verified_at, "DATETIME_FORMAT")),
        (_("Pairs who would both rather have each other"), f"{proposal.blocking_pairs:,}"),
        (_("Program"), _("version %(n)s") % {"n": proposal.program_version}),
        (_("Fingerprint of the certificate"), proposal.certificate.digest),
    ]


@may("mentoring.read_rounds")
def certificate(request, key, number):
    """The certificate as it was checked."""
    the_round = visible_round(request, key)
    document = proposal_or_404(the_round, number).certificate
    return FileResponse(document.path.open("rb"), as_attachment=True, filename=document.name)


@may("mentoring.read_rounds")
def places(request, key):
    """What one more place with each mentor would add, of one specialty or part of the country if asked."""
    the_round = visible_round(request, key)
    proposal = proposal_or_404(the_round, request.GET.get("proposal"))
    prices = Price.objects.filter(proposal=proposal).select_related(
        "mentor__person__specialty", "mentor__person__place"
    )
    specialty = Specialty.objects.filter(code=request.GET.get("specialty", "")).first()
    division = request.GET.get("division", "")
    if specialty:
        prices = prices.filter(mentor__person__specialty=specialty)
    if division in Place.Division.values:
        prices = prices.filter(mentor__person__place__division=division)
    context = {
        "round": the_round,
        "proposal": proposal,
        "page": Paginator(prices, PAGE).get_page(request.GET.get("page")),
        "specialty": specialty,
        "division": dict(Place.Division.choices).get(division, ""),
    }
    return render(request, "mentoring/places.html", context)
