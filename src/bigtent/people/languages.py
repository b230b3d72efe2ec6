"""In which language somebody is written to."""

from django.conf import settings
from django.utils.translation import override

from bigtent.people.models import Person


def writing_to(person: Person, *, asked_in: str = "") -> override:
    """What is said inside is in the language she chose; before she chose, in that in which she asked for it."""
    return override(person.language or asked_in or settings.LANGUAGE_CODE)
