"""My page: what others see of me, my facts, my offers, how I am reached."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.people.errors import PeopleError
from bigtent.people.forms.choosing import ContactPointForm, OffersForm
from bigtent.people.forms.facts import FactsForm
from bigtent.people.models import Account, Person, Source
from bigtent.people.rules import is_at_work
from bigtent.people.services import (
    Reach,
    add_contact_points,
    edit_person,
    end_contact_points,
    set_offers,
)
from bigtent.people.views.refusing import say_on
from bigtent.people.waiting import due_items


@login_required
def me(request, **forms):
    """What I say of myself and what others see of it; `forms` are those with something to correct."""
    person = Person.objects.for_listing().get(pk=request.user.person_id)
    member = Account.standing_in("", "member")
    context = {
        "person": person,
        # Those at work have it on their Monday page.
        "due": [] if is_at_work(request.user) else due_items(request.user),
        "contact_points": person.contact_points.in_use(),
        "listed": Person.objects.seen_by(member).for_listing().filter(pk=person.pk).first(),
        "facts_form": FactsForm(person=person),
        "offers_form": OffersForm(initial={"offers": [offer.kind for offer in person.offers_in_force]}),
        "contact_form": ContactPointForm(),
    }
    return render(request, "people/me.html", context | forms)


@login_required
@require_POST
def facts(request):
    person = request.user.person
    form = FactsForm(request.POST, person=person)
    if not form.is_valid():
        return me(request, facts_form=form)
    try:
        edit_person(person=person, by=request.user, changes=form.changes())
    except PeopleError as refusal:
        say_on(form, refusal)
        return me(request, facts_form=form)
    return _done(request, _("Saved. Nothing from a list replaces what you say yourself."))


@login_required
@require_POST
def offers(request):
    form = OffersForm(request.POST)
    if not form.is_valid():
        return me(request, offers_form=form)
    set_offers(offers={request.user.person_id: form.cleaned_data["offers"]}, by=request.user)
    return _done(request, _("Saved what you offer."))


@login_required
@require_POST
def add_contact_point(request):
    form = ContactPointForm(request.POST)
    if not form.is_valid():
        return me(request, contact_form=form)
    reach = Reach(request.user.person_id, form.cleaned_data["kind"], form.cleaned_data["value"])
    add_contact_points(reaches=[reach], source=Source.SELF, by=request.user)
    return _done(request, _("Saved."))


@login_required
@require_POST
def end_contact_point(request, pk):
    point = get_object_or_404(request.user.person.contact_points.in_use(), pk=pk)
    end_contact_points(points=[point], by=request.user)
    return _done(request, _("It is no longer used, and no list brings it back."))


def _done(request, words: str):
    messages.success(request, words)
    return redirect("people:me")
