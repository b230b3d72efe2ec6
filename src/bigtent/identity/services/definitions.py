"""Verbs: say what under-represented is taken to mean, and from when to when."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.identity.errors import DefinitionError
from bigtent.identity.models import Definition
from bigtent.identity.questions import question_of
from bigtent.ledger.services import record


@transaction.atomic
def enter_definition(*, shares: dict[str, float], by, **facts: Any) -> Definition:
    """Enter a definition: its `shares` are percents of the reference population by group; `facts` its other fields.

    A definition is never changed, only ended, so that a figure keeps the one it was made with.
    """
    asked = question_of("race_ethnicity")
    if not shares:
        raise DefinitionError(_("Name at least one group, with its share of the reference population."))
    for group, share in shares.items():
        if group not in asked.groups:
            words = _("“%(group)s” is no group of the question. There are: %(known)s.")
            raise DefinitionError(words % {"group": group, "known": ", ".join(asked.groups)})
        if not 0 < share <= 100:
            words = _("%(share)s is not a share. Give percent, more than 0 and up to 100, such as 13.7.")
            raise DefinitionError(words % {"share": share}, field=f"share_{group}")
    definition = Definition.objects.create(shares=shares, question=asked.name, version=asked.version, **facts)
    record(by=by, verb="enter_definition", about=definition, changes={"shares": [None, shares]})
    return definition


@transaction.atomic
def end_definition(*, definition: Definition, on: date, by) -> None:
    """Let a definition end with a day; figures of earlier days keep it."""
    if on < definition.from_on:
        words = _("This definition begins on %(day)s. It cannot end before.")
        raise DefinitionError(words % {"day": definition.from_on}, field="until_on")
    before, definition.until_on = definition.until_on, on
    definition.save(update_fields=["until_on"])
    record(by=by, verb="end_definition", about=definition, changes={"until_on": [before and str(before), str(on)]})
