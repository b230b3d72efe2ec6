"""An invitation: a link in a letter that lets one person in once."""

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.models import Invitation, Person, Source
from bigtent.people.services import close_account, invite_account, open_account
from tests.people.signing import link_in, set_up_app

pytestmark = pytest.mark.django_db(transaction=True)
OPEN, ME, SIGN_IN = reverse("people:invitations"), reverse("people:me"), reverse("mfa_index")


@pytest.fixture
def invited(network, mailoutbox):
    """Opens an account of a role with an invitation; gives the account and its link."""

    def invite(*roles):
        ada = Person(given_name="Ada", family_name="Okafor")
        account = open_account(person=ada, email="ada@example.org", by=None, roles=roles, invite=True)
        return account, link_in(mailoutbox[-1])

    return invite


def let_in(link):
    """Whether the button behind a link lets a fresh browser in, and the answer."""
    client = Client()
    answer = client.post(link)
    return client.get(ME).status_code == 200, answer


def test_it_works(client, invited):
    account, link = invited("member")
    assert "You are invited" in client.get(link).text
    assert client.post(link).url == ME
    assert client.get(ME).context["user"] == account
    assert AuditEntry.objects.get(verb="accept_invitation").by == account


def test_looking_at_the_link_changes_nothing(client, invited):
    """Programs that look through mail follow links."""
    _account, link = invited("member")
    client.get(link)
    client.head(link)
    assert Invitation.objects.usable().count() == 1
    assert client.get(ME).status_code == 302


def test_staff_are_led_to_how_they_sign_in(client, invited):
    _account, link = invited("reviewer")
    assert client.post(link).url == SIGN_IN
    assert client.get(reverse("people:directory")).url == SIGN_IN


def test_it_proves_the_address(client, invited):
    account, link = invited("member")
    client.post(link)
    assert account.emailaddress_set.get().verified
    assert account.person.contact_points.get().source == Source.SELF


def test_it_is_no_way_around_a_second_factor(client, invited, mailoutbox):
    account, link = invited("member")
    client.post(link)
    set_up_app(client)
    invite_account(account=account, by=None)
    assert Client().post(link_in(mailoutbox[-1])).url == reverse("mfa_authenticate")


def test_only_a_digest_is_kept(invited):
    _account, link = invited("member")
    assert link.split("/")[-2] not in str(Invitation.objects.values())


class TestOver:
    def over(self, link):
        """The words of the page behind a link that no longer works."""
        came_in, answer = let_in(link)
        assert (came_in, answer.status_code) == (False, 404)
        return answer.text.partition("<main")[2].partition("</main>")[0]

    def test_used_too_old_withdrawn_and_unknown_read_alike(self, client, invited, mailoutbox, later):
        account, link = invited("member")
        client.post(link)
        pages = {self.over(link), self.over(reverse("people:invitation", args=["nonsense"]))}
        invite_account(account=account, by=None)
        before = link_in(mailoutbox[-1])
        invite_account(account=account, by=None)
        pages.add(self.over(before))
        later(days=14, minutes=1)
        pages.add(self.over(link_in(mailoutbox[-1])))
        assert len(pages) == 1
        assert "Sign in with a code" in pages.pop()

    def test_so_does_that_of_a_closed_account(self, invited):
        account, link = invited("member")
        close_account(account=account, by=None)
        self.over(link)


class TestList:
    def post(self, administrator, name):
        page = reverse(f"people:{name}", args=[Invitation.objects.usable().get().pk])
        return administrator.client.post(page, follow=True).text

    def test_open_ones_are_listed(self, administrator, invited):
        assert "No invitation is open" in administrator.client.get(OPEN).text
        invited("member")
        assert "ada@example.org" in administrator.client.get(OPEN).text

    def test_one_is_sent_again_and_the_link_before_stops(self, administrator, invited, mailoutbox):
        _account, link = invited("member")
        assert "Sent." in self.post(administrator, "send_invitation_again")
        assert not let_in(link)[0]
        assert let_in(link_in(mailoutbox[-1]))[0]

    def test_one_is_withdrawn(self, administrator, invited):
        _account, link = invited("member")
        assert "Withdrawn." in self.post(administrator, "withdraw_invitation")
        assert not let_in(link)[0]
