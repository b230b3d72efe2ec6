"""How a message to somebody would begin, before she saves or after."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import time_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bigtent.outreach.models import Preference
from bigtent.people.languages import writing_to
from bigtent.people.models import Person


@dataclass(frozen=True)
class Preview:
    """The first words in her language, the language by its own name, and when mail leaves."""

    begins: str
    language: str
    code: str
    leaves: str


def preview(person: Person) -> Preview:
    held = preference_of(person)
    code = person.language or settings.LANGUAGE_CODE[:2]
    with writing_to(person):
        begins = _("Dear %s,") % (held.called or person.given_name or person.name)
    return Preview(begins, get_language_info(code)["name_local"], code, _leaves(held))


def preference_of(person: Person) -> Preference:
    """What she chose, read once; what holds for everybody where she chose nothing."""
    try:
        return person.preference
    except Preference.DoesNotExist:
        return Preference(person=person)


def _leaves(held: Preference) -> str:
    if held.channel == Preference.Channel.PLATFORM:
        return _("No mail is sent. You find everything under What is new.")
    often = (
        _("Once a week, everything in one mail.") if held.rhythm == Preference.Rhythm.WEEKLY else _("When it is sent.")
    )
    if held.from_hour is None:
        return often
    zone = ZoneInfo(held.zone or settings.NETWORK_TIME_ZONE).key.rpartition("/")[2].replace("_", " ")
    hours = [time_format(time(hour), "TIME_FORMAT") for hour in (held.from_hour, held.to_hour)]
    between = _("Only between %(from)s and %(until)s, %(zone)s time.")
    return f"{often} {between % {'from': hours[0], 'until': hours[1], 'zone': zone}}"
