"""The data of a person that this room keeps: what each may be read for, and how it stands on her own page."""

from collections.abc import Callable, Iterator

from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Datum
from bigtent.people import volunteer_lines
from bigtent.people.models import Offer, Person, Purpose, Source

Lines = Iterator[tuple[str, str]]
MY_PAGE = reverse_lazy("people:me")
FACTS, OFFERS, REACH = (format_lazy("{}#{}", MY_PAGE, part) for part in ("facts", "offers", "reach"))


def told_by(source: str) -> str:
    """Where a fact comes from, in words for the person herself."""
    return _now("as you told us") if source == Source.SELF else str(Source(source).label)


def names(person: Person) -> Lines:
    yield person.name, told_by(person.name_source)
    if person.also_known_as:
        yield _now("also written %s") % person.also_known_as, _now("from joined records; staff only")


def own_words(field: str) -> Callable[[Person], Lines]:
    """A column without a source of its own: what stands there was told with the name."""

    def show(person: Person) -> Lines:
        if value := getattr(person, field):
            yield str(value), told_by(person.name_source) if field != "about" else _now("in your own words")

    return show


def sourced(field: str) -> Callable[[Person], Lines]:
    def show(person: Person) -> Lines:
        if value := getattr(person, field):
            yield str(value), told_by(getattr(person, f"{field}_source"))

    return show


def profession(person: Person) -> Lines:
    if person.profession:
        yield str(person.profession), ""


def schools(person: Person) -> Lines:
    for one in person.affiliations.select_related("organization"):
        yield f"{one.get_role_display()}: {one.where_and_when}", told_by(one.source)


def contacts(person: Person) -> Lines:
    for point in person.contact_points.in_use():
        day = date_format(point.checked_on, "DATE_FORMAT") if point.checked_on else ""
        yield point.value, ", ".join(filter(None, (told_by(point.source), point.source_detail, day)))


def offer(kind: str) -> Callable[[Person], Lines]:
    def show(person: Person) -> Lines:
        # One query for all kinds of a page: the offers are read together with the person where they are many.
        for one in person.offers.all():
            if one.kind == kind and one.ended_on is None:
                since = _now("since %s") % date_format(one.made_on, "YEAR_MONTH_FORMAT") if one.made_on else ""
                yield str(one), since

    return show


DIRECTORY, MENTORING, OUTREACH = Purpose.DIRECTORY, Purpose.MENTORING, Purpose.OUTREACH
RESEARCH, PRESS = Purpose.RESEARCH, Purpose.PRESS
PROFILE, HELP, CONTACT = _("Your profile"), _("What you offer"), _("How to reach you")
GIVING = _("Giving time")
GIVING_PAGE, ROSTER_PAGE = reverse_lazy("people:giving_time"), reverse_lazy("people:my_expertise")


def profile(name: str, label: str, purposes: tuple[str, ...], show: Callable[[Person], Lines], order: int, **more):
    return Datum(f"people.{name}", label, purposes, show, subject=PROFILE, edit_url=FACTS, order=order, **more)


DATA = (
    profile(
        "name", _("Name"), (DIRECTORY, MENTORING, OUTREACH, PRESS), names, 10, asked=False,
        why=_("Without it nobody could be found or written to. It comes with each purpose you say yes to."),
    ),
    profile(
        "former_name", _("Former family name"), (DIRECTORY,), own_words("former_name"), 11,
        why=_("So that those who knew you by it find you. Hidden, it finds you for nobody but staff."),
    ),
    profile("credential", _("Letters after the name"), (DIRECTORY, MENTORING, PRESS), own_words("credential"), 12),
    profile("profession", _("Profession"), (DIRECTORY, RESEARCH), profession, 13),
    profile("specialty", _("Specialty"), (DIRECTORY, MENTORING, RESEARCH), sourced("specialty"), 14),
    profile(
        "place", _("City and state"), (DIRECTORY, MENTORING, RESEARCH), sourced("place"), 15,
        why=_("Others see the city and the state, research the state alone."),
    ),
    profile("school", _("School and year"), (DIRECTORY, RESEARCH), schools, 16),
    profile("about", _("About you"), (DIRECTORY,), own_words("about"), 17),
    *(
        Datum(f"people.offer-{kind}", label, (DIRECTORY,), offer(kind), subject=HELP, edit_url=OFFERS, order=20)
        for kind, label in Offer.Kind.choices
    ),
    Datum(
        "people.signatures", _("Roles you signed for"), (), volunteer_lines.signed, asked=False,
        why=_("So that those you meet are safe. Staff who work with people who give time see it."),
        subject=GIVING, edit_url=GIVING_PAGE, order=40,
    ),
    Datum(
        "people.checks", _("Training and background checks"), (), volunteer_lines.checked, asked=False,
        why=_("The outcome and its day are kept, never what a check found."),
        subject=GIVING, edit_url=GIVING_PAGE, order=41,
    ),
    Datum(
        "people.expertise", _("What you know well"), (OUTREACH,), volunteer_lines.entry,
        why=_("So that staff find you when somebody is wanted to speak, to review or to testify."),
        subject=GIVING, edit_url=ROSTER_PAGE, order=42,
    ),
    Datum(
        "people.lived_experience", _("What you have lived through"), (OUTREACH,), volunteer_lines.lived,
        sensitive=True, why=_("So that those who know a matter from their own life are asked. Only if you say so."),
        subject=GIVING, edit_url=ROSTER_PAGE, order=43,
    ),
    Datum(
        "people.contact", _("Addresses and telephone numbers"), (MENTORING, OUTREACH), contacts, asked=False,
        why=_("Other members never see them. Whom you are paired with learns one e-mail address."),
        subject=CONTACT, edit_url=REACH, order=30,
    ),
)  # fmt: skip
