"""The words a person is asked to agree to, by purpose and by datum. New words are added, old ones are never changed:
a consent keeps the number of the words that were shown."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import declared
from bigtent.people.models import Purpose, Topic
from bigtent.people.models.reading import read_for

TOPIC = "topic:"

WORDS = {
    Purpose.DIRECTORY: (
        _(
            "Other members may find me in the directory. They see my name, profession, specialty, city, "
            "school, year and what I offer. They never see my addresses or telephone numbers."
        ),
    ),
    Purpose.MENTORING: (
        _(
            "I may be proposed as a mentor or a student. The other side sees my name and what I wrote "
            "for the program, after staff have looked at the pair."
        ),
        _(
            "I may be proposed as a mentor or a student. The other side sees my name, my e-mail address, my "
            "specialty, my city and what I wrote for the program, after staff have looked at the pair."
        ),
    ),
    Purpose.OUTREACH: (_("Staff may send me news and invitations. Each message lets me stop them."),),
    Purpose.REPORTING: (_("I am counted in totals. Totals of fewer than eleven people are not shown to others."),),
    Purpose.RESEARCH: (_("My data may be used for research under a written agreement, without my name."),),
    Purpose.PRESS: (_("I may be named in public as somebody of this network."),),
}


# What a switch beside a single datum says; "what" is the label of the datum.
OF_DATUM = {
    Purpose.DIRECTORY: (_("%(what)s: other members see it in the directory and find me by it."),),
    Purpose.MENTORING: (_("%(what)s: it may be used to propose a pair, and the other side sees it."),),
    Purpose.OUTREACH: (_("%(what)s: it may be used to write to me."),),
    Purpose.REPORTING: (_("%(what)s: it may be counted in totals, where nobody can be told from others."),),
    Purpose.RESEARCH: (_("%(what)s: it may be part of research under a written agreement, without my name."),),
    Purpose.PRESS: (_("%(what)s: it may stand in public beside my name."),),
}
# What is read otherwise than the switch of its purpose says has words of its own.
OWN_WORDS = {
    (Purpose.OUTREACH, "people.lived_experience"): (
        _("Staff who look for a speaker, a reviewer or a witness may read what I wrote of my own life."),
    ),
    (Purpose.OUTREACH, "people.expertise"): (
        _("Staff who look for a speaker, a reviewer or a witness find me by what I know well."),
    ),
    (Purpose.DIRECTORY, "community.introductions"): (
        _(
            "Members like me near me who want introductions too may find me and ask to meet me. "
            "They learn an address of mine only when I say yes."
        ),
    ),
}
OF_TOPIC = (_("Staff may write to me about %(what)s."),)


def may_be_asked(purpose: str) -> set[str]:
    """The data of a purpose that have an answer of their own, and for news the topics."""
    data = {name for name, datum in read_for(purpose).items() if datum.asked}
    topics = Topic.objects.values_list("code", flat=True) if purpose == Purpose.OUTREACH else ()
    return data | {f"{TOPIC}{code}" for code in topics}


def current_version(purpose: str, datum: str = "") -> int:
    """The number of the words shown now, counted from 1."""
    return len(_versions(purpose, datum))


def words(purpose: str, version: int | None = None, datum: str = "", what: str = "") -> str:
    """The words of one version; those shown now when none is named. `what` is how a datum or topic is called."""
    said = str(_versions(purpose, datum)[(version or current_version(purpose, datum)) - 1])
    return said % {"what": what} if datum else said


def _versions(purpose: str, datum: str) -> tuple:
    if not datum:
        return WORDS[Purpose(purpose)]
    if datum.startswith(TOPIC):
        return OF_TOPIC
    return OWN_WORDS.get((Purpose(purpose), datum)) or OF_DATUM[Purpose(purpose)]


def labels() -> dict[str, str]:
    """How each datum and each topic is called, by the name under which consents keep it."""
    data = {datum.name: str(datum.label) for datum in declared("DATA")}
    return data | {f"{TOPIC}{code}": name for code, name in Topic.objects.labels().items()}


def named(purpose: str, datum: str) -> str:
    """How a question of consent is called in the history."""
    return f"{purpose}, {datum}" if datum else purpose
