"""What people offer. A state is the kind, or None where it is not offered."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.changing.kind import NOTHING_THERE, SAID_HERSELF, SAME_ALREADY, Kind, day_of
from bigtent.people.changing.told import told_herself
from bigtent.people.errors import BulkEditError
from bigtent.people.models import BulkEdit, Offer


class OfferChange(Kind):
    """Somebody who ended an offer herself is not made to offer it again."""

    name, label = "add_offer", _("Add an offer")

    def clean(self, value):
        if value not in Offer.Kind.values:
            raise BulkEditError(_now("“%s” is nothing one can offer.") % value, field=self.name)
        return value

    def said(self, value):
        return str(Offer.Kind(value).label)

    def held(self, people, value):
        return dict(Offer.objects.in_force().filter(person__in=people, kind=value).values_list("person", "kind"))

    def becomes(self, people, held, value):
        told = told_herself(people, "set_offers", value)
        return {
            pk: (None, SAME_ALREADY) if pk in held else (None, SAID_HERSELF) if pk in told else (value, "")
            for pk in people
        }

    def write(self, lines, edit):
        _add(edit.value, lines, edit)

    def put_back(self, lines, edit):
        for batch in in_batches(lines):
            made = Offer.objects.in_force().filter(person__in=batch, kind=edit.value, made_on=day_of(edit))
            made.delete()

    def words(self, states):
        return [str(_now("offered")) if state else str(_now("not offered")) for state in states]


class OfferEnd(OfferChange):
    """Somebody who said herself that she offers it keeps it."""

    name, label = "end_offer", _("End an offer")

    def becomes(self, people, held, value):
        told = told_herself(people, "set_offers", value)
        return {
            pk: (None, NOTHING_THERE) if pk not in held else (None, SAID_HERSELF) if pk in told else (None, "")
            for pk in people
        }

    def write(self, lines, edit):
        for batch in in_batches(lines):
            Offer.objects.in_force().filter(person__in=batch, kind=edit.value).update(ended_on=day_of(edit))

    def put_back(self, lines, edit):
        for batch in in_batches(lines):
            ended = Offer.objects.filter(person__in=batch, kind=edit.value, ended_on=day_of(edit))
            latest = {person_id: pk for pk, person_id in ended.order_by("pk").values_list("pk", "person")}
            Offer.objects.filter(pk__in=latest.values()).update(ended_on=None)


def _add(kind: str, people, edit: BulkEdit) -> None:
    insert([Offer(person_id=pk, kind=kind, made_on=day_of(edit)) for pk in people])
