"""Known weaknesses of dependencies: told, accepted with a reason for a while, never passed over in silence."""

import re
from datetime import date

from tests import audit

TODAY = date(2026, 11, 22)
WEAK = [
    {"name": "leaky", "version": "1.0", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}]}
]


def accepted(**values):
    return [{"id": "PYSEC-1", "package": "leaky", "why": "Never called.", "until": date(2026, 12, 1)} | values]


def test_every_part_is_pinned_by_its_content():
    """The locks are the list of parts; one without its hash would be whatever the index gives."""
    for lock in ("bootstrap.txt", "run.txt", "dev.txt"):
        text = (audit.ROOT / "requirements" / lock).read_text(encoding="utf-8")
        parts = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
        assert parts
        assert [part.split("==")[0] for part in parts if "==" not in part or "--hash=sha256:" not in part] == []


def test_a_weakness_is_told_with_its_repair():
    assert audit.judge(WEAK, [], TODAY) == ["leaky 1.0: PYSEC-1; repaired in: 1.1"]


def test_what_was_accepted_passes_by_any_of_its_names():
    assert audit.judge(WEAK, accepted(), TODAY) == []
    assert audit.judge(WEAK, accepted(id="CVE-1"), TODAY) == []


def test_but_not_after_its_day():
    lines = audit.judge(WEAK, accepted(until=date(2026, 11, 1)), TODAY)
    assert lines[0].startswith("PYSEC-1 was accepted until 2026-11-01 only")
    assert len(lines) == 2


def test_out_of_reach_is_said_and_passes_unless_required(monkeypatch, capsys):
    monkeypatch.setattr(audit, "look_up", lambda: None)
    monkeypatch.delenv("BIGTENT_AUDIT", raising=False)
    assert audit.main() == 0
    assert "NOT AUDITED" in capsys.readouterr().out
    monkeypatch.setenv("BIGTENT_AUDIT", "require")
    assert audit.main() == 1


def test_a_service_that_hangs_is_out_of_reach(monkeypatch):
    monkeypatch.setattr(audit, "SECONDS", 0.01)
    assert audit.look_up() is None


def test_a_weakness_fails_the_check(monkeypatch, capsys):
    monkeypatch.setattr(audit, "look_up", lambda: WEAK)
    assert audit.main() == 1
    assert "leaky 1.0" in capsys.readouterr().out
