"""Verb: take out all that is held of a person."""

from datetime import timedelta

from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.services import record
from bigtent.people.errors import LeavingError, TakenTooOften
from bigtent.people.models import Person
from bigtent.people.takeout.as_document import to_pdf
from bigtent.people.takeout.as_json import to_json
from bigtent.people.takeout.gathering import gather

MOST_IN_AN_HOUR = 10
FORMATS = {"json": to_json, "pdf": to_pdf}


def take_data_out(*, person: Person, form: str, by, reason: str = "") -> bytes:
    """Everything held of a person as a file: "json" for programs, "pdf" for people.

    She takes it herself, or staff do because she asked by letter and say so; what lies encrypted only she takes.
    """
    if form not in FORMATS:
        raise LeavingError(
            _("“%(form)s” is no form. There are: %(known)s.") % {"form": form, "known": ", ".join(FORMATS)}
        )
    if person.merged_into_id:
        raise LeavingError(_("This record was merged into %s. Take out what is held there.") % person.merged_into)
    for_herself = by.person_id == person.pk
    if not for_herself and not reason.strip():
        raise LeavingError(_("Say why, such as “Asked by letter of May 3.”"), field="reason")
    _refuse_too_often(person)
    made = FORMATS[form](gather(person, for_herself=for_herself))
    record(by=by, verb="take_data_out", about=person, reason=reason[:200], changes={"form": ["", form]})
    return made


def _refuse_too_often(person: Person) -> None:
    lately = AuditEntry.objects.filter(object_type="people.person", object_id=str(person.pk), verb="take_data_out")
    if lately.filter(at__gt=now() - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        raise TakenTooOften(
            _("This was taken out %(most)s times within an hour. Wait an hour, then try again; nothing is lost.")
            % {"most": MOST_IN_AN_HOUR}
        )
