"""With JavaScript off every job is done by plain forms."""

import re

from tests.walks.lists import people, write_list


def wait_without_script(page):
    """The page of long work asks again by itself."""
    page.get_by_role("link", name="See the result").wait_for(timeout=60_000)
    page.get_by_role("link", name="See the result").click()
    page.get_by_role("heading", level=1).wait_for()


def test_a_list_is_checked(demonstration, window, tmp_path):
    page = window(demonstration, "program manager", javascript=False)
    page.goto("/finding/rosters/new/")
    page.get_by_label("Your list").set_input_files(write_list(tmp_path / "plain.csv", people(44, seed=9)))
    page.get_by_label("Which list is this?").fill("Plain office")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Check every line").click()
    wait_without_script(page)
    page.get_by_text("Fill it in; a row without a name cannot be kept.").wait_for()
    page.get_by_role("button", name="Put it away").click()
    page.get_by_text("plain.csv was put away").wait_for()


def test_a_record_is_decided(demonstration, window):
    page = window(demonstration, "program manager", javascript=False)
    page.goto("/finding/desk/")
    page.get_by_role("button", name="Decide later").click()
    page.get_by_text(re.compile("The latest decision: .+, decide later")).wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone. The proposal waits again.").wait_for()


def test_the_open_round_is_proposed_and_published(demonstration, window):
    page = window(demonstration, "program manager", javascript=False)
    page.goto("/mentoring/")
    page.get_by_role("link", name="Go on with the round").click()
    page.get_by_role("button", name="Propose").click()
    wait_without_script(page)
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Take back").wait_for()
    demonstration.work_later(minutes=11)
    page.reload()
    page.get_by_text("Published on November 22, 2026").wait_for()
