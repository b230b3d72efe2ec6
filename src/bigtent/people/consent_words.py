"""The words a person is asked to agree to, by purpose. New words are added, old ones are never changed:
a consent keeps the number of the words that were shown."""

from django.utils.translation import gettext_lazy as _

from bigtent.people.models import Purpose

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
    ),
    Purpose.OUTREACH: (_("Staff may send me news and invitations. Each message lets me stop them."),),
    Purpose.REPORTING: (_("I am counted in totals. Totals of fewer than eleven people are not shown to others."),),
    Purpose.RESEARCH: (_("My data may be used for research under a written agreement, without my name."),),
    Purpose.PRESS: (_("I may be named in public as somebody of this network."),),
}


def current_version(purpose: str) -> int:
    """The number of the words shown now, counted from 1."""
    return len(WORDS[Purpose(purpose)])


def words(purpose: str, version: int | None = None) -> str:
    """The words of one version; those shown now when none is named."""
    return WORDS[Purpose(purpose)][(version or current_version(purpose)) - 1]
