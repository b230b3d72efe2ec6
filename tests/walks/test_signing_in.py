"""Getting in: by an invitation, a claim, a code, an app, a recovery code, a passkey; and being put out elsewhere."""

import re

import pytest

from tests.browsing import faults_in
from tests.people.signing import code_of
from tests.walks.doors import open_account, set_up_app, sign_in_by_code

HOW = "/accounts/how-i-sign-in/"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def invited(demonstration, window):
    """`invited("Nadia", "Member")` opens an account; gives its address and the link from the mail file."""

    def invite(given, role):
        address = f"{given.lower()}@letters.example"
        open_account(window(demonstration, "administrator"), given, "Reyes", address, role)
        return address, link_to(demonstration, address)

    return invite


def link_to(site, address):
    return re.search(rf"{site.url}(/people/\S+)", site.letters_to(address)[-1])[1]


def look_at(page):
    assert faults_in(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})


def follow(page, link, button):
    page.goto(link)
    look_at(page)
    page.get_by_role("main").get_by_role("button", name=button).click()


def test_an_invitation_leads_to_my_page(demonstration, window, invited):
    _address, link = invited("Nadia", "Member")
    page = window(demonstration)
    follow(page, link, "Sign in")
    page.get_by_role("heading", name="My page").wait_for()
    again = window(demonstration)
    follow(again, link, "Sign in")
    again.get_by_role("heading", name="This link no longer works").wait_for()


def test_staff_set_up_an_app_and_sign_in_with_it(demonstration, window, invited):
    address, link = invited("Tomas", "Reviewer")
    page = window(demonstration, javascript=False)
    page.goto(link)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    key, codes = set_up_app(page)
    assert len(codes) == 10
    page.get_by_role("button", name="Sign out").first.click()
    sign_in_by_code(page, demonstration, address, second=code_of(key, later=1))
    page.goto("/finding/")
    page.get_by_role("heading", level=1).wait_for()
    page.get_by_role("button", name="Sign out").first.click()
    sign_in_by_code(page, demonstration, address, second=codes[0])
    page.goto(HOW)
    page.get_by_text("9 codes are left").wait_for()


def test_staff_come_to_where_they_wanted(demonstration, window, invited):
    _address, link = invited("Ilse", "Program manager")
    page = window(demonstration)
    follow(page, link, "Sign in")
    page.goto("/finding/rosters/")
    page.get_by_role("link", name="Set up the app").click()
    page.locator("svg.qr").wait_for()
    look_at(page)
    page.go_back()
    set_up_app(page)
    assert page.url.endswith("/finding/rosters/")


def test_a_passkey_is_added_and_signs_in(demonstration, window, invited):
    """Browsers bind passkeys to a name, so this reader asks for the site by one."""
    _address, link = invited("Wren", "Member")
    page = by_name(demonstration, window)
    follow(page, link, "Sign in")
    page.goto(HOW)
    page.get_by_role("link", name="Add a passkey").click()
    look_at(page)
    page.get_by_label("Name of this passkey").fill("my telephone")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_text("my telephone").first.wait_for()
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/accounts/login/?next=/people/me/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="My page").wait_for()


def by_name(site, window):
    """A window that calls the machine localhost, with an authenticator as a telephone has it."""
    page = window(site.called_by_name())
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_a_session_elsewhere_is_ended(demonstration, window, invited):
    address, link = invited("Sade", "Member")
    here, there = window(demonstration), window(demonstration)
    follow(there, link, "Sign in")
    sign_in_by_code(here, demonstration, address)
    here.goto(HOW)
    look_at(here)
    here.get_by_role("button", name="End it").click()
    here.get_by_text("That session has ended").wait_for()
    there.goto("/people/me/")
    there.get_by_role("heading", name="Sign in").wait_for()


def test_somebody_in_the_records_claims_her_account(demonstration, window):
    staff, page = window(demonstration, "program manager"), window(demonstration)
    address = address_of_somebody(staff)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Are you in our records?").click()
    page.get_by_label("An e-mail address of yours").fill(address)
    page.get_by_role("button", name="Send me the link").click()
    page.get_by_role("heading", name="Check your mail").wait_for()
    look_at(page)
    follow(page, link_to(demonstration, address), "Open my page")
    page.get_by_role("heading", name="My page").wait_for()


def address_of_somebody(page):
    """Of the first person of the directory with an address, who has no account."""
    page.goto("/people/?q=Bacon")
    page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first.click()
    return page.locator("a[href^='mailto:']").first.inner_text()
