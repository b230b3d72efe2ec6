"""Somebody gives time: staff publish the agreement, she reads and signs it on a phone, a check is recorded, and she
is cleared. Somebody else puts herself on the roster of experts, and leaves the page so that nobody finds it."""

import re

from tests.browsing import faults_in

PHONE = 390
AWAY = "https://www.weather.gov/"


def test_a_volunteer_signs_and_becomes_cleared(demonstration, window):
    staff = window(demonstration, "program manager")
    publish(staff)
    her = window(demonstration, "member", width=PHONE)
    name = sign(her)
    record_check(staff, name)
    her.goto("/people/me/giving-time/")
    role(her).get_by_text("Cleared until").wait_for()
    staff.goto("/people/volunteers/?state=cleared&role=ambassador")
    assert name in staff.get_by_role("table").inner_text()


def role(page):
    """The line of her own page about what she signed for."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Ambassador"))


def publish(page):
    """The draft begins with the text of the platform; it is looked at before everybody sees it."""
    page.goto("/people/agreement/versions/")
    page.get_by_role("button", name="Begin a new version").click()
    page.get_by_label("For how many months a signature holds").fill("6")
    ambassador = page.locator("details").filter(has=page.get_by_text("Ambassador", exact=True))
    ambassador.locator("summary").click()
    ambassador.get_by_label("It needs a background check").check()
    assert faults_in(page) == []
    page.get_by_role("button", name="Save and look at it").click()
    page.get_by_text("A draft: this is how everybody will see it.").wait_for()
    assert faults_in(page) == []
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("You can take it back for 24 hours").first.wait_for()
    page.get_by_role("link", name="What changed since version").click()
    page.get_by_text("It needs a background check.").first.wait_for()
    assert faults_in(page) == []


def sign(page) -> str:
    """Chosen, read with the reasons first, then signed with her own name."""
    page.goto("/people/me/")
    page.get_by_role("link", name="Giving time").click()
    page.get_by_role("link", name="Sign for another role").click()
    page.get_by_label("Ambassador").check()
    page.get_by_role("button", name="Read what it asks").click()
    text = page.get_by_role("main").inner_text()
    assert text.index("Why we ask") < text.index("What you take on") < text.index("As an ambassador")
    assert faults_in(page) == []
    page.get_by_label("Your name").fill("x")
    page.get_by_role("button", name="I have read this and sign").click()
    name = re.search(r"such as “(.+?)”", page.get_by_role("main").inner_text())[1]
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="I have read this and sign").click()
    role(page).get_by_text("background check").wait_for()
    return name


def record_check(page, name):
    page.goto("/people/volunteers/?state=missing&role=ambassador")
    page.get_by_label(f"Choose {name}, Ambassador").check()
    page.get_by_label("What", exact=True).select_option(label="Background check")
    page.get_by_label("Outcome").select_option(label="Passed")
    assert faults_in(page) == []
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Recorded for 1 person.").wait_for()


def test_an_expert_is_found_as_she_agreed_and_leaves_without_a_trace(demonstration, window):
    her = window(demonstration, "member", width=PHONE)
    her.goto("/people/me/giving-time/")
    her.get_by_role("link", name=re.compile("entry$")).click()
    her.get_by_label("What you know well").fill("Beekeeping for clinics")
    her.get_by_label("Where you work on it").select_option(label="Care")
    her.get_by_label("What you have lived through").fill("Invented words of a walk")
    for box in her.get_by_label(re.compile("^Staff (may send me|who look)")).all():
        box.check()
    her.get_by_role("button", name="Save", exact=True).click()
    her.get_by_role("heading", name="What staff see").wait_for()
    assert faults_in(her) == []
    leave(her)
    staff = window(demonstration, "program manager")
    staff.goto("/people/experts/?q=beekeeping")
    staff.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").click()
    staff.get_by_text("Invented words of a walk").wait_for()
    assert faults_in(staff) == []


def leave(page):
    """The first press of the tab key reaches the way out; going back does not lead to where she was."""
    page.route(f"{AWAY}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto("/people/")
    page.goto("/people/me/expertise/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{AWAY}**")
    page.go_back()
    page.wait_for_url("**/people/")
