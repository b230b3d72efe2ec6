"""What an audience asks for may be somebody's name: in the words of an address, which no search for a name finds."""

from django.http import QueryDict

from bigtent.ledger.traces import Traces
from bigtent.outreach.models import Audience


def find_audiences(traces: Traces):
    """The act takes out of kept searches what names her."""
    hers = [row for row in Audience.objects.exclude(criteria="") if traces.show_in(_asked(row))]

    def take_out() -> int:
        for row in hers:
            Audience.objects.filter(pk=row.pk).update(criteria=_without_her(row, traces))
        return len(hers)

    return take_out


def _asked(row: Audience) -> dict[str, list[str]]:
    return dict(QueryDict(row.criteria).lists())


def _without_her(row: Audience, traces: Traces) -> str:
    """Something is asked all the same: a search that asks nothing would find everybody."""
    kept = QueryDict(mutable=True)
    for name, values in _asked(row).items():
        kept.setlist(name, traces.without(values))
    return kept.urlencode()[: Audience._meta.get_field("criteria").max_length]
