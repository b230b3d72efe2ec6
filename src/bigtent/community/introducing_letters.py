"""The letters about introductions: that somebody asks for one, and the addresses after a yes."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.community.asking_links import introduction_link
from bigtent.community.models import Introduction
from bigtent.community.services.introducing import AGREED, DATUM, WANTED, are_apart
from bigtent.ledger.declarations import LetterKind
from bigtent.outreach.service_texts import LetterText, own_words
from bigtent.people.models import Person, Purpose
from bigtent.people.models.reading import leave_out_withheld

State = Introduction.State


def write_wanted(letter) -> LetterText | None:
    """Who asks, with her line; None where it was taken back, answered, or either no longer wants introductions."""
    row = _row(letter, State.ASKED)
    if row is None or not _still_wanted(row):
        return None
    asks = _("%(name)s asks to be introduced to you:") % {"name": own_words(named(row.asker))}
    page = _("Say yes, or not now, on this page, without signing in. If you say nothing, or not now, nothing is told: "
             "your address stays with us.")  # fmt: skip
    text = "\n\n".join([asks, own_words(row.line), f"{page}\n{introduction_link(row)}"])
    why = _("You get this because you want introductions to members like you. You switch that off here: %s")
    return LetterText(_("Somebody would like to meet you"), text, why % (settings.SITE_URL + reverse("community:near")))


def write_agreed(letter) -> LetterText | None:
    """The address the other chose, to each of the two; None where either wants to be kept apart since."""
    row = _row(letter, State.AGREED)
    if row is None or are_apart(row.asker, row.other):
        return None
    other, address = (row.other, row.other_address) if letter.about.startswith("asker:") else (
        row.asker, row.asker_address)  # fmt: skip
    says = _("You and %(name)s both said yes to an introduction.") % {"name": own_words(other.name)}
    reach = _("This is how to reach %(name)s:") % {"name": own_words(other.given_name or other.name)}
    text = "\n\n".join([says, reach, own_words(address)])
    why = _("You get this because you said yes. The other gets the address that you chose.")
    return LetterText(_("You are introduced"), text, why)


def named(person: Person) -> str:
    """Her name, what she does and where, as far as other members may read it; the instance is a part from then on."""
    leave_out_withheld([person], Purpose.DIRECTORY)
    return ", ".join(filter(None, (person.name, person.work_and_place)))


def _still_wanted(row: Introduction) -> bool:
    both = Person.objects.consenting_to(Purpose.DIRECTORY, DATUM).filter(pk__in=[row.asker_id, row.other_id])
    return both.count() == 2 and not are_apart(row.asker, row.other)


def _row(letter, state: str) -> Introduction | None:
    found = Introduction.objects.select_related("asker__specialty", "asker__profession", "asker__place", "other")
    return found.filter(pk=letter.of, state=state).first()


LETTERS_OF_INTRODUCTIONS = (
    LetterKind(WANTED, gettext_lazy("A wish to be introduced"), write=write_wanted),
    LetterKind(AGREED, gettext_lazy("Addresses after an introduction"), write=write_agreed),
)
