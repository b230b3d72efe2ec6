"""Taking out what is held of a person, as a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from bigtent.ledger.clock import today
from bigtent.people.errors import PeopleError, TakenTooOften
from bigtent.people.forms.leaving import TakeOutForm
from bigtent.people.models import Person, Purpose
from bigtent.people.services import take_data_out
from bigtent.people.views.refusing import say_on

TYPES = {"json": "application/json; charset=utf-8", "pdf": "application/pdf"}


@login_required
def my_data(request, form="json"):
    """Everything held of me: JSON for programs, PDF to read. A look at the page makes no file."""
    if request.method != "POST":
        return render(request, "people/my_data.html")
    try:
        return _file(take_data_out(person=request.user.person, form=form, by=request.user), form)
    except TakenTooOften as refusal:
        return render(request, "people/data_too_often.html", {"refusal": refusal}, status=429)


@login_required
def data_of(request, key):
    """The same for somebody who asked by letter; staff say why."""
    person = get_object_or_404(Person.objects.visible_to(request.user, Purpose.RECORDS), key=key)
    if not request.user.has_perm("people.edit_person", person):
        raise PermissionDenied
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            return _file(
                take_data_out(person=person, form=told["form"], by=request.user, reason=told["reason"]), told["form"]
            )
        except PeopleError as refusal:
            say_on(form, refusal)
    return render(request, "people/data.html", {"person": person, "form": form})


def _file(data: bytes, form: str) -> HttpResponse:
    """A download that no cache keeps, under a name that names nobody."""
    response = HttpResponse(data, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="what-is-known-{today().isoformat()}.{form}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
