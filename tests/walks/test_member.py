"""A member: signs in, finds people, decides what others see of her, offers to mentor."""

import pytest

from tests.walks.doors import sign_in_by_code


def listed(page):
    """The people the directory shows, as links."""
    return page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link")


def answer(page, question, words):
    """Answer one of the questions about what may be done with what is known."""
    page.get_by_role("group", name=question).get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Save my choices").click()
    page.get_by_text("Your choices hold from this moment").wait_for()


def test_a_sign_in_link_of_the_demonstration_works_once(demonstration, window):
    link = demonstration.command("demo", "--links").partition("reviewer")[2].strip()
    page = window(demonstration)
    page.goto(link)
    page.get_by_role("button", name="Sign out").first.wait_for()
    assert window(demonstration).goto(link).status == 404


def test_she_signs_in_by_a_code_that_comes_by_mail(demonstration, window):
    page = window(demonstration)
    sign_in_by_code(page, demonstration, "odessa@demonstration.example")
    page.get_by_role("banner").get_by_role("link", name="Odessa Fairbanks").click()
    page.get_by_role("link", name="My page").click()
    page.get_by_role("heading", name="My page").wait_for()


def test_a_wrong_code_is_answered_in_plain_words(demonstration, window):
    page = window(demonstration)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("odessa@demonstration.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill("WRONG1")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_label("Code").get_attribute("aria-invalid") == "true"


def test_she_finds_people_by_specialty_and_part_of_the_country(demonstration, window):
    page = window(demonstration, "member")
    page.goto("/people/")
    first_of_all = listed(page).first.inner_text()
    page.get_by_label("Specialty").select_option(label="Emergency medicine")
    page.get_by_label("Part of the country").select_option(label="All of: South Atlantic")
    page.get_by_role("button", name="Narrow the list").click()
    page.get_by_role("link", name="Clear all").wait_for()
    assert listed(page).first.inner_text() != first_of_all
    lines = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("heading", level=3))
    assert all("Emergency medicine" in line for line in lines.all_inner_texts())


def test_she_opens_a_profile_and_sees_no_address(demonstration, window):
    page = window(demonstration, "member")
    page.goto("/people/?offers=mentor")
    name = listed(page).first.inner_text()
    listed(page).first.click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    text = page.get_by_role("main").inner_text()
    assert "Be a mentor" in text
    assert "@" not in text and "How to reach" not in text


def test_she_decides_what_others_see_of_her(demonstration, window):
    page = window(demonstration, "member")
    seen = page.get_by_role("region", name="What members see")
    for words, told in (("Yes", "Odessa Fairbanks"), ("No", "You have not agreed to be found")):
        page.goto("/people/me/")
        page.get_by_role("link", name="Decide who sees what").click()
        answer(page, "Be found by other members", words)
        page.get_by_role("link", name="My page", exact=True).first.click()
        assert told in seen.inner_text()


def test_who_did_not_agree_is_not_there_for_her(demonstration, window):
    page, staff = window(demonstration, "member"), window(demonstration, "reviewer")
    for looking in (page, staff):
        looking.goto("/people/?q=Marcus+Toledo")
    page.get_by_text("The person may be here and not have agreed to be found").wait_for()
    assert page.goto(listed(staff).first.get_attribute("href")).status == 404


def test_she_offers_to_mentor(demonstration, window):
    page = window(demonstration, "member")
    page.goto("/mentoring/")
    page.get_by_role("link", name="Offer to mentor").click()
    page.get_by_label("Students at a time").fill("2")
    page.get_by_role("group", name="When you can meet").get_by_role("checkbox").first.check()
    page.get_by_label("I agree to be paired").check()
    page.get_by_role("button", name="Save my offer").click()
    page.get_by_text("Kept. You can change or end it here at any time.").wait_for()
    assert "2 students at a time" in page.get_by_role("main").inner_text()
    page.get_by_role("button", name="End my offer").click()
    page.get_by_text("Your offer has ended").wait_for()


def test_an_offer_with_too_many_students_says_what_is_wrong(demonstration, window):
    page = window(demonstration, "member")
    page.goto("/mentoring/")
    page.get_by_role("link", name="Offer to mentor").click()
    page.get_by_label("Students at a time").fill("200")
    page.get_by_role("button", name="Save my offer").click()
    page.get_by_role("alert").get_by_role("link", name="Students at a time").click()
    assert page.get_by_label("Students at a time").evaluate("field => field === document.activeElement")


@pytest.mark.parametrize("path", ["/finding/", "/mentoring/rounds/", "/people/accounts/", "/settings/"])
def test_what_she_may_not_open_says_so(demonstration, window, path):
    page = window(demonstration, "member")
    assert page.goto(path).status == 403
    page.get_by_role("heading", name="This is not yours to do").wait_for()
