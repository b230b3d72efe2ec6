"""End the ways to reach people that came from one source. A state is a list of [number, value]."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.people.batches import in_batches
from bigtent.people.changing.kind import NOTHING_THERE, Kind, day_of
from bigtent.people.errors import BulkEditError
from bigtent.people.models import ContactPoint, Source


class ContactPointsEnd(Kind):
    """The value is {"source", "kind"}; what people gave themselves is never ended so."""

    name, label = "end_contact_points", _("End addresses and numbers of one source")

    def clean(self, value):
        source, kind = value.get("source"), value.get("kind") or ""
        if source not in Source.values or source == Source.SELF:
            raise BulkEditError(_now("“%s” is no source that can be ended for many.") % source, field="source")
        if kind and kind not in ContactPoint.Kind.values:
            raise BulkEditError(_now("“%s” is no way to reach somebody.") % kind, field="kind")
        return {"source": str(source), "kind": str(kind)}

    def said(self, value):
        kind = ContactPoint.Kind(value["kind"]).label if value["kind"] else _now("E-mail, telephone and address")
        return f"{kind}, {Source(value['source']).label}"

    def held(self, people, value):
        points = ContactPoint.objects.in_use().filter(person__in=people, source=value["source"])
        points = points.filter(kind=value["kind"]) if value["kind"] else points
        found: dict[int, list] = {}
        for pk, person_id, written in points.order_by("pk").values_list("pk", "person", "value"):
            found.setdefault(person_id, []).append([pk, written])
        return found

    def becomes(self, people, held, value):
        return {pk: (None, "") if pk in held else (None, NOTHING_THERE) for pk in people}

    def write(self, lines, edit):
        self._set(lines, day_of(edit))

    def put_back(self, lines, edit):
        self._set(lines, None)

    def words(self, states):
        return [", ".join(value for _pk, value in state or []) or str(_now("ended")) for state in states]

    def _set(self, lines, ended_on):
        points = [pk for before, _after in lines.values() for pk, _value in before]
        for batch in in_batches(points):
            ContactPoint.objects.filter(pk__in=batch, ended_on__isnull=ended_on is not None).update(ended_on=ended_on)
