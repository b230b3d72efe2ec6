"""Giving time: what I signed for, what is next; read, sign, end, let it go on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.people.agreement_changes import needs_in_words
from bigtent.people.clearance import clearance
from bigtent.people.errors import PeopleError, VersionChanged
from bigtent.people.forms.volunteering import RolesForm, SignForm
from bigtent.people.giving_time import next_step
from bigtent.people.models import Agreement, Expertise
from bigtent.people.services import end_signature, sign_agreement, take_back_end
from bigtent.people.services.volunteering import can_go_on
from bigtent.people.views.refusing import say_on


@login_required
def giving_time(request):
    person, day = request.user.person, today()
    held = clearance(person, day)
    ended = person.signatures.filter(ended_at__isnull=False).select_related("agreement")
    context = {
        "held": held,
        "step": next_step(person, held, day),
        "checks": person.checks.in_force(),
        "ended": [(one, can_go_on(one, own=True)) for one in ended],
        "expertise": Expertise.objects.offered().filter(person=person).first(),
    }
    return render(request, "people/giving_time.html", context)


@login_required
def sign(request):
    """First the roles, which then stand in the address, so that one can stop and come back; then read and sign."""
    agreement = Agreement.objects.in_force()
    if agreement is None:
        return redirect("people:giving_time")
    choosing = RolesForm(request.GET or None, agreement=agreement)
    if not choosing.is_bound or not choosing.is_valid():
        return render(request, "people/sign_roles.html", {"form": choosing, "agreement": agreement})
    roles = choosing.cleaned_data["roles"]
    language = agreement.language(request.GET.get("language") or get_language())
    form = SignForm(request.POST or None, initial={"version": agreement.number, "read_in": language})
    if request.method == "POST" and form.is_valid() and _signed(request, form, roles):
        return redirect("people:giving_time")
    added = [(one, one.text(language), needs_in_words(one)) for one in agreement.roles.filter(role__in=roles)]
    context = {"form": form, "agreement": agreement, "text": agreement.text(language), "added": added}
    return render(request, "people/sign.html", context | {"roles": roles, "text_language": language})


def _signed(request, form: SignForm, roles: list[str]) -> bool:
    told = form.cleaned_data
    read = get_object_or_404(Agreement.objects.published(), number=told["version"])
    try:
        sign_agreement(
            agreement=read, roles=roles, signed_as=told["signed_as"], language=told["read_in"], by=request.user
        )
    except VersionChanged as refusal:
        messages.warning(request, str(refusal))
        form.data = form.data.copy() | {"version": Agreement.objects.in_force().number}
        return False
    except PeopleError as refusal:
        say_on(form, refusal)
        return False
    messages.success(request, _("Signed. Thank you. You can end it on any day, on this page."))
    return True


@login_required
@require_POST
def end(request, pk):
    held = get_object_or_404(request.user.person.signatures, pk=pk)
    return _tried(request, end_signature, held, _("Ended. You can let it go on within seven days."))


@login_required
@require_POST
def take_back(request, pk):
    held = get_object_or_404(request.user.person.signatures, pk=pk)
    return _tried(request, take_back_end, held, _("It goes on as before."))


def _tried(request, verb, signature, done: str):
    try:
        verb(signature=signature, by=request.user)
        messages.success(request, done)
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:giving_time")
