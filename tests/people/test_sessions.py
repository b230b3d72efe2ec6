"""Where one is signed in, for how long, and how it ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from bigtent.people.services import close_account, end_role
from bigtent.people.sessions import browser_of
from tests.cast import signed_in
from tests.people.test_sign_in import CONFIRM, ask_for_code

pytestmark = pytest.mark.django_db
PAGE, ME, END_OTHERS = reverse("mfa_index"), reverse("people:me"), reverse("end_other_sessions")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_out(client):
    return client.get(ME).status_code == 302


def test_they_are_listed_by_browser_and_day(member):
    page = member.client.get(PAGE).text
    assert "Where you are signed in" in page
    assert "signed in on November 22, 2026" in page


def test_no_address_and_little_of_the_browser_is_kept(member, mailoutbox):
    client = Client(headers={"user-agent": FIREFOX})
    client.post(CONFIRM, {"code": ask_for_code(client, member.email, mailoutbox)[1]})
    kept = UserSession.objects.get(session_key=client.session.session_key)
    assert (kept.ip, kept.user_agent) == ("0.0.0.0", "Firefox/Linux")
    assert "Firefox on Linux" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge/Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari/iPhone"),
        ("Firefox/Linux", "Firefox/Linux"),
        ("curl/8.1", "/"),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_its_name(told, kept):
    assert browser_of(told) == kept


def test_one_is_ended(member):
    here, there = member.client, signed_in(member).client
    row = UserSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("end_session", args=[row.pk]))
    assert (signed_out(here), signed_out(there)) == (False, True)


def test_nobody_ends_that_of_somebody_else(member, stranger):
    row = UserSession.objects.get(session_key=stranger.client.session.session_key)
    assert member.client.post(reverse("end_session", args=[row.pk])).status_code == 404
    assert not signed_out(stranger.client)


def test_all_others_are_ended(member):
    here, there = member.client, signed_in(member).client
    before = there.session.session_key
    there.post(END_OTHERS)
    assert (signed_out(here), signed_out(there)) == (True, False)
    assert there.session.session_key != before
    assert UserSession.objects.get(user=member).session_key == there.session.session_key


def test_the_key_changes_at_sign_in(member, mailoutbox):
    client = Client()
    _answer, code = ask_for_code(client, member.email, mailoutbox)
    before = client.session.session_key
    client.post(CONFIRM, {"code": code})
    assert client.session.session_key != before


class TestTheEnd:
    def test_of_a_member_after_30_days_without_use(self, member, later):
        later(days=29)
        assert not signed_out(member.client)
        later(days=29)
        assert not signed_out(member.client)
        later(days=30, minutes=1)
        assert signed_out(member.client)

    def test_of_staff_after_12_hours_without_use(self, reviewer, later):
        later(hours=11)
        assert not signed_out(reviewer.client)
        later(hours=12, minutes=1)
        answer = reviewer.client.get(reverse("people:directory"), follow=True)
        assert "You were signed out" in answer.text
        assert answer.redirect_chain[-1][0].endswith("?next=/people/")

    def test_of_staff_after_7_days_in_all(self, reviewer, later):
        for _half_day in range(14):
            later(hours=11, minutes=59)
            assert not signed_out(reviewer.client)
        later(hours=1)
        assert signed_out(reviewer.client)

    def test_with_the_account(self, member):
        close_account(account=member, by=None)
        assert signed_out(member.client)
        assert not UserSession.objects.filter(user=member).exists()

    def test_with_a_staff_role(self, reviewer):
        end_role(account=reviewer, role="reviewer", by=None)
        assert signed_out(reviewer.client)
