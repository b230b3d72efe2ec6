"""A program manager: from the list of one office to letters about pairs, each step by the page that staff use."""

import re
from datetime import date

import pytest

from tests.walks.doors import open_account, press, set_up, set_up_app, sign_in_by_code, wait_for_work
from tests.walks.lists import people, write_list, write_register

MANAGER = "nadia.osei@harbor.example"
STUDENTS = ("ruth.abara@harbor.example", "leo.santos@harbor.example")
MENTORS = ("wanda.bell@harbor.example", "omar.haddad@harbor.example")


@pytest.fixture
def harbor(empty_site, window):
    """A network just set up: an administrator, a program manager, two students, two mentors, nobody else."""
    page = window(empty_site)
    set_up(page, organization="Harbor Scholars", given="Ines", family="Okafor", email="ines@harbor.example")
    open_account(page, "Nadia", "Osei", MANAGER, "Program manager")
    for address in (*STUDENTS, *MENTORS):
        given, family = address.partition("@")[0].title().split(".")
        open_account(page, given, family, address, "Member")
    page.close()
    return empty_site


def test_from_a_list_to_published_pairs(harbor, window, tmp_path):
    page = window(harbor)
    sign_in_by_code(page, harbor, MANAGER)
    set_up_app(page)
    alumni = people(44, seed=1)
    bring_a_list(page, write_list(tmp_path / "finance.csv", alumni))
    decide_a_duplicate(page)
    load_a_register(page, write_register(tmp_path / "providers.parquet", alumni, people(600, seed=2)))
    find_the_lost(page)
    decide_three_by_keys(page)
    adopt_the_plan(page)
    start_a_program(page)
    for number, address in enumerate((*STUDENTS, *MENTORS)):
        take_part(window(harbor), harbor, address, "Ask for a mentor" if number < 2 else "Offer to mentor")
    propose_lock_and_propose_again(page)
    read_the_proof(page)
    publish(page, harbor)
    for address in (*STUDENTS, *MENTORS):
        assert "Harbor Scholars" in harbor.letters_to(address)[-1]
    see_what_changed(page)


def bring_a_list(page, path):
    """Upload, correct what the headings mean, look at the dry run, bring it in."""
    page.goto("/finding/")
    page.get_by_role("link", name="Bring a list").click()
    page.get_by_label("Your list").set_input_files(path)
    page.get_by_label("Which list is this?").fill("Finance office")
    page.get_by_role("button", name="Read the file").click()
    correct_the_columns(page)
    wait_for_work(page)
    look_at_the_dry_run(page)
    page.get_by_role("button", name=re.compile(r"Bring in 4\d lines")).click()
    wait_for_work(page)
    assert "people came with this file" in page.get_by_role("main").inner_text()
    assert "finance.csv" in what_changed(page)


def correct_the_columns(page):
    assert page.get_by_label("Surname", exact=True).input_value() == "last_name"
    assert page.get_by_label("Scheme", exact=True).input_value() == ""
    page.get_by_label("Scheme", exact=True).select_option(label="Program")
    page.get_by_label("Where studied", exact=True).select_option(label="School")
    page.get_by_label("Finished", exact=True).select_option(label="Class year")
    page.get_by_label("Everybody on this list received support from us").check()
    page.get_by_role("button", name="Check every line").click()


def look_at_the_dry_run(page):
    """Two lines are refused, each with its line, its column and what to do."""
    refused = page.get_by_role("region", name="Refused lines").get_by_role("row").all_inner_texts()[1:]
    assert [row.split("\t")[0] for row in refused] == ["4", "6"]
    assert "Surname" in refused[0] and "No." in refused[1] and "Correct the number" in refused[1]
    assert "Nothing has changed yet" in page.get_by_role("main").inner_text()


def decide_a_duplicate(page):
    page.goto("/finding/duplicates/")
    page.get_by_role("button", name="Look for duplicates").click()
    wait_for_work(page)
    page.get_by_role("link", name="Look at them").click()
    page.get_by_role("heading", name="one person or two?").wait_for()
    press(page, "y")
    page.get_by_role("heading", name="No question waits").wait_for()


def load_a_register(page, path):
    page.goto("/finding/registries/")
    page.get_by_label("File").set_input_files(path)
    page.get_by_label("Name").fill("State register")
    page.get_by_label("As of").fill(date(2026, 10, 1).isoformat())
    page.get_by_label("Where it comes from").fill("Invented for this walk")
    page.get_by_label("What its use rests on").fill("Public record")
    page.get_by_role("button", name="Load the registry").click()
    wait_for_work(page)
    assert "629" in page.get_by_role("row", name="State register").inner_text()


def find_the_lost(page):
    page.goto("/finding/search/")
    page.get_by_role("button", name="Look for our people").click()
    wait_for_work(page)
    page.get_by_role("link", name="Open the desk").click()


def decide_three_by_keys(page):
    """Yes, no, later: each leads to the next person."""
    for decided, key in enumerate(("y", "n", "l"), start=1):
        asked = page.get_by_role("heading", level=1).inner_text()
        press(page, key)
        page.get_by_role("heading", level=1, name=re.compile("^Is this")).filter(has_not_text=asked).wait_for()
        assert f"{decided} of " in page.get_by_role("main").inner_text()


def adopt_the_plan(page):
    page.goto("/plans/")
    page.get_by_role("button", name="Adopt this plan A network of mentors").click()
    page.get_by_role("heading", level=1, name="A network of mentors").wait_for()
    assert students_with_a_mentor(page) == "0"


def start_a_program(page):
    page.goto("/mentoring/")
    page.get_by_role("button", name="Start with the standard program").click()
    page.get_by_role("heading", level=1).wait_for()


def take_part(page, site, address, how):
    """A student asks, a mentor offers; each signs in by a code from the mail."""
    sign_in_by_code(page, site, address)
    page.goto("/mentoring/")
    page.get_by_role("link", name=how).click()
    page.get_by_role("group", name="When you can meet").get_by_role("checkbox").first.check()
    page.get_by_label("I agree to be paired").check()
    page.get_by_role("button", name=re.compile("^Save my")).click()
    page.get_by_text("Kept.").wait_for()


def propose_lock_and_propose_again(page):
    page.goto("/mentoring/")
    page.get_by_role("link", name="Open a round").click()
    page.get_by_label("Name of the round").fill("Fall 2026")
    page.get_by_role("button", name="Open a round").click()
    page.get_by_role("button", name="Propose pairings").click()
    wait_for_work(page)
    page.get_by_role("button", name=re.compile("^Lock")).first.click()
    page.get_by_role("button", name=re.compile("^Unlock")).first.wait_for()
    page.get_by_role("button", name="Propose again").click()
    wait_for_work(page)
    page.get_by_role("heading", name="Fall 2026, proposal 2").wait_for()
    assert page.get_by_role("button", name=re.compile("^Unlock")).count() == 1


def read_the_proof(page):
    page.get_by_role("link", name="Read the proof").click()
    page.get_by_role("heading", name="Why no better pairing exists").wait_for()
    assert "2 of 2" in page.get_by_role("main").inner_text()
    page.go_back()


def publish(page, site):
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("heading", name="How the letters read").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("nobody was written to").first.wait_for()
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("heading", name="Will be published at").wait_for()
    site.work_later(minutes=11)
    page.reload()
    page.get_by_text("4 letters are sent").wait_for()


def see_what_changed(page):
    """Monday tells it, and the plan's figure has moved."""
    assert "2 pairings of “Fall 2026” were published" in what_changed(page)
    page.goto("/plans/")
    page.get_by_role("link", name="All figures of the plans").click()
    page.get_by_role("button", name="Take the figures").click()
    page.get_by_text("figures taken").wait_for()
    page.goto("/plans/")
    page.get_by_role("link", name="A network of mentors").click()
    assert students_with_a_mentor(page) == "2"


def students_with_a_mentor(page):
    """The figure beside the promise, on the page of the plan."""
    promise = page.get_by_role("listitem").filter(has_text="Students with a mentor")
    return promise.locator(".opens").inner_text()


def what_changed(page):
    page.goto("/monday/")
    return page.get_by_role("region", name="Since").inner_text()
