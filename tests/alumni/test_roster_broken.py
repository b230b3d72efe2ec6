"""Whatever a file holds: a refusal in words, or every line accounted for. Never a crash, never a lost line."""

import csv
import io

import pytest

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import RosterFile
from bigtent.people.models import Person
from tests.alumni.broken import BROKEN, REFUSED
from tests.alumni.rosters import bring

pytestmark = pytest.mark.django_db


def test_there_are_140_of_them():
    assert len(BROKEN) >= 140


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in REFUSED])
def test_every_line_is_taken_or_named(name):
    file = bring(BROKEN[name](), name="list.csv")
    counts, named = file.counts, file.problems.refusing().values("line").distinct().count()
    taken = file.records.applied().count()
    assert counts["refused"] == named
    assert taken + named + counts["blank"] + counts["known"] + counts["repeated"] == counts["rows"]
    assert all(p.problem and p.remedy for p in file.problems.all())
    assert Person.objects.count() == counts["new"] > 0


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_list_is_refused_with_words(name):
    try:
        file = bring(BROKEN[name](), name="list.xlsx")
    except RosterError as refusal:
        assert len(str(refusal)) > 30
        assert not RosterFile.objects.filter(state="applied").exists()
    else:
        assert file.counts["refused"] == file.counts["rows"] > 0
    assert not Person.objects.exists()


PLAIN = [n for n in BROKEN if n.split()[0] in ("class", "award", "date", "amount", "name", "first")]


@pytest.mark.parametrize("name", PLAIN)
def test_one_bad_cell_costs_one_line_at_most(name):
    """Lines of the file and lines of the report are counted apart from each other."""
    data = BROKEN[name]()
    lines = len(list(csv.reader(io.StringIO(data.decode().replace("\0", "")))))
    file = bring(data)
    assert file.counts["rows"] == lines - 1
    assert file.counts["new"] >= lines - 2
