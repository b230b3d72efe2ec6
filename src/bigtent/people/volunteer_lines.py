"""What somebody signed, how checks went and what she is an expert of, as lines for her pages and for staff."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.people.clearance import clearance
from bigtent.people.models import Expertise, Person

Lines = Iterator[tuple[str, str, str]]


def may_read(person: Person, account) -> bool:
    """Herself, and those who coordinate people who give time."""
    return account.person_id == person.pk or account.has_perm("people.coordinate_volunteers")


def signed(person: Person) -> Iterator[tuple[str, str]]:
    for signature in person.signatures.in_force():
        day = date_format(localtime(signature.signed_at), "DATE_FORMAT")
        yield str(signature.get_role_display()), _("signed on %s") % day


def checked(person: Person) -> Iterator[tuple[str, str]]:
    for check in person.checks.in_force():
        yield f"{check.get_kind_display()}: {check.get_state_display()}", date_format(check.on, "DATE_FORMAT")


def on_roster(person: Person) -> Expertise | None:
    """Her entry, if it stands; asked once however often it is shown."""
    one = getattr(person, "expertise", None)
    return one if one is not None and one.ended_on is None else None


def entry(person: Person) -> Iterator[tuple[str, str]]:
    if (one := on_roster(person)) is not None:
        yield one.field, _("in your own words")
        yield str(one.get_sector_display()), ""


def lived(person: Person) -> Iterator[tuple[str, str]]:
    """That she wrote of it; the words stand on her own page of the roster alone."""
    one = on_roster(person)
    if one is not None and one.lived_experience:
        yield _("written; it lies encrypted"), _("in your own words")


def show_signatures(person: Person, account) -> Lines:
    if may_read(person, account):
        for one in clearance(person, today()):
            until = date_format(one.until_on, "DATE_FORMAT")
            words = _("cleared until %s") % until if one.is_cleared else " ".join(one.missing)
            yield str(one.signature.get_role_display()), words, ""


def show_checks(person: Person, account) -> Lines:
    if may_read(person, account):
        for check in person.checks.in_force():
            yield str(check.get_kind_display()), str(check.get_state_display()), date_format(check.on, "DATE_FORMAT")


def show_expertise(person: Person, account) -> Lines:
    """All she wrote, for herself alone: staff read it on the roster, as far as she agreed."""
    if account.person_id != person.pk:
        return
    for one in Expertise.objects.filter(person=person):
        told = _("in your own words")
        wills = ((one.speaks, _("Speaks at events")), (one.reviews, _("Reviews")), (one.testifies, _("Testifies")))
        yield _("What you know well"), one.field, told
        yield _("Sector"), str(one.get_sector_display()), ""
        yield _("What you may be asked to do"), ", ".join(words for is_so, words in wills if is_so) or "–", ""
        if one.lived_experience:
            yield _("What you have lived through"), str(one.lived_experience), told
        for use in one.uses.all():
            yield str(use.get_kind_display()), use.what, date_format(use.on, "DATE_FORMAT")
