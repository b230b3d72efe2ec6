"""Every page, refusal, letter and PDF in a language of tests alone: what stands outside its marks was forgotten."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from bigtent.ledger.models import Job
from bigtent.mentoring import services as mentoring
from bigtent.people.mail import SIGN_IN_CHANGES, security_notice
from bigtent.people.models import Person
from bigtent.people.services import end_role, grant_role, invite_account, reset_second_factor, send_claim_link
from tests.browser.passkey import CREDENTIAL
from tests.cast import signed_in
from tests.catalog.longer import BEGIN, longer, spoken_instead_of_spanish
from tests.catalog.seen import Known, in_letter, on_page
from tests.engines.charts.reading import words_of
from tests.factories import make_account, make_contact_point, make_person, make_place
from tests.mentoring.making import make_round, proposed
from tests.people.signing import ASK, CONFIRM, set_up_app
from tests.security.scene import make_scene

pytestmark = pytest.mark.django_db
READERS = ("visitor", "member", "administrator")


@pytest.fixture
def longer_words(settings, tmp_path):
    """Called, it lets whoever reads Spanish read the longer language; until then things are made in English."""
    return lambda: spoken_instead_of_spanish(settings, tmp_path)


@pytest.fixture
def scene(manager, administrator):
    return make_scene(manager, administrator)


@pytest.fixture
def clients(scene, member, administrator, settings):
    clients = dict(zip(READERS, (Client(), member.client, administrator.client), strict=True))
    for client in clients.values():
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    return clients


def _outside(client, method, address, known):
    undo = transaction.savepoint()
    response = getattr(client, method)(address)
    response.close()
    transaction.savepoint_rollback(undo)
    is_page = response.status_code != 302 and "text/html" in response.headers.get("Content-Type", "")
    return on_page(response.content.decode(), known) if is_page else []


@pytest.mark.parametrize("page", ["400.html", "403_csrf.html", "413.html", "429.html", "500.html", "building.html"])
def test_pages_of_a_bad_moment(page, longer_words, db):
    longer_words()
    with override("es"):
        assert on_page(render_to_string(page, {"size": 61, "most": 60, "job": Job(title="")}), Known()) == []


def test_what_is_asked_on_the_way_in(member, client, settings, longer_words):
    set_up_app(member.client)
    passkey = Authenticator.objects.create(
        user=member, type="webauthn", data={"name": "my own", "credential": CREDENTIAL}
    )
    client.post(ASK, {"email": member.email})
    longer_words()
    names = ("mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate")
    pages = [(member.client, reverse(name)) for name in names]
    pages += [(member.client, reverse("mfa_remove_webauthn", args=[passkey.pk])), (client, CONFIRM)]
    for reader, address in pages:
        reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
        assert (address, _outside(reader, "get", address, Known())) == (address, [])


def test_the_set_up(client, settings, longer_words):
    longer_words()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert _outside(client, "get", reverse("setup"), Known()) == []
    assert _outside(client, "post", reverse("setup"), Known()) == []


def test_what_is_forgotten_is_found(longer_words, db):
    longer_words()
    page = f"<h1 title='Of old'>{longer('Good day')}, <b>Ann</b></h1><p>22 de mayo de 2026</p><code>make</code>"
    assert sorted(on_page(page, Known())) == ["Of old", "⟦Goóoód daáy⟧, Ann"]
    make_person(given_name="Ann")
    assert on_page(page, Known()) == ["Of old"]


@pytest.fixture
def reader(network):
    """An administrator to be, who reads Spanish."""
    person = make_person(given_name="Inés", family_name="Okafor", language="es")
    return make_account(person=person, email="ines@example.org")


def assert_translated(texts):
    known = Known()
    for text in texts:
        assert BEGIN in text
        assert in_letter(text, known) == []


def said_in(letters):
    return [f"{letter.subject}\n{letter.body}" for letter in letters]


@pytest.mark.django_db(transaction=True)
def test_every_letter_about_an_account(reader, administrator, mailoutbox, longer_words):
    longer_words()
    invite_account(account=reader, by=administrator)
    Client().post(ASK, {"email": reader.email})
    claiming = make_contact_point(person=make_person(language="es"), value="who@example.org")
    send_claim_link(email=claiming.value)
    for change in SIGN_IN_CHANGES.values():
        security_notice(reader, change).send()
    assert len(mailoutbox) == 3 + len(SIGN_IN_CHANGES)
    assert_translated(said_in(mailoutbox))


@pytest.mark.django_db(transaction=True)
def test_every_letter_about_what_an_account_may_do(reader, administrator, mailoutbox, longer_words):
    longer_words()
    grant_role(account=reader, role="reviewer", by=administrator)
    set_up_app(signed_in(reader).client)
    reset_second_factor(account=reader, by=administrator, reason="lost it")
    end_role(account=reader, role="reviewer", by=administrator)
    assert len(mailoutbox) == 4
    assert_translated(said_in(mailoutbox))


def test_the_letters_of_a_round(manager, mailoutbox, longer_words):
    the_round = make_round(mentees=1, mentors=1)
    for one in (the_round.program.mentees.get(), the_round.program.mentors.get()):
        Person.objects.filter(pk=one.person_id).update(language="es", place=make_place())
        make_contact_point(person=one.person, value=f"p{one.person_id}@example.org")
    proposed(the_round)
    longer_words()
    mentoring.publish_round(match_round=the_round.key, by=manager)
    assert len(mailoutbox) == 2
    assert_translated(said_in(mailoutbox))


def test_the_document_of_what_is_known(scene, clients, longer_words):
    longer_words()
    pdf = clients["administrator"].post(reverse("people:my_data_pdf")).content
    assert b"/Lang(es)" in pdf
    assert_translated([words_of(pdf)])
