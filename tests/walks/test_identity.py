"""A physician says who she is, on a phone and by keyboard: the reason first; she stops, comes back, takes one back."""

from tests.walks.test_keyboard import go, tab_to

PHONE = 390


def choose(page, name):
    """A box or a button for one choice, by the space bar."""
    tab_to(page, name)
    page.keyboard.press("Space")


def states(page):
    """Each question on the list with its state."""
    page.goto("/about-you/")
    lines = page.get_by_role("main").get_by_role("listitem").all_inner_texts()
    return dict(line.split("\n", 1) for line in lines if "\n" in line)


def test_a_physician_answers_on_a_phone_reading_why_first(demonstration, window):
    page = window(demonstration, "member", width=PHONE)
    page.goto("/about-you/")
    go(page, "^Go on$")
    before = page.get_by_role("main").inner_text().partition("American Indian")[0]
    assert "Why we ask" in before and "Who reads it" in before and "How long it is kept" in before
    choose(page, "^Black or African American$")
    tab_to(page, "^Say more: Black or African American")
    page.keyboard.press("Enter")
    choose(page, "^Haitian$")
    choose(page, "may be counted in totals")
    choose(page, "^I am counted in totals")
    go(page, "^Save and go on$")
    page.get_by_role("heading", level=1, name="What is your gender?").wait_for()
    go(page, "^Skip$")
    page.get_by_role("heading", level=1, name="Which pronouns do you use?").wait_for()
    go(page, "^I prefer not to say$")
    go(page, "^Stop for now$")
    said = states(page)
    assert "Black or African American (Haitian)" in said["Race and ethnicity"]
    assert "counted in totals" in said["Race and ethnicity"]
    assert (said["Gender"], "prefer not to say" in said["Pronouns"]) == ("Not answered", True)


def test_she_comes_back_goes_on_and_removes_one(demonstration, window):
    page = window(demonstration, "member", width=PHONE)
    page.goto("/about-you/questions/disability/")
    choose(page, "^Yes, seeing$")
    go(page, "^Save and go on$")
    assert "Yes, seeing" in states(page)["Disability"] and "counted nowhere" in states(page)["Disability"]
    go(page, "^Disability$")
    go(page, "^Remove my answer$")
    page.get_by_text("Removed. Your answer is erased.").wait_for()
    assert states(page)["Disability"] == "Not answered"


def test_she_can_be_gone_at_once(demonstration, window):
    page = window(demonstration, "member", width=PHONE)
    page.goto("/about-you/questions/gender/")
    leaving = page.get_by_role("link", name="Leave this page")
    assert leaving.get_attribute("href").startswith("https://www.weather.gov/") and leaving.is_visible()


def test_staff_see_totals_and_nobody_in_them(demonstration, window):
    page = window(demonstration, "program manager")
    page.goto("/about-you/totals/")
    table = page.get_by_role("table").inner_text()
    assert "Black or African American" in table and "not shown" in table
    page.get_by_text("How this number is made").click()
    page.get_by_text("Statistical Policy Directive No. 15").wait_for()


def test_a_definition_is_entered_and_opens_to_its_sources(demonstration, window):
    page = window(demonstration, "administrator")
    page.goto("/about-you/under-represented/new/")
    for label, words in {
        "Name": "Groups of an invented walk",
        "What it says, and why": "Invented, to be looked at and ended.",
        "Where the definition comes from": "Nowhere",
        "Reference population": "Residents",
        "Where": "Lakeland",
        "Where the shares come from": "An invented table",
        "Day of the shares": "2025-07-01",
        "Black or African American": "13.5",
        "In force from": "2026-01-01",
    }.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Enter it").click()
    page.get_by_role("heading", level=1, name="Groups of an invented walk").wait_for()
    assert "13.5%" in page.get_by_role("table").inner_text()
    page.get_by_label("In force until").fill("2026-11-22")
    page.get_by_role("button", name="End it").click()
    page.get_by_text("It ends on that day.").wait_for()
