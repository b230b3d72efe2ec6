"""A member takes her data out, opens both files, and leaves; afterwards she is nowhere."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import faults_in
from tests.engines.charts.reading import information, words_of
from tests.walks.doors import open_account, sign_in_by_code
from tests.walks.sites import DATABASE

FAMILIES = iter(("Fernweather", "Drosselbart", "Nachtigall", "Zaunkoenig"))


@dataclass
class Member:
    family: str
    address: str
    page: Any


@pytest.fixture
def ottilie(demonstration, window):
    """A member who has just signed in. Each story has one of her own: who was erased is not opened again."""
    family = next(FAMILIES)
    address = f"{family.lower()}@letters.example"
    open_account(window(demonstration, "administrator"), "Ottilie", family, address, "Member")
    page = window(demonstration)
    sign_in_by_code(page, demonstration, address)
    return Member(family, address, page)


def taken(page, button) -> bytes:
    """What a button downloads."""
    with page.expect_download() as waiting:
        page.get_by_role("main").get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def leave(page):
    page.goto("/people/me/leave/")
    page.get_by_label("Type the word “leave”").fill("leave")
    page.get_by_role("button", name="Erase what is held of me").click()
    page.get_by_role("heading", name="Good-bye, and thank you").wait_for()


def bytes_of(site) -> bytes:
    """The database as it lies on the disk, its log included."""
    files = [site.folder / (DATABASE + end) for end in ("", "-wal")]
    return b"".join(path.read_bytes() for path in files if path.exists())


def test_she_takes_her_data_out(ottilie):
    ottilie.page.goto("/people/me/known/")
    ottilie.page.get_by_role("link", name="Take my data out").click()
    held = json.loads(taken(ottilie.page, "As data for programs (JSON)"))
    assert held["person"]["name"] == f"Ottilie {ottilie.family}"
    assert ottilie.address in json.dumps(held["tables"])
    pdf = taken(ottilie.page, "As a document to read (PDF)")
    assert information(pdf)["title"].endswith(ottilie.family)
    assert ottilie.family in words_of(pdf) and ottilie.address in words_of(pdf)


def test_she_reads_what_leaving_means_and_leaves(demonstration, window, ottilie):
    page = ottilie.page
    assert ottilie.address.encode() in bytes_of(demonstration)
    page.goto("/people/me/known/")
    page.get_by_role("link", name="Leave, and have it erased").click()
    page.get_by_role("heading", name="What stays, and why").wait_for()
    assert faults_in(page) == []
    leave(page)
    page.goto("/people/me/")
    assert page.url.startswith(f"{demonstration.url}/accounts/login/")
    assert demonstration.letters_to(ottilie.address) == []
    held = bytes_of(demonstration)
    assert ottilie.family.encode() not in held and ottilie.address.encode() not in held
    staff = window(demonstration, "program manager")
    staff.goto(f"/people/?q={ottilie.family}")
    assert "Ottilie" not in staff.get_by_role("main").inner_text()


def test_she_signs_in_no_more(demonstration, window, ottilie):
    leave(ottilie.page)
    page = window(demonstration)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(ottilie.address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").wait_for()
    assert demonstration.letters_to(ottilie.address) == []


def test_leaving_goes_with_keys_alone(ottilie):
    page = ottilie.page
    page.goto("/people/me/leave/")
    page.get_by_label("Type the word “leave”").focus()
    page.keyboard.type("stay")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing has been erased").first.wait_for()
    page.get_by_label("Type the word “leave”").fill("leave")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Good-bye, and thank you").wait_for()
