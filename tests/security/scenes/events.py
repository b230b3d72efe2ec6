"""A published event with two times, a draft, a canceled event, one of a group, a series."""

from datetime import timedelta

from bigtent.gatherings.services.planning import Time
from bigtent.gatherings.services.publishing import cancel_event
from bigtent.gatherings.services.repeating import Repeat, plan_series
from tests.gatherings.planning import EVENING, drafted, published


def scene(manager, administrator):
    times = [Time(EVENING), Time(EVENING + timedelta(days=1))]
    event, draft = published(manager, times=times), drafted(manager, "Draft")
    inside = published(manager, "Inside", seen_by="inside", inside="group:999999")
    canceled = cancel_event(event=published(manager, "Canceled"), because="Ill.", by=manager)
    plan = {"title": "Office hour", "kind": "meet_up", "zone": "America/Denver", "times": [Time(EVENING)]}
    series = plan_series(repeat=Repeat(times=2), by=manager, **plan)
    return {
        **{f"gatherings:{name}": [event.key] for name in ("event", "change", "preview", "cancel", "recording")},
        **{f"gatherings:{name}@draft": [draft.key] for name in ("event", "change")},
        **{f"gatherings:{name}@of a circle": [inside.key] for name in ("event", "change")},
        **{f"gatherings:{name}": [draft.key] for name in ("publish", "discard")},
        "gatherings:take_back": [event.key],
        "gatherings:hold_after_all": [canceled.key],
        "gatherings:cancel_slot": [event.key, event.slots.first().pk],
        **{f"gatherings:{name}": [series.key] for name in ("series", "publish_series")},
    }
