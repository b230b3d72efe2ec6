"""The lists from which facts are stated and clauses are made: their codes, and how they read."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bigtent.engines.eligibility import Clause
from bigtent.people.models import Organization, Place, Profession, Specialty
from bigtent.people.states import STATES

STAGES = {
    "premedical": _("Before professional school"),
    "student": _("Student of a health profession"),
    "resident": _("In residency or other training"),
    "early_career": _("First years of practice"),
    "established": _("Established in practice"),
    "retired": _("Retired"),
}
LEVELS = {
    "certificate": _("Certificate"),
    "associate": _("Associate degree"),
    "bachelor": _("Bachelor’s degree"),
    "master": _("Master’s degree"),
    "doctorate": _("Research doctorate (PhD and the like)"),
    "professional": _("Professional degree (MD, DO, DDS, PharmD, JD and the like)"),
}
FIELDS = {
    "public-health": _("Public health"),
    "medicine": _("Medicine"),
    "nursing": pgettext_lazy("field of a degree", "Nursing"),
    "dentistry": _("Dentistry"),
    "pharmacy": _("Pharmacy"),
    "health-administration": _("Health administration and policy"),
    "social-work": _("Social work"),
    "behavioral-health": _("Psychology and behavioral health"),
    "allied-health": _("Another health profession"),
    "biomedical-science": _("Biomedical science"),
    "law": _("Law"),
    "business": _("Business or economics"),
    "social-science": _("Social science"),
    "education": _("Education"),
    "other": _("Another field"),
}
CITIZENSHIP = {
    "citizen": _("U.S. citizen"),
    "national": _("U.S. national"),
    "permanent_resident": _("Permanent resident"),
    "may_work": _("Another authorization to work in the U.S."),
    "none": _("None of these"),
}
LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "zh": _("Chinese"),
    "vi": _("Vietnamese"),
    "tl": _("Tagalog"),
    "ar": _("Arabic"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "ko": _("Korean"),
    "ru": _("Russian"),
    "pt": _("Portuguese"),
    "nv": _("Navajo"),
    "ase": _("American Sign Language"),
}
LANGUAGE_LEVELS = {
    "basic": _("a few words"),
    "conversational": _("enough to talk"),
    "fluent": _("fluently"),
}
FAMILY = "family:"
KINDS = {
    "stage": _("Where somebody stands"),
    "profession": _("Profession"),
    "specialty": _("Specialty"),
    "degree": _("A degree, held or expected"),
    "degree_within_years": _("A degree of the last years"),
    "graduates_in": _("Year of graduation"),
    "citizenship": _("Citizenship or the right to work"),
    "lives_in": _("Where somebody lives"),
    "studies_in": _("Where somebody studies"),
    "language": _("A language"),
    "licensed_in": _("A license"),
    "hours_per_week": _("Hours a week"),
    "member_of": _("Membership of an organization"),
    "statement": _("A sentence somebody confirms"),
    "not_checked": _("Something nobody is asked here"),
}
# What each fact is called, by its name in the engine.
FACTS = {
    "stage": _("where you stand"),
    "profession": _("your profession"),
    "specialties": _("your specialty"),
    "degrees": _("your degrees"),
    "citizenship": _("citizenship or the right to work"),
    "lives_in": _("the state you live in"),
    "studies_in": _("the state you study in"),
    "languages": _("languages you speak"),
    "licensed_in": _("where you are licensed"),
    "hours_per_week": _("hours a week you can give"),
    "member_of": _("organizations you are a member of"),
    "statements": _("a sentence to confirm"),
}


def places_of(state: str) -> list[str]:
    """A state and the part of the country it lies in, as clauses may name either."""
    return [state, STATES[state][1]] if state in STATES else []


def states() -> list[tuple[str, str]]:
    return sorted(((code, str(name)) for code, (name, _division) in STATES.items()), key=lambda one: one[1])


def places() -> list[tuple[str, str]]:
    """Parts of the country, then states."""
    return [*((code, str(label)) for code, label in Place.Division.choices), *states()]


def professions() -> list[tuple[str, str]]:
    return list(Profession.objects.labels().items())


def specialties() -> list[tuple[str, str]]:
    return sorted(Specialty.objects.labels().items(), key=lambda one: one[1])


def organizations() -> list[tuple[str, str]]:
    """Associations somebody may be a member of, by name: a name is what a sponsor gives."""
    kinds = [Organization.Kind.ASSOCIATION, Organization.Kind.HOST]
    return [(name, name) for name in Organization.objects.filter(kind__in=kinds).values_list("name", flat=True)]


def is_asked(clause: Clause) -> bool:
    return clause.kind != "not_checked"
