"""Who may open what, and who may do what: every address of the platform for every role.

Each subject has a file of lines in `matrix`, and of its things in `scenes`.

in    asked to sign in            403   told that the right is missing
go    led on to another page      404   not told whether there is anything
"of-part" manages one school and one mentoring program, and has no role over the network; the person, the
program and the round of a line are theirs, unless it says "@outside her school" or "@other program".
A name with "@" is the same address with another thing: somebody who consented, a plan that is not public,
the work of somebody else. An act is tried with nothing filled in; one that is refused leaves no trace.
"""

from pathlib import Path

import pytest
from django.test import Client

from tests.security.opened import ROLES, answer
from tests.security.scene import make_scene, named_addresses

CLOSED = ("in", "403", "404")

MATRIX = Path(__file__).parent / "matrix"


def lines_of(section: str) -> list[str]:
    """The lines of all files in one section; a section begins with its name."""
    found = []
    for room in sorted(MATRIX.glob("*.txt")):
        here = ""
        for line in room.read_text(encoding="utf-8").splitlines():
            if line.startswith(("pages ", "acts ")):
                here = line.split()[0]
            elif line and here == section:
                found.append(line)
    return found


PAGES, ACTS = lines_of("pages"), lines_of("acts")


def table(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """The name of a line may have blanks; its cells do not."""
    rows = [line.rsplit(maxsplit=len(ROLES)) for line in lines]
    return {name: tuple(cells) for name, *cells in rows}


def differences(rows, opened, method):
    """Where the platform answers otherwise than the table says, a closed door lets through, or a look acts."""
    for name, expected in rows.items():
        given = opened.of_each(method, name)
        for role, wanted in zip(ROLES, expected, strict=True):
            one = given[role]
            if one.status != wanted or (one.traced and (one.status in CLOSED or method == "get")):
                yield f"{method} {name} as {role}: {one.status}, not {wanted}" + (", with a trace" * one.traced)


def test_every_address_stands_in_a_table():
    listed = {name.partition("@")[0] for name in table(PAGES) | table(ACTS)}
    assert listed == set(named_addresses())


def test_who_may_open_what(opened):
    assert list(differences(table(PAGES), opened, "get")) == []


def test_who_may_do_what(opened):
    assert list(differences(table(ACTS), opened, "post")) == []


def test_nothing_is_done_by_following_a_link(opened):
    """Not even for an administrator does opening the address of an act do anything."""
    for name in table(ACTS).keys() - table(PAGES).keys():
        one = opened.answers["get", name, "administrator"]
        assert (one.status in ("405", "go"), one.traced) == (True, False), name


def test_a_page_without_an_act_takes_none(opened):
    for name in table(PAGES).keys() - table(ACTS).keys():
        assert not opened.answers["post", name, "administrator"].traced, name


# Mail services stop messages for their readers by one POST without cookies: the signed link is what lets them in.
WITHOUT_TOKEN = {"outreach:stop", "outreach:stop@guess"}


@pytest.mark.django_db
def test_every_act_needs_the_token_of_its_page(manager, administrator):
    careless, scene = Client(enforce_csrf_checks=True), make_scene(manager, administrator)
    careless.cookies = administrator.client.cookies
    for name in table(ACTS).keys() - WITHOUT_TOKEN:
        assert answer(careless, "post", scene.address(name))[:2] == ("403", False), name
