"""What names somebody where no row points to her: the search of an audience, in the words of an address; a letter to an
address of somebody who had no record."""

from django.http import QueryDict

from bigtent.ledger.traces import Traces
from bigtent.outreach.models import Audience, ServiceLetter


def find_audiences(traces: Traces):
    """The act takes out of kept searches what names her."""
    hers = [row for row in Audience.objects.exclude(criteria="") if traces.show_in(_asked(row))]

    def take_out() -> int:
        for row in hers:
            Audience.objects.filter(pk=row.pk).update(criteria=_without_her(row, traces))
        return len(hers)

    return take_out


def find_letters(traces: Traces):
    """The act takes away letters to her addresses that belong to no record."""
    loose = traces.among(ServiceLetter.objects.filter(person__isnull=True), "address")
    hers = [pk for pk, address in loose.values_list("pk", "address") if traces.show_in(address)]

    def take_away() -> int:
        return ServiceLetter.objects.filter(pk__in=hers).delete()[0]

    return take_away


def _asked(row: Audience) -> dict[str, list[str]]:
    return dict(QueryDict(row.criteria).lists())


def _without_her(row: Audience, traces: Traces) -> str:
    """Something is asked all the same: a search that asks nothing would find everybody."""
    kept = QueryDict(mutable=True)
    for name, values in _asked(row).items():
        kept.setlist(name, traces.without(values))
    return kept.urlencode()[: Audience._meta.get_field("criteria").max_length]
