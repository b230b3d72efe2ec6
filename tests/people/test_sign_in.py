"""Signing in: a code by e-mail, no password, nobody signs up alone, nobody learns who has an account."""

import re

import pytest
from django.urls import reverse

from bigtent.ledger.clock import today
from bigtent.people.models import Account, Person, Source
from bigtent.people.services import close_account, end_contact_points, open_account

pytestmark = pytest.mark.django_db
ASK, CONFIRM = reverse("account_request_login_code"), reverse("account_confirm_login_code")


@pytest.fixture
def ada(network):
    return open_account(person=Person(family_name="Okafor"), email="ada@example.org", by=None, roles=["member"])


def ask_for_code(client, email, mailoutbox):
    response = client.post(ASK, {"email": email})
    codes = re.findall(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mailoutbox[0].body, re.M) if mailoutbox else []
    return response, codes[0] if codes else None


def test_it_works(client, ada, mailoutbox):
    _response, code = ask_for_code(client, "Ada@example.org", mailoutbox)
    assert mailoutbox[0].to == ["ada@example.org"]
    client.post(CONFIRM, {"code": code})
    assert client.get(reverse("people:me")).context["user"] == ada


def test_the_code_proves_the_address(client, ada, mailoutbox):
    assert not ada.emailaddress_set.get().verified
    client.post(CONFIRM, {"code": ask_for_code(client, "ada@example.org", mailoutbox)[1]})
    assert ada.emailaddress_set.get().verified


def test_who_reads_the_code_can_be_reached_there(client, ada, mailoutbox):
    assert reach(ada) == [("ada@example.org", Source.STAFF)]
    client.post(CONFIRM, {"code": ask_for_code(client, "ada@example.org", mailoutbox)[1]})
    assert reach(ada) == [("ada@example.org", Source.SELF)]
    assert ada.person.contact_points.get().checked_on == today()


def test_signing_in_again_brings_no_ended_address_back(client, ada, mailoutbox):
    client.post(CONFIRM, {"code": ask_for_code(client, "ada@example.org", mailoutbox)[1]})
    end_contact_points(points=ada.person.contact_points.all(), by=ada)
    client.post(reverse("account_logout"))
    mailoutbox.clear()
    client.post(CONFIRM, {"code": ask_for_code(client, "ada@example.org", mailoutbox)[1]})
    assert client.get(reverse("people:me")).status_code == 200
    assert reach(ada) == []


def reach(account):
    return list(account.person.contact_points.in_use().values_list("value", "source"))


def test_a_wrong_code_lets_nobody_in(client, ada, mailoutbox):
    ask_for_code(client, "ada@example.org", mailoutbox)
    answer = client.post(CONFIRM, {"code": "AAAAAA"})
    assert client.get(reverse("people:me")).status_code == 302
    assert "Look at the letter again" in answer.text


def test_an_unknown_address_is_answered_alike_and_gets_no_mail(client, ada, mailoutbox):
    unknown, code = ask_for_code(client, "nobody@example.org", mailoutbox)
    assert (code, mailoutbox) == (None, [])
    known, _code = ask_for_code(client, "ada@example.org", mailoutbox)
    assert (unknown.status_code, unknown.headers["location"]) == (known.status_code, known.headers["location"])
    assert alike(client.get(unknown.headers["location"])) == alike(client.get(known.headers["location"]))


def alike(page):
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page.text).replace("ada@", "nobody@")


def test_a_closed_account_gets_in_by_no_code(client, ada, mailoutbox):
    close_account(account=ada, by=None)
    _response, code = ask_for_code(client, "ada@example.org", mailoutbox)
    client.post(CONFIRM, {"code": code or "AAAAAA"})
    assert client.get(reverse("people:me")).status_code == 302


def test_nobody_signs_up_alone(client, network):
    before = Account.objects.count()
    client.post(reverse("account_signup"), {"email": "new@example.org"})
    assert Account.objects.count() == before


def test_signing_out(member):
    member.client.post(reverse("account_logout"))
    assert member.client.get(reverse("people:me")).status_code == 302
