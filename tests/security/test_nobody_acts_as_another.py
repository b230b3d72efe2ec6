"""Impersonation does not exist: no address, command or verb signs somebody in as somebody else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from bigtent.people import services
from bigtent.project import cli
from tests.security.scene import make_scene, named_addresses
from tests.security.test_permission_matrix import ACTS, PAGES, table

pytestmark = pytest.mark.django_db
SOURCE = Path("src/bigtent")
# Each proves first who she is: by a letter, at the machine, or to her organization.
SIGNS_IN = {"people/accounts.py", "project/demo/signing.py", "project/setup.py"}
SUSPICIOUS = re.compile(r"impersonat|hijack|switch_user|login_as|act_as|sudo|become", re.I)


def test_no_address_changes_who_an_administrator_is(manager, administrator, member, monkeypatch):
    # Who she is is settled before anything is drawn, and drawing every page takes long.
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_told, **_more: "drawn")
    scene, me = make_scene(manager, administrator), str(administrator.pk)
    told = {"account": member.pk, "user": member.pk, "email": member.email, "key": member.person.key}
    leaving = {"account_logout", "people:leave"}
    for name in (table(PAGES) | table(ACTS)).keys() - leaving:
        for method in ("get", "post"):
            client = Client()
            client.cookies = administrator.client.cookies.copy()
            b"".join(getattr(client, method)(scene.address(name), told))
            assert client.session.get("_auth_user_id", me) == me, name
            administrator.refresh_from_db()


def test_no_name_promises_it():
    names = {*named_addresses(), *cli.PLATFORM, *services.__all__, *settings.MIDDLEWARE, *settings.INSTALLED_APPS}
    assert [name for name in names if SUSPICIOUS.search(name)] == []


def test_only_these_places_sign_somebody_in():
    """A new place that does has to be thought about here."""
    signing = re.compile(r"\b(?:django_login|perform_login|login)\(request")
    found = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if signing.search(path.read_text())}
    assert found == SIGNS_IN


def test_links_of_the_demonstration_are_no_way_around(administrator, member, client):
    for account in (administrator, member):
        assert client.get(reverse("demo-sign-in", args=[account.pk, "guess"])).status_code == 404
