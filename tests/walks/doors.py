"""Steps that many stories begin with, each as a person takes it."""

import re

from tests.people.signing import code_of


def set_up(page, *, organization, given, family, email, words=()):
    """The four questions of an empty installation; whoever answers them is its administrator."""
    page.goto("/")
    page.get_by_label("Name of your organization").fill(organization)
    for label, word in dict(words).items():
        page.get_by_label(label, exact=True).fill(word)
    page.get_by_label("Your given name").fill(given)
    page.get_by_label("Your family name").fill(family)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Set up the network").click()
    page.get_by_text("You are its administrator").wait_for()
    set_up_app(page)


def set_up_app(page):
    """What whoever holds a staff role does first: an app for codes. Gives its key and the recovery codes."""
    page.get_by_text("Your role needs a second factor").wait_for()
    page.get_by_role("link", name="Set up the app").click()
    key = page.get_by_role("main").locator("code").inner_text()
    page.get_by_label("Code that the app shows now").fill(code_of(key))
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    codes = page.get_by_role("main").locator("code").all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()
    return key, codes


def open_account(page, given, family, address, role):
    page.goto("/people/accounts/new/")
    page.get_by_label("Given name").fill(given)
    page.get_by_label("Family name").fill(family)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Open the account").click()
    page.get_by_text(f"{given} {family} can sign in now").wait_for()


def sign_in_by_code(page, site, address, second=""):
    """As everybody does: an address, a code from the mail; then the code of the app or a recovery code, if given."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(site.code_for(address))
    page.get_by_role("button", name="Sign in", exact=True).click()
    if second:
        page.get_by_label("Code of your app").fill(second)
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").first.wait_for()


def wait_for_work(page):
    """Stay on the page of long work until it is done, and see the result."""
    result = page.get_by_role("link", name="See the result")
    result.wait_for(timeout=60_000)
    with page.expect_navigation():
        result.click()


def press(page, key):
    """Decide by a key, as soon as the page says that keys work."""
    page.get_by_text("Keys are on.").wait_for()
    page.keyboard.press(key)


def find_in_the_directory(page, person, *, among):
    """Search for somebody by her family name, in a directory of so many people."""
    page.goto("/people/")
    page.get_by_role("heading", name=f"{among} people").wait_for()
    page.get_by_role("searchbox", name="Name").fill(person.family)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile(f"^{person.given}.* {person.family}$")).wait_for()
