"""Starting empty: an organization with one spreadsheet, and nothing else, stands in its own network."""

import xlsxwriter

from tests.browsing import faults_in
from tests.walks.doors import find_in_the_directory, set_up, wait_for_work
from tests.walks.lists import people

HEADINGS = ("Scholar (last, first)", "Contact e-mail", "Med school", "Grad yr", "$ paid", "Remarks")


def spreadsheet(path, alumni):
    """As somebody keeps it: a title above, headings of her own, amounts with signs, a remark here and there."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("All awards")
        sheet.write(0, 0, "Awards of our fund, all years")
        sheet.write_row(2, 0, HEADINGS)
        for line, person in enumerate(alumni, start=3):
            name = f"{person.family}, {person.given} {person.initial}."
            sheet.write_row(line, 0, [name, person.email, person.school, person.year, "$2,500", "moved?"])
    return path


def test_from_nothing_to_a_filled_directory_by_one_spreadsheet(empty_site, window, tmp_path):
    look_at_the_first_page(window(empty_site))
    page, alumni = window(empty_site), people(30, seed=5)
    grace = {"given": "Grace", "family": "Amadi", "email": "grace@lantern.example"}
    set_up(page, organization="Lantern Fund", words={"Those you supported": "fellows"}, **grace)
    bring(page, spreadsheet(tmp_path / "awards.xlsx", alumni))
    find_in_the_directory(page, alumni[0], among=31)
    page.goto("/")
    page.get_by_text("of 30 fellows can be reached").wait_for()
    switch_mentoring_off(page)
    for path in ("/", "/monday/", "/people/", "/people/me/", "/finding/", "/plans/", "/settings/"):
        page.goto(path)
        assert page.locator("a[href*='/mentoring/']").count() == 0, path
    assert page.goto("/mentoring/").status == 404


def look_at_the_first_page(page):
    page.goto("/")
    page.get_by_role("heading", name="Set up your network").wait_for()
    assert faults_in(page) == []


def switch_mentoring_off(page):
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Mentoring").wait_for()
    page.goto("/settings/")
    page.get_by_role("checkbox", name="Mentoring").uncheck()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()


def bring(page, path):
    """The suggested meaning of each heading is taken as it stands."""
    page.goto("/finding/rosters/new/")
    page.get_by_label("Your list").set_input_files(path)
    page.get_by_label("Which list is this?").fill("Awards")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("Everybody on this list received support from us").check()
    page.get_by_role("button", name="Check every line").click()
    wait_for_work(page)
    page.get_by_role("button", name="Bring in 30 lines").click()
    wait_for_work(page)
