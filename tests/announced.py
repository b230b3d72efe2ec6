"""Announcements as somebody copies them: updates of a real page, each with the day on which it is pasted."""

from datetime import date
from pathlib import Path
from typing import NamedTuple


class Update(NamedTuple):
    posted_on: date
    text: str


def updates() -> dict[str, Update]:
    found = {}
    for piece in Path(__file__).with_name("announced.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, _end, text = piece.partition("\n")
        name, day = head.split()
        found[name] = Update(date.fromisoformat(day), text.strip())
    return found


UPDATES = updates()
