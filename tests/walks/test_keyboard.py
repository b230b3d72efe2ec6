"""By keyboard alone: no mouse is used here, and at every step one sees where one is."""

import re

from tests.people.signing import code_of

FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), look = getComputedStyle(at);
  const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0;
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const labels = [...(at.labels ?? [])];
  const own = [at, ...labels].some(part => part.contains(top)) || top?.contains(at);
  const name = at.ariaLabel || labels.map(label => label.innerText).join(' ') || at.innerText || '';
  return {name, ring, uncovered: Boolean(own), body: at === document.body};
}"""


def tab_to(page, name, key="Tab"):
    """Press Tab until the focus is there; it is visible and uncovered at every stop."""
    for _stop in range(80):
        page.keyboard.press(key)
        at = page.evaluate(FOCUS)
        if at["body"]:
            continue
        assert at["ring"] and at["uncovered"], at
        if re.search(name, at["name"]):
            return
    raise AssertionError(f"{name} is not reached by {key} on {page.url}")


def go(page, name):
    """To a link or button by Tab, then Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_first_stop_of_every_page_skips_to_its_content(demonstration, window):
    page = window(demonstration, "program manager")
    for path in ("/", "/people/", "/monday/", "/finding/desk/", "/mentoring/", "/plans/"):
        page.goto(path)
        tab_to(page, "^Skip to the content$")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_person_is_found_by_keyboard(demonstration, window):
    page = window(demonstration)
    page.goto("/")
    go(page, "^Sign in$")
    tab_to(page, "^Email")
    page.keyboard.type("priya@demonstration.example")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Enter your code").wait_for()
    tab_to(page, "^Code")
    page.keyboard.type(demonstration.code_for("priya@demonstration.example"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    set_up_the_app_by_keyboard(page)
    go(page, "^People$")
    tab_to(page, "^Name$")
    page.keyboard.type("Bacon")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go(page, r"^\w.* Bacon")
    assert "Bacon" in page.get_by_role("heading", level=1).inner_text()


def set_up_the_app_by_keyboard(page):
    """What whoever holds a staff role does first."""
    go(page, "^Set up the app$")
    tab_to(page, "^Code that the app shows now")
    page.keyboard.type(code_of(page.get_by_role("main").locator("code").inner_text()))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go(page, "^I have kept them$")


def test_a_record_is_decided_by_the_keys_that_the_desk_shows(demonstration, window):
    page = window(demonstration, "reviewer")
    page.goto("/finding/desk/")
    decision = page.get_by_role("group", name="Your decision")
    decision.get_by_text("Keys are on.").wait_for()
    assert [key.inner_text() for key in decision.locator("kbd").all()] == ["Y", "N", "L"]
    asked = page.get_by_role("heading", level=1).inner_text()
    with page.expect_navigation():
        page.keyboard.press("n")
    page.keyboard.press("u")
    page.get_by_text("Undone. The proposal waits again.").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == asked


def test_keys_can_be_switched_off_by_keyboard(demonstration, window):
    page = window(demonstration, "reviewer")
    page.goto("/finding/desk/")
    page.get_by_text("Keys are on.").wait_for()
    tab_to(page, "^Turn them off$")
    page.keyboard.press("Enter")
    asked = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("n")
    page.get_by_text("Keys are off.").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == asked
    page.keyboard.press("Enter")
    page.get_by_text("Keys are on.").wait_for()
