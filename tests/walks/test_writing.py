"""Staff write to two hundred alumni of one region in two languages: from a search of the directory to their mailboxes.

A second person releases it, and a real mail server takes every mail.
"""

import pytest

from bigtent.ledger.jobs import work
from bigtent.outreach.models import Message
from bigtent.people.models import Consent, ContactPoint, Person
from tests.cast import signed_in
from tests.factories import make_account, make_person, make_place
from tests.outreach.going import later
from tests.outreach.postbox import Postbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENGLISH, SPANISH, SILENT, ELSEWHERE = 130, 70, 15, 40


@pytest.fixture
def colleague(network):
    return signed_in(
        make_account(person=make_person(given_name="Noor", family_name="Haddad"), roles=["program_manager"])
    )


@pytest.fixture
def region(network):
    """Alumni of the Mountain states, some of whom read Spanish and some never agreed; and others elsewhere."""
    network.postal_address, network.contact_email = "1 Lantern Way, Denver, CO 80202", "office@example.org"
    network.save()
    mountain, elsewhere = make_place(), make_place(zip="02108", city="Boston", state="MA", division="new-england")
    parts = [(mountain, "", ENGLISH), (mountain, "es", SPANISH), (mountain, "en", SILENT), (elsewhere, "", ELSEWHERE)]
    rows = [
        Person(given_name=f"Ana{number}", family_name=f"Lujan{part}", place=place, language=language)
        for part, (place, language, count) in enumerate(parts)
        for number in range(count)
    ]
    for person in rows:
        person.fill_search_text()
    people = Person.objects.bulk_create(rows)
    ContactPoint.objects.bulk_create(
        ContactPoint(person=person, kind="email", value=f"p{person.pk}@example.org", source="self") for person in people
    )
    agreed = [person for person in people if person.family_name != "Lujan2"]
    Consent.objects.bulk_create(Consent(person=person, purpose="outreach", given=True) for person in agreed)
    return people


def test_from_a_search_to_two_hundred_mailboxes(looking, region, manager, colleague, settings, monkeypatch):
    monkeypatch.setattr("bigtent.outreach.services.addressing.MOST_ALONE", 150)
    monkeypatch.setattr("bigtent.outreach.views.sending.MOST_ALONE", 150)
    with Postbox() as postbox:
        postbox.used_by(settings)
        page = looking.open("/people/?region=mountain", manager)
        save_the_audience(page)
        write_in_two_languages(page)
        look_at_it_as_a_reader(page)
        try_it_out(page, postbox)
        release(looking.open("/monday/", colleague))
        schedule(page)
        later(settings, minutes=11)
        work(until_idle=True)
        arrived = postbox.mails[2:]
    see_where_it_is(page)
    assert page.complaints == []
    read_what_arrived(arrived, region)


def save_the_audience(page):
    page.get_by_role("link", name="Save this search as an audience").click()
    text = page.get_by_role("main").inner_text()
    assert "people are found\n215" in text and "will be written to\n200" in text
    assert "Has not agreed to news, or no longer does\t15" in text
    page.get_by_label("Name of the audience").fill("Alumni of the Mountain states")
    page.get_by_role("button", name="Keep this audience").click()
    page.get_by_role("heading", name="Alumni of the Mountain states").wait_for()


def write_in_two_languages(page):
    page.get_by_role("link", name="Write to it").click()
    page.get_by_label("What you call this message").fill("Fall meeting")
    page.get_by_label("Subject in English").fill("A date to keep")
    page.get_by_label("Text in English").fill("Dear {given_name},\n\nwe **meet** in Denver. {nickname}")
    page.get_by_label("Subject in Spanish").fill("Una fecha para guardar")
    page.get_by_label("Text in Spanish").fill("Hola {given_name}:\n\nnos **reunimos** en Denver.")
    page.get_by_role("button", name="Keep the draft and look at it").click()
    page.get_by_role("link", name="“{nickname}” is no field.").wait_for()
    page.get_by_label("Text in English").fill("Dear {given_name},\n\nwe **meet** in Denver.")
    page.get_by_role("button", name="Keep the draft and look at it").click()


def look_at_it_as_a_reader(page):
    page.get_by_role("heading", name="As a reader gets it").wait_for()
    page.get_by_role("searchbox", name="Name").fill("ana5 lujan1")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Ana5 Lujan1", exact=True).click()
    text = page.get_by_role("main").inner_text()
    assert "As Ana5 Lujan1 gets it, in Spanish." in text
    assert "Hola Ana5:" in text and "nos **reunimos** en Denver." in text
    page.get_by_role("link", name="Go on").click()


def try_it_out(page, postbox):
    page.get_by_role("button", name="Send it to myself").click()
    page.get_by_text("It waits for a second person.").wait_for()
    subjects = [mail["Subject"].partition(": ")[2] for mail in postbox.mails]
    assert subjects == ["A date to keep", "Una fecha para guardar"]


def release(page):
    page.get_by_role("listitem").filter(has_text="Fall meeting").get_by_role("link", name="Look and release").click()
    page.get_by_role("link", name="As a reader gets it").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Release it").click()
    page.get_by_text("Released. It can be scheduled now.").wait_for()


def schedule(page):
    page.reload()
    page.get_by_text("Released by Noor Haddad.").wait_for()
    page.get_by_label("At most so many mails a minute").fill("5000")
    page.get_by_role("button", name="Schedule it").click()
    page.get_by_text("Until it starts nobody was written to").wait_for()


def see_where_it_is(page):
    page.reload()
    text = page.get_by_role("main").inner_text()
    assert "sent\n200" in text and "Has not agreed to news, or no longer does\t15" in text
    assert Message.objects.get().state == "sent"
    page.get_by_role("link", name="15", exact=True).last.click()
    page.get_by_role("link", name="Ana0 Lujan2").wait_for()


def read_what_arrived(mails, region):
    """Each of the region who agreed, once, in her language, with a way to stop it."""
    wanted = {f"p{person.pk}@example.org": person.language for person in region[: ENGLISH + SPANISH]}
    assert sorted(mail["To"] for mail in mails) == sorted(wanted)
    for mail in mails:
        is_spanish = wanted[mail["To"]] == "es"
        plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert mail["Subject"] == ("Una fecha para guardar" if is_spanish else "A date to keep")
        assert ("nos **reunimos**" if is_spanish else "we **meet**") in plain
        assert f'<html lang="{"es" if is_spanish else "en"}">' in html
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
