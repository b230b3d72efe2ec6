"""What is known of me: each datum with its source, who sees it, what for, and its switch."""

from copy import copy
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import Datum, declared
from bigtent.people.consent_words import labels, words
from bigtent.people.forms.choosing import ChoicesForm
from bigtent.people.models import Account, Consent, Person, Purpose
from bigtent.people.services import set_consents
from bigtent.people.views import profile

ANSWERS = 20
SEEN_BY = {
    Purpose.DIRECTORY: gettext_lazy("other members"),
    Purpose.MENTORING: gettext_lazy("whom you are paired with"),
    Purpose.OUTREACH: gettext_lazy("staff who write to you"),
    Purpose.REPORTING: gettext_lazy("readers of totals, where nobody can be told from others"),
    Purpose.RESEARCH: gettext_lazy("researchers under an agreement, without your name"),
    Purpose.PRESS: gettext_lazy("everybody"),
}


@dataclass(frozen=True)
class Line:
    """One datum as her page shows it: what is known, who sees it, and the names of its switches in the form."""

    datum: Datum
    values: list[tuple[str, str]]
    seen_by: list[str]
    switches: list[str]


@login_required
def known(request):
    """The page, and what is decided on it: one form, one answer at a time or all at once."""
    person = (
        Person.objects.select_related("profession", "specialty", "place")
        .prefetch_related("offers")
        .get(pk=request.user.person_id)
    )
    form = ChoicesForm(request.POST or None, consents=list(person.consents.in_force()))
    if request.method == "POST" and form.is_valid():
        set_consents(choices=form.choices(person), by=request.user)
        messages.success(request, _("Saved. Your choices hold from this moment."))
        return redirect("people:known")
    lines = _lines(person, form)
    context = {
        "person": person,
        "form": form,
        "subjects": _by_subject([line for line in lines if line.values]),
        "unknown": [line for line in lines if not line.values],
        "answers": _answers(request, person),
    }
    return render(request, "people/known.html", context)


def _lines(person: Person, form: ChoicesForm) -> list[Line]:
    given = {purpose for purpose in Purpose.asked() if form[purpose.value].initial == "yes"}
    lines = []
    for datum in declared("DATA"):
        its = [switch for switch in form.switches.values() if switch.datum == datum.name]
        names = [switch.name for switch in its if switch.purpose_given]
        lines.append(Line(datum, list(datum.show(person)), _seen_by(datum, its, given), names))
    return lines


def _seen_by(datum: Datum, its_switches, given: set) -> list[str]:
    """Who sees it today, besides herself."""
    staff = [] if datum.sensitive else [_("staff who keep the records")]
    read = {switch.purpose for switch in its_switches if switch.is_read}
    if not datum.asked:
        read = given & set(datum.purposes)
    return staff + [str(SEEN_BY[purpose]) for purpose in Purpose.asked() if purpose in read]


def _by_subject(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    subjects: dict[str, list[Line]] = {}
    for line in lines:
        subjects.setdefault(str(line.datum.subject or _("About you, if you like")), []).append(line)
    return list(subjects.items())


def _answers(request, person: Person):
    """Every answer she ever gave, latest first, with the words she was shown."""
    page = Paginator(person.consents.select_related("by").order_by("-at", "-pk"), ANSWERS).get_page(
        request.GET.get("answers")
    )
    names = labels()
    page.told = [(answer, _shown(answer, names), answer.by_id == request.user.pk) for answer in page]
    return page


def _shown(answer: Consent, names: dict[str, str]) -> str:
    return words(answer.purpose, answer.words_version, answer.datum, names.get(answer.datum, answer.datum))


@login_required
def seen_as(request, reader):
    """My own page as somebody else gets it: the same view, read by somebody who is not there."""
    standing_in = {"member": Account.standing_in(_("Another member"), "member"), "stranger": AnonymousUser()}
    if reader not in standing_in:
        raise Http404
    theirs = copy(request)
    theirs.user, theirs.standing_in = standing_in[reader], reader
    try:
        response = profile.person(theirs, key=request.user.person.key)
    except Http404:
        response = None
    if response is not None and response.status_code == 200:
        return response
    return render(request, "people/not_seen.html", {"reader": reader})
