"""What is held of a person as JSON, in the shape that docs/takeout.md describes."""

import json
from typing import Any

from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.people.models import Network
from bigtent.people.takeout.gathering import Act, Table, Takeout

FORMAT, VERSION = "bigtent takeout", 1


def to_json(takeout: Takeout) -> bytes:
    held = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now().isoformat(),
        "organization": Network.current().name,
        "person": {"key": takeout.person.key, "name": takeout.person.name},
        "tables": [_table(table) for table in takeout.tables],
        "consents": [
            {
                "purpose": consent.purpose,
                "about": about,
                "given": consent.given,
                "at": consent.at.isoformat(),
                "ended_at": consent.ended_at.isoformat() if consent.ended_at else None,
                "words": shown,
                "basis": consent.basis,
            }
            for consent, about, shown in takeout.consents
        ],
        "acts": [_act(act) for act in takeout.acts],
    }
    return json.dumps(held, ensure_ascii=False, indent=1, default=str).encode()


def _table(table: Table) -> dict[str, Any]:
    return {
        "table": table.name,
        "title": table.title or _("Without a title"),
        "rows": [{cell.name: {"label": cell.label, "value": cell.value} for cell in row} for row in table.rows],
        "in_words": [{"label": label, "value": value, "source": source} for label, value, source in table.lines],
        "kept_after_erasure_because": table.kept_because or None,
    }


def _act(act: Act) -> dict[str, Any]:
    return {
        "at": act.at.isoformat(), "who": act.who, "what": act.what, "fields": act.fields, "reason": act.reason,
    }  # fmt: skip
