"""A program manager keeps the records: merges two of one person and takes it back; changes many people at once."""

import re

from tests.browsing import faults_in
from tests.walks.doors import open_account


def test_two_records_become_one_and_two_again(demonstration, window):
    page = window(demonstration, "administrator")
    for given in ("Ottilie", "Ottilia"):
        open_account(page, given, "Regenbogen", f"{given.lower()}@letters.example", "Member")
    compare(page)
    assert faults_in(page) == []
    merge(page)
    write_letters_after_the_name(page)
    undo(page)
    page.get_by_role("heading", name="Ottilie Regenbogen, MD").wait_for()
    page.goto("/people/?q=Regenbogen")
    page.get_by_role("heading", name="2 people").wait_for()


def compare(page):
    """From the page of one person to both records, side by side."""
    page.goto("/people/?q=Regenbogen")
    page.get_by_role("link", name="Ottilie Regenbogen").click()
    page.get_by_role("link", name="This is the same person as").click()
    page.get_by_role("link", name="Compare Ottilia Regenbogen").click()
    page.get_by_role("columnheader", name="The record that stays").wait_for()


def merge(page):
    """Her name as the other record has it, her sign-in as this one has it."""
    page.get_by_role("radio", name="Ottilia Regenbogen").check()
    page.get_by_role("radio", name="ottilie@letters.example").check()
    page.get_by_label("Why are these one person?").fill("She wrote to us")
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_role("heading", name="Ottilia Regenbogen").wait_for()


def write_letters_after_the_name(page):
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Letters after the name").fill("MD")
    page.get_by_label("Why").fill("On her letter")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Ottilia Regenbogen, MD").wait_for()


def undo(page):
    """What goes back is said before it goes back."""
    page.get_by_role("link", name="Undo this merge").click()
    page.get_by_role("heading", name="Separate Ottilia Regenbogen again?").wait_for()
    assert "ottilia@letters.example can sign in again" in page.get_by_role("main").inner_text()
    assert faults_in(page) == []
    page.get_by_role("button", name="Undo this merge").click()
    page.get_by_text("The two records are separate again.").wait_for()


def test_many_are_changed_and_changed_back(demonstration, window):
    page = window(demonstration, "program manager")
    before = offering(page)
    page.goto("/people/?q=b")
    page.get_by_role("link", name=re.compile("^Change th")).click()
    page.get_by_role("link", name="Add an offer").click()
    page.get_by_label("Offer", exact=True).select_option(label="Let a student come along for a day")
    page.get_by_label("Why").fill("From the paper forms of the reunion")
    page.get_by_role("button", name="Look at what would change").click()
    page.get_by_text("Nothing has changed yet").wait_for()
    assert faults_in(page) == []
    change = page.url
    page.get_by_role("button", name="Carry it out").click()
    page.get_by_text("Carried out on").wait_for()
    assert offering(page) != before
    page.goto(change)
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back on").wait_for()
    assert offering(page) == before


def offering(page) -> str:
    """How many offer it, in words."""
    page.goto("/people/?q=b&offers=shadow")
    return page.get_by_role("heading", level=2).first.inner_text()
