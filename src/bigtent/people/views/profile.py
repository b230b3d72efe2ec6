"""The page of one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.people.errors import PeopleError
from bigtent.people.forms.facts import StaffFactsForm
from bigtent.people.models import Person, Purpose
from bigtent.people.services import edit_person
from bigtent.people.views.history import history_of
from bigtent.people.views.refusing import say_on


@login_required
def person(request, key):
    """What is known of a person, as far as this reader may see it. A merged record leads to the kept one."""
    seen = Person.objects.seen_by(request.user)
    person = seen.for_listing().filter(key=key).first()
    if person is None:
        return redirect(get_object_or_404(seen, merged_records__key=key))
    may = _rights(request.user, person)
    context = {"person": person, "may": may, "known": known_of(person, request.user)}
    if may["see_private"]:
        context["contact_points"] = person.contact_points.all()
        context["consents"] = person.consents.in_force().filter(datum="")
    if may["see_history"]:
        context["history"] = history_of(person)
        context["merges"] = person.merges_received.in_force().select_related("merged", "by__person")
    return render(request, "people/person.html", context)


@login_required
def edit(request, key):
    """Staff change facts, with the reason."""
    person = get_object_or_404(Person.objects.visible_to(request.user, Purpose.RECORDS), key=key)
    if not request.user.has_perm("people.edit_person", person):
        raise PermissionDenied
    form = StaffFactsForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            edit_person(person=person, by=request.user, changes=form.changes(), reason=form.cleaned_data["reason"])
            messages.success(request, _("Saved."))
            return redirect(person)
        except PeopleError as refusal:
            say_on(form, refusal)
    return render(request, "people/edit.html", {"person": person, "form": form})


def known_of(person: Person, account) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What other rooms hold of a person, as (title, lines); rooms decide what this reader may see."""
    panels = ((known.title, list(known.show(person, account))) for known in declared("KNOWN") if known.show)
    return [(title, lines) for title, lines in panels if lines]


def _rights(account, person: Person) -> dict[str, bool]:
    is_own = account.person_id == person.pk
    return {
        "is_own": is_own,
        "see_private": is_own or account.has_perm("people.read_private", person),
        "see_history": account.has_perm("people.read_audit", person),
        "edit": account.has_perm("people.edit_person", person),
    }
