"""Profession, specialty and place."""

from collections.abc import Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.people.batches import in_batches
from bigtent.people.changing.kind import SAID_HERSELF, SAME_ALREADY, Kind, grouped
from bigtent.people.changing.told import told_herself
from bigtent.people.errors import BulkEditError
from bigtent.people.models import Merge, Person, Place, Profession, Source, Specialty
from bigtent.people.states import STATES


class FactChange(Kind):
    """A column of the person, with the column of its source where it has one. A state is [id, source]."""

    model: type
    column: str
    source: str = ""

    def clean(self, value):
        row = self.model.objects.filter(code=value or "").first()
        if row is None:
            raise BulkEditError(_now("“%s” is not in our list. Choose one of it.") % value, field=self.name)
        return row.pk

    def said(self, value):
        return self.words([[value, ""]])[0]

    def held(self, people, value):
        columns = [self.column, *([self.source] if self.source else [])]
        rows = Person.objects.filter(pk__in=people).values_list("pk", *columns)
        return {pk: [fact, *source] for pk, fact, *source in rows}

    def becomes(self, people, held, value):
        told = self.told(people, held)
        after = [value, str(Source.STAFF)] if self.source else [value]
        found = {}
        for pk in people:
            if self.is_so(held[pk], value):
                found[pk] = (None, SAME_ALREADY)
            else:
                found[pk] = (None, SAID_HERSELF) if pk in told else (after, "")
        return found

    def told(self, people: list[int], held: Mapping[int, list]) -> set[int]:
        return {pk for pk in people if held[pk][1] == Source.SELF}

    def is_so(self, state: list, value) -> bool:
        return state[0] == value

    def write(self, lines, edit):
        self._set({pk: after for pk, (_before, after) in lines.items()})

    def put_back(self, lines, edit):
        """What stood there before; where a merge had put it and was undone since, what stood there before the merge."""
        states = {pk: before for pk, (before, _after) in lines.items()}
        self._set(states | self._without_undone(states, edit))

    def words(self, states):
        names = {row.pk: str(row) for row in self.model.objects.filter(pk__in={state[0] for state in states if state})}
        return [names.get(state[0], "") if state else "" for state in states]

    def _without_undone(self, states, edit):
        found = {}
        for batch in in_batches(states):
            merges = Merge.objects.filter(kept__in=batch, at__lte=edit.applied_at, undone_at__gte=edit.applied_at)
            for merge in merges.order_by("-pk"):
                filled, state = merge.filled.get(self.column), found.get(merge.kept_id, states[merge.kept_id])
                if filled and state[0] == filled[1]:
                    source = merge.filled.get(self.source, [state[-1]])[:1] if self.source else []
                    found[merge.kept_id] = [filled[0], *source]
        return found

    def _set(self, states):
        for state, people in grouped(states):
            columns = [self.column, *([self.source] if self.source else [])]
            Person.objects.filter(pk__in=people).update(**dict(zip(columns, state, strict=True)))


class ProfessionChange(FactChange):
    name, label = "profession", _("Set the profession")
    model, column = Profession, "profession_id"

    def told(self, people, held):
        return told_herself(people, "edit_person", "profession")


class SpecialtyChange(FactChange):
    name, label = "specialty", _("Set the specialty")
    model, column, source = Specialty, "specialty_id", "specialty_source"


class PlaceChange(FactChange):
    """The state alone; whoever has a place in that state keeps the closer one."""

    name, label = "state", _("Set the state")
    model, column, source = Place, "place_id", "place_source"

    def clean(self, value):
        if value not in STATES:
            raise BulkEditError(_now("“%s” is no state. Two letters, such as CO.") % value, field=self.name)
        place, _made = Place.objects.get_or_create(
            zip="", city="", state=value, defaults={"division": STATES[value][1]}
        )
        return place.pk

    def becomes(self, people, held, value):
        state = Place.objects.get(pk=value).state
        places = {held[pk][0] for pk in people}
        self._within = set(Place.objects.filter(state=state, pk__in=places).values_list("pk", flat=True))
        return super().becomes(people, held, value)

    def is_so(self, state, value):
        return state[0] in self._within
