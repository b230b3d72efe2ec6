"""A council meets, decides and publishes; an advisory panel recommends, is refused, replies, and everybody reads it."""

from datetime import date

import pytest

COUNCIL, PANEL = "Council of the Plains", "Panel on access to care"


@pytest.fixture
def table(demonstration, window):
    """`table(name, kind)` founds a group; the member of the demonstration, Odessa, is its chair."""
    page = window(demonstration, "program manager")

    def found(name, kind):
        page.goto("/groups/new/")
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("What it is", exact=True).select_option(label=kind)
        page.get_by_label("What it is for").fill("Says what the network owes its people.")
        page.get_by_label("How its members are seated").select_option(label="Appointed")
        page.get_by_label("Everybody may read its page").check()
        page.get_by_label("Who answers what it recommends").fill("The board")
        page.get_by_label("Who writes the answer down").select_option(label="Renée Baptiste")
        page.get_by_role("button", name="Found it").click()
        page.get_by_role("link", name="Inside the group").click()
        seat(page, "Odessa Fairbanks", "Chair")
        return page

    return found


def seat(page, name, role):
    page.get_by_role("link", name="Give a seat").click()
    page.get_by_role("searchbox").fill(name)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=f"Choose {name}").click()
    page.get_by_label("Role").select_option(label=role)
    page.get_by_role("button", name="Give the seat").click()
    page.get_by_text("Seated, and told.").wait_for()


def open_group(page, name):
    """From the list of groups to its inside."""
    page.goto("/groups/")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    if page.get_by_role("link", name="Inside the group").count():
        page.get_by_role("link", name="Inside the group").click()


def plan_for_today(page):
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("What the meeting is called").fill("First meeting")
    page.get_by_label("Day").fill(f"{date.today():%Y-%m-%d}")
    page.get_by_label("Begins at").fill("23:59")
    page.get_by_label("On the clocks of").select_option("Pacific/Honolulu")
    page.get_by_role("button", name="Plan the meeting").click()


def set_agenda(page):
    page.get_by_role("link", name="Set the agenda").click()
    page.get_by_label("What to talk about").first.fill("Letters to schools")
    page.get_by_role("button", name="Save the agenda").click()


def come(page):
    """A member finds the meeting in the calendar, says that she comes, and asks something beforehand."""
    page.goto("/events/calendar/?mine")
    page.get_by_role("link", name="First meeting").click()
    page.get_by_label("A question beforehand").fill("Who prints the letters?")
    page.get_by_role("button", name="Register").click()
    page.get_by_text("You are registered").wait_for()


def read_who_comes(page):
    page.reload()
    text = page.get_by_role("main").inner_text()
    assert "Marcus Toledo" in text and "Who prints the letters?" in text


def note_who_came(page):
    page.get_by_role("link", name="Note who came").click()
    for name in ("Odessa Fairbanks", "Marcus Toledo"):
        page.get_by_role("group", name=name).get_by_label("Present").check()
    page.get_by_role("button", name="Save who came").click()


def decide(page, words):
    page.get_by_role("link", name="Record a decision").click()
    page.get_by_label("What was decided").fill(words)
    page.get_by_label("Under which point").select_option(label="Letters to schools")
    page.get_by_label("By consensus").check()
    page.get_by_role("button", name="Record the decision").click()


def write_up(page):
    page.get_by_role("link", name="Write the minutes").click()
    page.get_by_label("Minutes").fill("# Letters\n\nWe talked about **letters**.")
    page.get_by_role("button", name="See it first").click()
    page.get_by_role("heading", name="So it will look").wait_for()
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("link", name="Approve the minutes").click()
    page.get_by_role("button", name="Approved").click()


def publish(page):
    page.get_by_role("link", name="See it as others will, and publish").click()
    page.get_by_text("This is what others see").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("You can take it back on this page").wait_for()


def test_a_council_meets_decides_and_publishes(demonstration, window, table):
    fellow = table(COUNCIL, "Council")
    seat(fellow, "Marcus Toledo", "Member")
    chair = window(demonstration, "member")
    open_group(chair, COUNCIL)
    plan_for_today(chair)
    set_agenda(chair)
    come(fellow)
    read_who_comes(chair)
    note_who_came(chair)
    decide(chair, "Each of us writes to one school.")
    write_up(chair)
    publish(chair)
    visitor = window(demonstration)
    open_group(visitor, COUNCIL)
    visitor.get_by_role("link", name="First meeting").click()
    text = visitor.get_by_role("main").inner_text()
    assert "We talked about letters." in text and "Odessa" not in text
    visitor.get_by_role("link", name="Each of us writes to one school.").click()
    visitor.get_by_text("members who are not named here").wait_for()


def recommend(page, name, title):
    open_group(page, name)
    page.get_by_role("link", name="Recommend something").click()
    page.get_by_label("In one line").fill(title)
    page.get_by_label("What you recommend, and why").fill("Clinics close at five, when people leave work.")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("Until it is answered you can take it back here.").wait_for()


def refuse(page, title, reason):
    page.goto("/groups/recommendations/?only=waiting")
    page.get_by_role("link", name=title).click()
    page.get_by_role("link", name="Answer it").click()
    page.get_by_label("Refused").check()
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("alert").get_by_text("Give the reason").wait_for()
    page.get_by_label("The reason", exact=True).fill(reason)
    page.get_by_role("button", name="See it first").click()
    page.get_by_role("heading", name="So it will read").wait_for()
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Until the group replies").wait_for()


def reply(page, words):
    page.reload()
    page.get_by_role("link", name="Reply to the answer").click()
    page.get_by_label("The reply of the group").fill(words)
    page.get_by_role("button", name="Publish the reply").click()
    page.get_by_text("Published.").wait_for()


def test_a_panel_recommends_is_refused_and_replies(demonstration, window, table):
    table(PANEL, "Advisory panel")
    chair = window(demonstration, "member")
    recommend(chair, PANEL, "Open clinics in the evening")
    refuse(window(demonstration, "administrator"), "Open clinics in the evening", "No money for staff this year.")
    reply(chair, "We ask again when the budget is made.")
    visitor = window(demonstration)
    open_group(visitor, PANEL)
    visitor.get_by_role("link", name="Open clinics in the evening").click()
    text = visitor.get_by_role("main").inner_text()
    assert "No money for staff this year." in text and "We ask again when the budget is made." in text


def test_an_answer_that_did_not_come_in_time_is_said_to_everybody(demonstration, window):
    visitor = window(demonstration)
    visitor.goto("/groups/recommendations/")
    visitor.get_by_role("link", name="Answer is overdue").click()
    visitor.get_by_role("link", name="Publish who was refused a scholarship").click()
    text = visitor.get_by_role("main").inner_text()
    assert "Owed since October 23, 2026" in text and "The board has not answered yet." in text
