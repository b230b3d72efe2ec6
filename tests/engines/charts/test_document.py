"""A document: every word arrives, none is obeyed, and a screen reader can follow it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigtent.engines.charts import DocumentError, Section, document
from tests.engines.charts.reading import information, words_of

DAY = date(2026, 11, 22)
HOSTILE = [
    '#panic("no")',
    '#read("/etc/passwd")',
    "*bold* _slanted_ $x^2$ `raw` [a] <label> @cite",
    '] } ) #import "@preview/x:1.0.0": *',
    "// no comment /* none */",
    "= No heading\n- no list\n+ none",
    "\\u{41} \\ ~ -- ... 'quoted' \"quoted\"",
    "{{ template }} {% tag %} <b>&amp;</b>",
]


def made(*facts, title="My data", **more):
    return document(title=title, sections=[Section("Facts", entries=[("", facts)])], made_on=DAY, **more)


def plain(text):
    """Without what a line break or a quotation mark of the typesetter changes."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "#$*@=<>{}[]")


def test_it_works():
    pdf = made(("Name", "Ada Whitfield"), opening=["Everything we hold."], author="Lantern Fellows")
    assert pdf.startswith(b"%PDF-")
    words = words_of(pdf)
    assert "My data" in words and "Everything we hold." in words and "Ada Whitfield" in words
    assert words.index("Name") < words.index("Ada Whitfield")


def test_a_screen_reader_finds_title_language_and_structure():
    pdf = made(("Name", "Ada"), language="es")
    assert information(pdf) == {"title": "My data", "made_on": "20261122"}
    assert b"/Lang(es)" in pdf and b"/DisplayDocTitle true" in pdf
    assert b"pdfuaid:part" in pdf and b"/Marked true" in pdf
    assert b"/S/H1" in pdf and b"/S/Lbl" in pdf and b"/S/LBody" in pdf


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_a_person_wrote_is_obeyed(value):
    pdf = document(
        title=f"T {value}", opening=[value], author=value, made_on=DAY,
        sections=[Section(f"S {value}", [value], [(f"E {value}", [(value, value)])])],
    )  # fmt: skip
    assert plain(words_of(pdf)).count(plain(value)) >= 6


@pytest.mark.parametrize("value", ["Ελένη Борис", "שרה", "Ñuñez Ó Dálaigh Ḥasan ʻOkina", "👩🏽‍⚕️ Dr. X"])
def test_letters_of_many_scripts_are_set(value):
    words = words_of(made(("Name", value)))
    assert all(sign in words for sign in value if sign.isalpha())


def test_letters_without_a_typeface_are_written_as_numbers():
    words = words_of(made(("Name", "\U00012000 \U00013000 Ada")))
    assert "[U+12000]" in words and "[U+13000]" in words and "Ada" in words


def test_signs_that_turn_the_reading_or_show_nothing_are_left_out():
    words = words_of(made(("Name", "Ada\u202e\0\x07\ue000 Okafor\ud800")))
    assert "Ada Okafor" in words


def test_ten_thousand_letters_without_a_blank_fit_the_page():
    words = words_of(made(("About", "x" * 10_000)))
    assert words.count("x") == 10_000


def test_ten_thousand_words_arrive():
    words = words_of(made(("About", "heron " * 10_000)))
    assert words.count("heron") == 10_000


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_document_needs_a_title(title):
    with pytest.raises(DocumentError, match="needs one"):
        made(title=title)


@pytest.mark.parametrize("language", ["", "English", "EN", "e", "en-US"])
def test_a_language_is_a_code(language):
    with pytest.raises(DocumentError, match="small letters"):
        made(language=language)


def test_empty_parts_do_no_harm():
    assert document(title="T", sections=[], made_on=DAY)
    pdf = document(title="\u202e", sections=[Section(""), Section("A", [""], [("\0", [("", "")])])], made_on=DAY)
    assert "A" in words_of(pdf)


def test_the_same_words_give_the_same_bytes():
    assert made(("Name", "Ada")) == made(("Name", "Ada"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_can_be_set(value, label):
    assert made((label, value), title="T" + label).startswith(b"%PDF-")
