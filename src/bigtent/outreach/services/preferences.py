"""Verbs: how a person wants to be reached."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.outreach.errors import PreferenceError
from bigtent.outreach.models import Preference
from bigtent.people.consent_words import TOPIC
from bigtent.people.models import Person, Purpose
from bigtent.people.services import set_consents

# Of the others the history keeps only that they changed: a name and the hours that are safe are nobody's reading.
OPENLY = ("language", "channel", "rhythm")
HOURS = range(24)


@transaction.atomic
def set_preferences(
    *, person: Person, by, changes: Mapping[str, Any], topics: Mapping[str, bool] | None = None, basis: str = ""
) -> list[str]:
    """Keep how she wants to be reached; the names of what changed.

    `changes` are columns of her preference, and "language", which stands on the person. `topics` says yes or no to
    some by their code. Who comes by the link of a mail acts without an account, and `basis` says so.
    """
    held, _made = Preference.objects.select_for_update().get_or_create(person=person)
    before = {name: person.language if name == "language" else getattr(held, name) for name in changes}
    changed = {name: value for name, value in changes.items() if before[name] != value}
    _refuse_unfit({name: getattr(held, name) for name in ("from_hour", "to_hour", "zone")} | changed)
    for name, value in changed.items():
        setattr(person if name == "language" else held, name, value)
    if changed:
        held.changed_at = now()
        held.save()
        Person.objects.filter(pk=person.pk).update(language=person.language)
        told = {name: [before[name], value] if name in OPENLY else [] for name, value in changed.items()}
        record(by=by, verb="set_preferences", about=person, reason=basis, changes=told)
    said = [(person, Purpose.OUTREACH, given, f"{TOPIC}{code}") for code, given in (topics or {}).items()]
    if said and set_consents(choices=said, by=by, basis=basis):
        changed["topics"] = topics
    return list(changed)


def _refuse_unfit(wanted: Mapping[str, Any]) -> None:
    hours = wanted["from_hour"], wanted["to_hour"]
    if (hours[0] is None) != (hours[1] is None):
        words = _("Say both hours, from when and until when, or neither.")
        raise PreferenceError(words, field="to_hour" if hours[1] is None else "from_hour")
    if hours[0] is not None and hours[0] == hours[1]:
        raise PreferenceError(_("From and until are the same hour. Leave both empty for any hour."), field="to_hour")
    if not all(hour is None or hour in HOURS for hour in hours):
        raise PreferenceError(_("An hour is a number from 0 to 23."), field="from_hour")
    if wanted["zone"] and wanted["zone"] not in available_timezones():
        words = _("“%s” is no time zone. Choose one of the list.") % wanted["zone"]
        raise PreferenceError(words, field="zone")
    if wanted.get("language", "") not in dict(Person._meta.get_field("language").choices) | {"": ""}:
        raise PreferenceError(_("We write in English and in Spanish."), field="language")
