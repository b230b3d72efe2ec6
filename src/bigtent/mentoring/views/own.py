"""A person's own mentoring: her offer, her wish, the people she is paired with."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.mentoring import services
from bigtent.mentoring.forms import OfferForm, PauseForm, WishForm
from bigtent.mentoring.models import Mentee, Mentor, MentoringProgram, Pairing
from bigtent.mentoring.views import carried_out, may
from bigtent.people.models import Consent, ContactPoint, Person, Purpose

OWN_BASIS = "own form of the mentoring room"


@may("mentoring.take_part")
def mine(request):
    """My students, my mentor, and what I offer or wish."""
    person = request.user.person
    current = Pairing.objects.current().with_profiles()
    offers = Mentor.objects.filter(person=person, ended_on__isnull=True).select_related("program")
    wishes = Mentee.objects.filter(person=person, ended_on__isnull=True).select_related("program", "specialty")
    offers = list(offers.prefetch_related(Prefetch("pairings", current, to_attr="current")))
    wishes = list(wishes.prefetch_related(Prefetch("pairings", current, to_attr="current")))
    students = _partners(request.user, [one.mentee for offer in offers for one in offer.current])
    mentors = _partners(request.user, [one.mentor for wish in wishes for one in wish.current])
    context = {
        "offers": [
            (one, [(pair.mentee, *students[pair.mentee.person_id]) for pair in one.current], _pause_form(one))
            for one in offers
        ],
        "wishes": [(one, [(pair.mentor, *mentors[pair.mentor.person_id]) for pair in one.current]) for one in wishes],
        "programs": MentoringProgram.objects.all(),
        "offered": {offer.program_id for offer in offers},
        "wished": {wish.program_id for wish in wishes},
    }
    return render(request, "mentoring/mine.html", context)


def _partners(account, rows: list) -> dict[int, tuple[Person | None, str]]:
    """Those the reader is paired with, and their address; None for who has since said no to being shown or paired."""
    people = {one.person_id for one in rows}
    if not people:
        return {}
    datum = type(rows[0]).objects.all().datum
    shown = Person.objects.visible_to(account, Purpose.MENTORING).showing(datum)
    visible = shown.select_related("specialty", "place").in_bulk(people)
    addresses = ContactPoint.objects.in_use().filter(person__in=list(visible)).best_addresses()
    return {pk: (visible.get(pk), addresses.get(pk, "")) for pk in people}


def _pause_form(offer: Mentor) -> PauseForm:
    return PauseForm(initial={"paused_until": offer.paused_until}, prefix=f"offer{offer.pk}")


@may("mentoring.take_part")
def offer(request, key):
    """Offer to mentor, or change the offer."""
    return _take_down(request, key, Mentor, OfferForm, services.apply_as_mentor, "mentors", "mentoring/offer.html")


@may("mentoring.take_part")
def wish(request, key):
    """Ask for a mentor, or change the wish."""
    return _take_down(request, key, Mentee, WishForm, services.ask_for_mentor, "mentees", "mentoring/wish.html")


def _take_down(request, key, model, form_class, verb, rows, template):
    program = get_object_or_404(MentoringProgram, key=key)
    person = request.user.person
    earlier = model.objects.filter(program=program, person=person).first()
    form = form_class(request.POST or None, initial=_initial(form_class, earlier, person))
    if request.method == "POST" and form.is_valid():
        row = model(person=person, **form.answers())
        try:
            verb(**{rows: [row]}, program=program, by=request.user, basis=OWN_BASIS)
            messages.success(request, _("Kept. You can change or end it here at any time."))
            return redirect("mentoring:mine")
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, template, {"program": program, "form": form, "earlier": earlier})


def _initial(form_class, earlier, person) -> dict:
    if earlier is None:
        return {}
    agreed = Consent.objects.given_to(Purpose.MENTORING).filter(person=person).exists()
    names = [name for name in form_class.base_fields if name != "agrees"]
    return {"agrees": agreed, **{name: getattr(earlier, name) for name in names}}


@may("mentoring.take_part")
@require_POST
def pause(request, pk):
    own = get_object_or_404(Mentor, pk=pk, person=request.user.person_id)
    form = PauseForm(request.POST, prefix=f"offer{own.pk}")
    if not form.is_valid():
        messages.error(request, _("Give a day such as 2027-01-15, or leave it empty."))
        return redirect("mentoring:mine")
    until = form.cleaned_data["paused_until"]
    words = _("Paused.") if until else _("You take new students again.")
    return carried_out(
        request, lambda: services.pause_mentor(mentor=own, until=until, by=request.user), words, "mentoring:mine"
    )


@may("mentoring.take_part")
@require_POST
def end_offer(request, pk):
    own = get_object_or_404(Mentor, pk=pk, person=request.user.person_id)
    words = _("Your offer has ended. Students you have stay yours.")
    return carried_out(request, lambda: services.end_offers(mentors=[own], by=request.user), words, "mentoring:mine")


@may("mentoring.take_part")
@require_POST
def withdraw_wish(request, pk):
    own = get_object_or_404(Mentee, pk=pk, person=request.user.person_id)
    words = _("Your wish is withdrawn.")
    return carried_out(
        request, lambda: services.withdraw_wishes(mentees=[own], by=request.user), words, "mentoring:mine"
    )
