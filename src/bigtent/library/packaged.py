"""The texts that come with the program: pages with a head of facts, and the paths of the stages.

A page begins with its facts between two lines of +++ (TOML): title, summary, audience, topics, checked_on, sources.
Links to other pages of this site begin with a slash, such as /library/pages/debt/.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CONTENT = Path(__file__).resolve().parent / "content"
FENCE = "+++\n"
LICENSE = "Apache-2.0"


@dataclass(frozen=True)
class PackagedPage:
    name: str
    title: str
    summary: str
    audience: str
    topics: tuple[str, ...]
    checked_on: date
    sources: list[dict]
    text: str
    digest: str
    license: str = LICENSE


@dataclass(frozen=True)
class PackagedPath:
    stage: str
    title: str
    summary: str
    steps: list[dict]
    digest: str


def packaged_pages() -> Iterator[PackagedPage]:
    for path in sorted(CONTENT.glob("*.md")):
        yield read_page(path.stem, path.read_text(encoding="utf-8"))


def read_page(name: str, written: str) -> PackagedPage:
    _before, head, text = written.split(FENCE, 2)
    facts = tomllib.loads(head)
    return PackagedPage(
        name=name, title=facts["title"], summary=facts["summary"], audience=facts["audience"],
        topics=tuple(facts["topics"]), checked_on=facts["checked_on"], sources=facts["sources"], text=text.strip(),
        digest=_digest(written),
    )  # fmt: skip


def packaged_paths() -> Iterator[PackagedPath]:
    written = (CONTENT / "paths.toml").read_text(encoding="utf-8")
    for stage, told in tomllib.loads(written).items():
        yield PackagedPath(stage, told["title"], told["summary"], told["steps"], _digest(repr(told)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
