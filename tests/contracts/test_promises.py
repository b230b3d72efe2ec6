"""docs/promises.md: each promise of the founding texts with the page and the test that show it, or "not yet"."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

ROOT = Path(__file__).resolve().parents[2]
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/promises.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("| promise", "| ---"))
]


def page_names(resolver=None, prefix=""):
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from page_names(pattern, inner)
        elif pattern.name:
            yield prefix + pattern.name


def test_there_are_promises():
    assert len(LINES) >= 40


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0][:50])
def test_every_named_page_and_test_exists(line):
    _promise, page, test = line
    if page == "not yet":
        assert test == "not yet"
        return
    names = set(page_names())
    assert [name for name in re.findall(r"`([^`]+)`", page) if name not in names] == []
    for where in re.findall(r"`([^`]+)`", test):
        path, _, name = where.partition("::")
        assert (ROOT / path).exists(), where
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), where
    assert re.findall(r"`([^`]+)`", page) and re.findall(r"`([^`]+)`", test)
