"""What a student asked for and what a mentor offers, as lines for a page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bigtent.mentoring.models import Background, Language, Mentee, Mentor, Slot
from bigtent.people.models import Topic


def asked_for(mentee: Mentee) -> list[tuple[str, str]]:
    """The student's wish, in the student's own order."""
    return [
        (_("Stage"), mentee.get_stage_display()),
        (_("Specialty"), str(mentee.specialty or _("any"))),
        (_("Place"), str(mentee.person.place or "")),
        (_("Meets"), _("in person only") if mentee.in_person else _("online or in person")),
        (_("Times"), _named(mentee.slots, Slot.choices)),
        (_("Hours a month"), str(mentee.hours)),
        (_("Topics"), _topics(mentee.topics)),
        (_("Wishes a language"), _named(mentee.wanted_languages, Language.choices)),
        (_("Wishes a background"), _named(mentee.wanted_backgrounds, Background.choices)),
        (_("School"), str(mentee.institution or "")),
        (_("In own words"), mentee.text),
    ]


def offered_by(mentor: Mentor) -> list[tuple[str, str]]:
    """The mentor's offer."""
    return [
        (_("Stage"), mentor.get_stage_display()),
        (_("Specialty"), str(mentor.person.specialty or "")),
        (_("Place"), str(mentor.person.place or "")),
        (_("Meets"), mentor.get_meets_display()),
        (_("Times"), _named(mentor.slots, Slot.choices)),
        (_("Hours a month"), str(mentor.hours)),
        (_("Topics"), _topics(mentor.topics)),
        (_("Speaks"), _named(mentor.languages, Language.choices)),
        (_("Tells of"), _named(mentor.backgrounds, Background.choices)),
        (_("School or employer"), str(mentor.institution or "")),
        (_("In own words"), mentor.text),
    ]


def _named(codes: Iterable[str], choices) -> str:
    names = dict(choices)
    return ", ".join(str(names.get(code, code)) for code in codes)


def _topics(codes: list[str]) -> str:
    return ", ".join(Topic.objects.filter(code__in=codes).labels().values()) if codes else ""
