"""The room's first page, and its rounds."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.errors import Refusal
from bigtent.mentoring import services
from bigtent.mentoring.forms import RoundForm
from bigtent.mentoring.models import MatchRound, Mentee, Mentor, MentoringProgram, Notice, Pairing, Proposal
from bigtent.mentoring.views import may


@may("mentoring.take_part")
def home(request):
    """For staff the one next act and the room's figures; for members their own mentoring."""
    if not request.user.has_perm("mentoring.read_rounds"):
        return redirect("mentoring:mine")
    reader = request.user
    rounds = MatchRound.objects.visible_to(reader)
    mentors = Mentor.objects.visible_to(reader).open_on(today()).consenting()
    context = {
        "program": MentoringProgram.objects.visible_to(reader).first(),
        "unfinished": rounds.unfinished().first(),
        "latest": rounds.filter(state=MatchRound.State.PUBLISHED).first(),
        "mentors": mentors.count(),
        "places": mentors.places(),
        "students": Mentee.objects.visible_to(reader).open_on(today()).consenting().waiting().count(),
        "paired": Pairing.objects.visible_to(reader).current().count(),
        "unsettled": Notice.objects.visible_to(reader).need_a_decision().count(),
        "form": RoundForm(account=reader),
    }
    return render(request, "mentoring/home.html", context)


@may("mentoring.read_rounds")
def rounds(request):
    """All rounds, and a form to open the next one."""
    may_run = request.user.has_perm("mentoring.run_rounds")
    form = RoundForm(request.POST or None, account=request.user)
    if request.method == "POST" and may_run and form.is_valid():
        try:
            opened = services.open_round(**form.cleaned_data, by=request.user)
            messages.success(request, _("The round is open. Nothing is published until you say so."))
            return redirect(opened)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    latest = Proposal.objects.filter(match_round=OuterRef("pk")).order_by("-number")
    every = (
        MatchRound.objects.visible_to(request.user)
        .select_related("program")
        .annotate(placed=Subquery(latest.values("placed")[:1]), asked=Subquery(latest.values("mentees")[:1]))
    )
    page = Paginator(every, 25).get_page(request.GET.get("page"))
    programs = MentoringProgram.objects.run_by(request.user).exists()
    context = {"page": page, "form": form, "may_run": may_run, "programs": programs}
    return render(request, "mentoring/rounds.html", context)
