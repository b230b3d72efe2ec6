"""A yes or no to a purpose that many gave on one basis, such as a paper form. A state is [yes or no, when]."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.changing.kind import SAME_ALREADY, Kind
from bigtent.people.consent_words import current_version
from bigtent.people.errors import BulkEditError
from bigtent.people.merging.forgetting import forget_ended
from bigtent.people.models import BulkEdit, Consent, Purpose

OWN_NO = _("she said no herself, and that stands")


class ConsentChange(Kind):
    """The value is {"purpose", "given", "basis"}. A yes never overrides a no that the person said herself."""

    name, label = "consent", _("Record an answer about consent")

    def clean(self, value):
        purpose, basis = value.get("purpose"), str(value.get("basis") or "").strip()
        if purpose not in Purpose.asked():
            raise BulkEditError(_now("“%s” is not a purpose that people are asked about.") % purpose, field="purpose")
        if not basis:
            raise BulkEditError(
                _now("Say on what basis, such as “paper form of May 2024”. Only the person answers without one."),
                field="basis",
            )
        return {"purpose": str(purpose), "given": bool(value.get("given")), "basis": basis[:200]}

    def said(self, value):
        answer = _now("yes") if value["given"] else _now("no")
        return f"{Purpose(value['purpose']).label}: {answer} ({value['basis']})"

    def held(self, people, value):
        rows = self._in_force(people, value).values_list("person", "given", "at")
        return {person_id: [given, at.isoformat()] for person_id, given, at in rows}

    def becomes(self, people, held, value):
        rows = self._in_force(people, value).filter(given=False).values_list("person", "by__person")
        own_no = {person_id for person_id, by in rows if by == person_id}
        return {pk: self._becomes(held.get(pk), pk in own_no, value["given"]) for pk in people}

    def _becomes(self, state, is_own_no: bool, given: bool):
        if state and state[0] == given:
            return None, SAME_ALREADY
        return (None, OWN_NO) if is_own_no else ([given, None], "")

    def written(self, after, edit):
        return [after[0], edit.applied_at.isoformat()]

    def write(self, lines, edit):
        self._end(lines, edit)
        value, version = edit.value, current_version(edit.value["purpose"])
        insert(
            [
                Consent(
                    person_id=pk, purpose=value["purpose"], given=value["given"], by=edit.by, basis=value["basis"],
                    at=edit.applied_at, words_version=version,
                )
                for pk in lines
            ]
        )  # fmt: skip

    def put_back(self, lines, edit):
        """The answer given for her ends; the one before is in force again."""
        self._end(lines, edit)
        for batch in in_batches(lines):
            before = {pk: parse_datetime(lines[pk][0][1]) for pk in batch if lines[pk][0]}
            rows = Consent.objects.filter(person__in=before, purpose=edit.value["purpose"], datum="")
            rows = rows.exclude(at=edit.applied_at, basis=edit.value["basis"])
            earlier = {person_id: pk for pk, person_id, at in rows.order_by("pk").values_list("pk", "person", "at")
                       if at == before[person_id]}  # fmt: skip
            Consent.objects.filter(pk__in=earlier.values()).update(ended_at=None)
            _forget(batch, edit)

    def words(self, states):
        return [_answer(state) for state in states]

    def _in_force(self, people, value):
        return Consent.objects.in_force().filter(person__in=people, purpose=value["purpose"], datum="")

    def _end(self, people, edit):
        for batch in in_batches(people):
            self._in_force(batch, edit.value).update(ended_at=now())


def _answer(state) -> str:
    return _now("not answered") if not state else _now("yes") if state[0] else _now("no")


def _forget(people: list[int], edit: BulkEdit) -> None:
    """An answer that was taken back here stays so when a merge is undone that had ended it."""
    forget_ended(
        Consent.objects.filter(
            person__in=people, purpose=edit.value["purpose"], at=edit.applied_at, basis=edit.value["basis"]
        )
    )
