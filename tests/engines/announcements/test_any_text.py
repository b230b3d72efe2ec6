"""The engine over any text: it never fails, tells the truth about where it read, and is quick."""

import re
import time
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bigtent.engines.announcements import LONGEST, Part, read
from tests.announced import UPDATES

TODAY = date(2026, 11, 22)
PIECES = [
    "Join our webinar, ", "Speakers: ", "Ana López, MD", "\n", "•", " - ", "March 4", "12/31", "99/99", "6pm ET",
    "25:61",
    "through ", "by ", "$60,000", "“",
    '"', "(", "https://", "a@b.org", "#x", "\x00", "\u202e", "مرحبا", "🎉", "👨\u200d🎓",
    "Who is eligible? ", "; ",
    "recommend ", "Congratulations to ", "Dr. ", "reposted this", "0000-00-00",
    "Feb 29",
    "US citizen or ", "degree in ", "end of ", "the ", "of ", "A ", "January 9999 - ", "next Tuesday", "\ud83d", "É",
]  # fmt: skip
written = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.tuples(st.sampled_from([one.text for one in UPDATES.values()]), st.integers(0, 900), st.integers(0, 900)).map(
        lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
    ),
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))


def parts(found):
    for value in vars(found).values():
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Part))


@given(written, days)
@settings(max_examples=150, deadline=None)
def test_any_text_on_any_day_is_read_and_says_where(text, today):
    found = read(text, today=today, zone="America/Denver")
    assert found == read(text, today=today, zone="America/Denver")
    for part in parts(found):
        assert 0 <= part.start <= part.end <= min(len(text), LONGEST)
        assert part.sure in {"found", "inferred", "missing"}
        assert (part.value is None) == (part.sure == "missing")


@given(written)
@settings(max_examples=100, deadline=None)
def test_what_is_found_stands_in_the_text(text):
    found = read(text, today=TODAY, zone="UTC")
    for part in (found.title, found.place, found.host, found.reposted_by, *found.authors, *found.recommendations):
        if part.sure == "found":
            assert re.sub(r"\s+", " ", part.value) in re.sub(r"\s+", " ", text)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2000, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_a_day_without_a_year_is_the_next_such_day(today, named):
    found = read(f"Meeting on {named:%B %d} at 6pm", today=today, zone="UTC").occasions[0].value.day
    coming = (today + timedelta(days=ahead) for ahead in range(366 * 9))
    assert found == next(day for day in coming if (day.month, day.day) == (named.month, named.day))


def test_a_text_of_a_million_letters_is_read_at_once():
    begun = time.process_time()
    for piece in ("A ", "\n", "Speakers: Ana Cruz, ", "“Aa ", "The Aa of ", "Dr. ", "\x00", "12/1 6pm, "):
        read(piece * (1_000_000 // len(piece)), today=TODAY, zone="UTC")
    assert time.process_time() - begun < 8


def test_an_empty_text_says_nothing():
    found = read("", today=TODAY, zone="UTC")
    assert (found.what, found.kind.value, bool(found.title), found.links) == ("post", "post", False, ())
