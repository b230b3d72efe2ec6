"""A member changes what is seen of her, by keyboard alone, and looks at the effect with the eyes of others."""

import pytest

from tests.walks.doors import open_account, sign_in_by_code
from tests.walks.test_keyboard import go, tab_to

DENVER = "Denver, CO"


@pytest.fixture
def other(demonstration, window):
    """Another member, in a window of her own."""
    address = "inez@demonstration.example"
    if not demonstration.letters_to(address):
        open_account(window(demonstration, "administrator"), "Inez", "Calloway", address, "Member")
    page = window(demonstration)
    sign_in_by_code(page, demonstration, address)
    return page


def says_where_she_is(page):
    page.goto("/people/me/")
    tab_to(page, "^ZIP code")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("80202")
    go(page, "^Save my facts$")
    page.get_by_text("Saved. Nothing from a list replaces").wait_for()


def save(page):
    go(page, "^Save my choices$")
    page.get_by_text("Your choices hold from this moment").wait_for()


def answer_about_the_directory(page, answer):
    """The first question of the page: the focus comes to the answer that holds, an arrow goes to the other one."""
    page.goto("/people/me/known/")
    tab_to(page, "^(Yes|No)$")
    page.keyboard.press("ArrowUp" if answer == "Yes" else "ArrowDown")
    if page.evaluate("document.activeElement.labels[0].innerText.trim()") != answer:
        page.keyboard.press("ArrowDown")
    save(page)


def flip_the_switch_of_the_place(page):
    page.goto("/people/me/known/")
    tab_to(page, "^City and state: other members see it")
    page.keyboard.press("Space")
    save(page)


def looks_for_her(page, search="?q=Fairbanks"):
    """What somebody finds: her line of the directory, or nothing."""
    page.goto(f"/people/{search}")
    lines = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("heading", level=3))
    return " ".join(lines.filter(has_text="Odessa Fairbanks").all_inner_texts())


def test_she_hides_one_thing_and_shows_it_again(demonstration, window, other):
    her = window(demonstration, "member")
    says_where_she_is(her)
    answer_about_the_directory(her, "Yes")
    assert DENVER in looks_for_her(other)
    assert "Odessa" in looks_for_her(other, "?region=CO&q=Fairbanks")
    flip_the_switch_of_the_place(her)
    assert "Odessa" in looks_for_her(other)
    assert DENVER not in looks_for_her(other)
    assert looks_for_her(other, "?region=CO&q=Fairbanks") == ""
    flip_the_switch_of_the_place(her)
    assert DENVER in looks_for_her(other)


def test_she_sees_her_page_with_the_eyes_of_another_member(demonstration, window, other):
    her = window(demonstration, "member")
    says_where_she_is(her)
    answer_about_the_directory(her, "Yes")
    go(her, "^My page as another member sees it$")
    mine = her.get_by_role("main").inner_text()
    other.goto("/people/?q=Fairbanks")
    go(other, "Odessa Fairbanks")
    theirs = other.get_by_role("main").inner_text().split("Odessa Fairbanks")[-1]
    assert DENVER in theirs
    assert theirs in mine


def test_a_stranger_sees_nothing_before_and_after(demonstration, window, other):
    her, stranger = window(demonstration, "member"), window(demonstration)
    answer_about_the_directory(her, "Yes")
    other.goto("/people/?q=Fairbanks")
    address = other.get_by_role("link", name="Odessa Fairbanks").get_attribute("href")
    for answer in ("Yes", "No"):
        answer_about_the_directory(her, answer)
        assert "Odessa" not in str(stranger.goto(address).text())
        stranger.get_by_role("heading", name="Sign in").wait_for()
    assert other.goto(address).status == 404
    assert looks_for_her(other) == ""
    go(her, "^As a stranger sees it$")
    her.get_by_role("heading", name="A stranger sees nothing of you").wait_for()
