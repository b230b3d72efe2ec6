"""What a program goes by, in words, and its points to change."""

from django.contrib import messages
from django.http import HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.mentoring import services
from bigtent.mentoring.factors import in_words, rule_in_words
from bigtent.mentoring.forms import ProgramForm
from bigtent.mentoring.models import Mentee, Mentor, MentoringProgram
from bigtent.mentoring.views import may


@may("mentoring.change_program")
@require_POST
def set_up(request):
    program = services.set_up_standard_program(by=request.user)
    messages.success(request, _("The program is set up. Look at its points; you can change them."))
    return redirect(program)


@may("mentoring.read_rounds")
def program(request, key):
    """Factors, rules and objective in words; who runs rounds may change the points."""
    the_program = get_object_or_404(MentoringProgram.objects.visible_to(request.user), key=key)
    may_change = request.user.has_perm("mentoring.change_program")
    if request.method == "POST" and not may_change:
        return HttpResponseForbidden()
    form = ProgramForm(request.POST or None, program=the_program)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_program(
                program=the_program, by=request.user, objective=form.cleaned_data["objective"], points=form.points(),
                needs_clearance=form.cleaned_data["needs_clearance"],
            )  # fmt: skip
            messages.success(
                request, _("Kept. The next proposal goes by it; earlier ones keep what they were made with.")
            )
            return redirect(the_program)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    factors = in_words({"factor": the_program.factors, "tables": the_program.tables})
    context = {
        "program": the_program,
        "factors": factors,
        "most": sum(factor.most for factor in factors),
        "rules": [rule_in_words(rule) for rule in the_program.rules],
        **_stages(the_program),
        "form": form if may_change else None,
    }
    return render(request, "mentoring/program.html", context)


def _stages(program: MentoringProgram) -> dict:
    """The table of points by stage with the words of the stages."""
    table = program.tables.get("stage.csv")
    if not table:
        return {}
    students, mentors = dict(Mentee.Stage.choices), dict(Mentor.Stage.choices)
    rows = [(row[0], [f"{int(cell):,}" if cell else "" for cell in row[1:]]) for row in table[1:]]
    return {
        "mentor_stages": [mentors.get(name, name) for name in table[0][1:]],
        "stages": [(students.get(name, name), cells) for name, cells in rows],
    }
