"""Verbs: keep a description of people to write to, change it, end it."""

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.outreach.audiences import criteria_of, source_of
from bigtent.outreach.errors import AudienceError
from bigtent.outreach.models import Audience, Message
from bigtent.people.forms.directory import DirectorySearch

LONGEST = 1000
ON_THE_WAY = (Message.State.SCHEDULED, Message.State.SENDING)


@transaction.atomic
def keep_audience(*, name: str, by, source: str = "", criteria: str = "", audience: Audience | None = None) -> Audience:
    """Keep who is meant under a name, or change what `audience` means.

    What a message on its way goes to is not changed under it; a draft that was tried out or released is so no more.
    """
    audience = _in_use(audience) if audience else Audience(by=by)
    before = [audience.name, audience.source]
    audience.name, audience.source, audience.criteria = name.strip(), source, asked_of(criteria)
    _refuse_nonsense(audience, by)
    verb = "change_audience" if audience.pk else "keep_audience"
    audience.save()
    _need_another_look(audience)
    after = [audience.name, audience.source]
    changes = {field: [old, new] for field, old, new in zip(("name", "source"), before, after, strict=True)}
    # What is searched for may be a name; so the history only says that it was changed.
    record(by=by, verb=verb, about=audience, changes={**changes, "criteria": []})
    return audience


@transaction.atomic
def end_audience(*, audience: Audience, by) -> None:
    """Offer it no more. Messages that went to it keep it."""
    audience = _in_use(audience)
    audience.ended_on = today()
    audience.save(update_fields=["ended_on"])
    record(by=by, verb="end_audience", about=audience)


def asked_of(query: str) -> str:
    """Of a query string only what the directory asks, without what is empty."""
    given, kept = QueryDict(query), QueryDict(mutable=True)
    for field in DirectorySearch.base_fields:
        kept.setlist(field, [value for value in given.getlist(field) if value])
    return kept.urlencode()


def _in_use(audience: Audience) -> Audience:
    """The row as it is now, which nobody else changes meanwhile."""
    found = Audience.objects.select_for_update().in_use().filter(pk=audience.pk).first()
    if found is None:
        raise AudienceError(_("This audience was ended. Make a new one."))
    going = found.messages.filter(state__in=ON_THE_WAY).first()
    if going:
        words = _("“%(message)s” is on its way to this audience. Stop it first, or make another audience.")
        raise AudienceError(words % {"message": going})
    return found


def _refuse_nonsense(audience: Audience, by) -> None:
    if not audience.name:
        raise AudienceError(_("Give the audience a name."), field="name")
    if len(audience.criteria) > LONGEST:
        words = _("This search is %(length)s characters long. Ask for less: at most %(most)s.")
        raise AudienceError(words % {"length": len(audience.criteria), "most": LONGEST}, field="criteria")
    criteria_of(audience.criteria)
    if audience.source:
        kind, number = source_of(audience.source)
        if number not in {str(given) for given, _label in kind.choices(by)}:
            raise AudienceError(_("You cannot choose “%s”. Choose from the list.") % audience.source, field="source")


def _need_another_look(audience: Audience) -> None:
    """Who tried a message out or released it did so for other people."""
    drafts = audience.messages.filter(state=Message.State.DRAFT)
    drafts.update(tested_at=None, released_by=None, released_at=None)
