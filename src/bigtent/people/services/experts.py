"""Verbs: keep one's own entry on the expert roster, take it off and back on, note that an expert was called upon."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.people.errors import ExpertError
from bigtent.people.models import Expertise, ExpertUse
from bigtent.people.services.consents import set_consents

FIELDS = ("field", "sector", "speaks", "reviews", "testifies")
MOST_WORDS = 2000


@transaction.atomic
def set_expertise(
    *, by, facts: Mapping[str, Any], lived: str, allows: Iterable[tuple[str, bool, str]] = ()
) -> Expertise:
    """What somebody says of her own expertise, and of what she lived through, which is kept encrypted.

    `allows` are her answers about its use, (purpose, yes or no, datum); without them nothing is read by others.
    """
    _refuse(facts, lived)
    own = by.person
    entry = Expertise.objects.select_for_update().filter(person=own).first() or Expertise(person=own)
    # The history says nothing of what she lived through, not even that there is something.
    changed = [name for name in FIELDS if getattr(entry, name) != facts[name]]
    for name in FIELDS:
        setattr(entry, name, facts[name])
    entry.lived_experience = lived.strip() or None
    entry.changed_at, entry.ended_on = now(), None
    entry.save()
    if answers := [(own, purpose, yes, datum) for purpose, yes, datum in allows]:
        set_consents(choices=answers, by=by)
    record(by=by, verb="set_expertise", about=own, changes={name: [] for name in changed})
    return entry


@transaction.atomic
def take_off_roster(*, by) -> None:
    """Take one's entry off the roster: nobody finds it any more. The words about one's life are erased at once."""
    entry = Expertise.objects.select_for_update().filter(person=by.person_id, ended_on__isnull=True).first()
    if entry is None:
        raise ExpertError(_("You are not on the roster."))
    entry.ended_on, entry.lived_experience = today(), None
    entry.save(update_fields=["ended_on", "lived_experience"])
    record(by=by, verb="take_off_roster", about=by.person)


@transaction.atomic
def put_back_on_roster(*, by) -> None:
    """Bring one's entry back as it was, without the words that were erased."""
    entry = Expertise.objects.select_for_update().filter(person=by.person_id, ended_on__isnull=False).first()
    if entry is None:
        raise ExpertError(_("There is no entry to bring back."))
    entry.ended_on = None
    entry.save(update_fields=["ended_on"])
    record(by=by, verb="put_back_on_roster", about=by.person)


@transaction.atomic
def record_use(*, expertise: Expertise, kind: str, on: date, what: str, by) -> ExpertUse:
    """Note that an expert was called upon: when and for what, so that the same few are not always asked."""
    if kind not in ExpertUse.Kind.values:
        raise ExpertError(_("“%s” is nothing an expert is called upon for.") % kind, field="kind")
    if on > today():
        raise ExpertError(_("%s is still to come. Note it when it has been.") % on, field="on")
    if not what.strip():
        raise ExpertError(_("Say for what, such as the title of the hearing."), field="what")
    use = ExpertUse.objects.create(expertise=expertise, kind=kind, on=on, what=what.strip()[:200], by=by)
    record(by=by, verb="record_use", about=expertise.person, changes={"what": ["", use.what]})
    return use


def _refuse(facts: Mapping[str, Any], lived: str) -> None:
    if not facts["field"].strip():
        raise ExpertError(_("Say in a few words what you know well."), field="field")
    if facts["sector"] not in Expertise.Sector.values:
        raise ExpertError(_("“%s” is no sector.") % facts["sector"], field="sector")
    if len(lived) > MOST_WORDS:
        words = _("This is %(given)s characters long; %(most)s fit.")
        raise ExpertError(words % {"given": len(lived), "most": MOST_WORDS}, field="lived_experience")
