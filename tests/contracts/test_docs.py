"""What is not documented fails."""

import re
from pathlib import Path

import pytest

from bigtent.engines import announcements, charts, eligibility, linkage, matching
from bigtent.project import cli

ROOT = Path(__file__).resolve().parents[2]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", [*cli.PLATFORM, "manage", "match", "link"])
def test_every_command_is_documented(verb):
    assert f"`bigtent {verb}" in text("docs/commands.md")


def test_every_target_of_make_is_documented_and_there_are_ten_at_most():
    targets = re.search(r"^\.PHONY: (.+)$", text("Makefile"), re.M)[1].split()
    assert len(targets) <= 10
    assert [t for t in targets if f"`make {t}`" not in text("docs/commands.md")] == []


def test_every_setting_is_documented_and_no_other():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text("src/bigtent/project/settings.py")))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", text("docs/settings.md"), re.M))
    assert read == documented


@pytest.mark.parametrize(
    "engine", [announcements, charts, eligibility, linkage, matching], ids=lambda one: one.__name__.rsplit(".")[-1]
)
def test_public_names_of_engines_are_sorted_and_documented(engine):
    names = list(engine.__all__)
    guide = text(f"docs/engines/{engine.__name__.rsplit('.')[-1]}.md")
    assert names == sorted(names)
    assert [name for name in names if f"`{name}" not in guide] == []


def test_decisions_are_numbered_once():
    numbers = [path.name[:4] for path in sorted((ROOT / "docs/adr").glob("*.md"))]
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)]


def test_the_map_names_every_room():
    rooms = [path.name for path in (ROOT / "src/bigtent").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in text("docs/map.md")] == []


def test_links_between_documents_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, target) for page in pages for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))]
    broken = [f"{page.name}: {to}" for page, to in links if "://" not in to and not (page.parent / to).exists()]
    assert broken == []
