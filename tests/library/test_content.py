"""The texts that come with the program: loaded, readable, with sources; left alone once people changed them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse

from bigtent.ledger.models import AuditEntry
from bigtent.library.models import Path, Resource
from bigtent.library.packaged import packaged_pages, packaged_paths
from bigtent.library.reading import own_links
from bigtent.library.services import content
from bigtent.library.services.paths import change_path
from bigtent.library.services.resources import change_resource, take_off_shelf

PAGES = {page.name: page for page in packaged_pages()}


@pytest.fixture
def loaded(network):
    call_command("load_reference", verbosity=0)


def test_it_works(client, loaded):
    """A visitor reads a packaged page, sees when it was checked, and its sources."""
    told = client.get("/library/pages/debt/", follow=True).content.decode()
    assert "Debt: repaying the loans" in told
    assert "Checked on November 22, 2026." in told
    assert "not legal, financial or medical advice" in told
    assert 'href="https://www.govinfo.gov/content/pkg/FR-2026-05-01/html/2026-08556.htm"' in told


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_whole(name):
    page = PAGES[name]
    assert 500 <= len(page.text.split()) <= 900
    assert page.checked_on == date(2026, 11, 22)
    assert len(page.sources) >= 3
    for source in page.sources:
        assert source["title"] and source["publisher"] and source["link"].startswith("http")
    assert "## What to do now" in page.text
    assert page.text.rindex("## Whom to ask") > page.text.rindex("## What to do now")


@pytest.mark.parametrize("name", PAGES)
def test_each_source_named_in_the_text_is_there(name):
    page = PAGES[name]
    for number in range(1, len(page.sources) + 1):
        assert f"source {number}" in page.text or f"and {number})" in page.text or f"sources {number}" in page.text
    assert f"source {len(page.sources) + 1}" not in page.text


def test_every_page_opens_and_its_links_lead_somewhere(client, loaded):
    for name, page in PAGES.items():
        answer = client.get(reverse("library:page", args=[name]), follow=True)
        assert answer.status_code == 200, name
        for link in own_links(page.text):
            assert f'href="http://testserver{link}"' in answer.content.decode(), (name, link)
            assert client.get(link, follow=True).status_code == 200, (name, link)


def test_every_step_leads_somewhere(loaded):
    assert [path.stage for path in packaged_paths()] == Path.Stage.values
    for path in packaged_paths():
        for step in path.steps:
            assert step.get("page", "debt") in PAGES
            try:
                resolve(step.get("link", "/"))
            except Resolver404:
                pytest.fail(f"{path.stage}: {step['title']} leads to {step['link']}")


def test_loading_again_changes_nothing(loaded):
    before = list(Resource.objects.values()) + list(Path.objects.values())
    assert content.load_content() == {"pages": 0, "paths": 0}
    assert list(Resource.objects.values()) + list(Path.objects.values()) == before
    assert AuditEntry.objects.filter(verb="load_content").count() == 1


def test_a_newer_text_is_a_new_version(client, loaded, monkeypatch):
    newer = replace(PAGES["debt"], text="Everything changed. (source 1)", digest="newer")
    monkeypatch.setattr(content, "packaged_pages", lambda: [newer])
    assert content.load_content()["pages"] == 1
    row = Resource.objects.get(shipped="debt")
    assert (row.number, row.text) == (2, newer.text)
    assert "Debt: repaying" in client.get(reverse("library:version", args=[row.key, 1])).content.decode()


def test_what_people_changed_or_took_off_is_left_alone(loaded, manager, monkeypatch):
    ours, gone = Resource.objects.get(shipped="debt"), Resource.objects.get(shipped="retirement")
    change_resource(resource=ours, by=manager, text="Our own words.", what_changed="Ours")
    take_off_shelf(thing=gone, by=manager)
    path = Path.objects.get(stage="student")
    change_path(path=path, by=manager, title="Our way")
    newer = [replace(PAGES[name], text="Newer", digest="newer") for name in ("debt", "retirement")]
    monkeypatch.setattr(content, "packaged_pages", lambda: newer)
    monkeypatch.setattr(content, "packaged_paths", lambda: [replace(p, digest="newer") for p in packaged_paths()])
    assert content.load_content() == {"pages": 0, "paths": 4}
    ours.refresh_from_db()
    path.refresh_from_db()
    assert (ours.text, path.title) == ("Our own words.", "Our way")
