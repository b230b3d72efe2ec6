"""The second factor: an app or passkeys, recovery codes for when they are lost, and how one is taken away."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import AccountError
from bigtent.people.services import open_account, reset_second_factor
from tests.cast import signed_in
from tests.factories import make_account, make_person
from tests.people.signing import code_of, set_up_app, sign_in_by_mail

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, APP, CODES, FILE = (
    reverse(f"mfa_{name}") for name in ("index", "activate_totp", "view_recovery_codes", "download_recovery_codes")
)


@pytest.fixture
def ada(network):
    """A reviewer who has just signed in for the first time and has no second factor yet."""
    account = open_account(person=make_person(), email="ada@example.org", by=None, roles=["reviewer"])
    return signed_in(account, second_factor=False)


def test_it_works(ada, client, mailoutbox):
    secret = set_up_app(ada.client)
    answer = sign_in_by_mail(client, "ada@example.org", mailoutbox)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get(reverse("people:directory")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret, later=1)})
    assert client.get(reverse("people:directory")).status_code == 200


def test_she_goes_where_she_wanted_when_it_is_set_up(ada):
    assert ada.client.get(reverse("alumni:desk")).url == PAGE
    assert "Your role needs a second factor" in ada.client.get(PAGE).text
    set_up_app(ada.client)
    assert ada.client.post(CODES).url == reverse("alumni:desk")


def test_a_wrong_code_sets_nothing_up(ada):
    ada.client.get(APP)
    page = ada.client.post(APP, {"code": "000000"})
    assert "This is not the right code" in page.text
    assert not Authenticator.objects.exists()


def test_the_picture_for_the_camera_needs_no_style_and_no_data_address(ada):
    page = ada.client.get(APP).text
    assert '<svg class="qr"' in page
    assert "data:" not in page
    assert "style=" not in page


def test_no_code_is_taken_twice(ada, client, mailoutbox):
    code = code_of(set_up_app(ada.client), later=1)
    sign_in_by_mail(client, "ada@example.org", mailoutbox)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))
    sign_in_by_mail(client, "ada@example.org", mailoutbox)
    assert "it was used before" in client.post(reverse("mfa_authenticate"), {"code": code}).text


def test_secrets_lie_encrypted(ada):
    secret = set_up_app(ada.client)
    codes = ada.client.get(FILE).text.split()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        kept = str(cursor.fetchall())
    assert secret not in kept
    assert not [code for code in codes if code in kept]


class TestRecoveryCodes:
    def test_one_signs_in_once(self, ada, client, mailoutbox):
        set_up_app(ada.client)
        code = ada.client.get(FILE).text.split()[0]
        sign_in_by_mail(client, "ada@example.org", mailoutbox)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("people:directory")).status_code == 200
        assert "9 codes are left" in ada.client.get(PAGE).text

    def test_they_are_shown_until_they_are_kept_and_never_again(self, ada):
        set_up_app(ada.client)
        codes = ada.client.get(FILE).text.split()
        assert codes[0] in ada.client.get(CODES).text
        ada.client.post(CODES)
        assert codes[0] not in ada.client.get(CODES).text
        assert ada.client.get(FILE).url == CODES

    def test_another_session_never_sees_them(self, ada):
        set_up_app(ada.client)
        codes = ada.client.get(FILE).text.split()
        assert codes[0] not in signed_in(ada).client.get(CODES).text

    def test_new_ones_end_the_old(self, ada):
        set_up_app(ada.client)
        before = ada.client.get(FILE).text.split()
        ada.client.post(reverse("mfa_generate_recovery_codes"))
        assert set(ada.client.get(FILE).text.split()).isdisjoint(before)


class TestChanges:
    def test_each_is_told_by_a_letter_with_a_subject_that_says_nothing(self, ada, mailoutbox):
        set_up_app(ada.client)
        ada.client.post(reverse("mfa_generate_recovery_codes"))
        ada.client.post(reverse("mfa_deactivate_totp"))
        told = ["An authenticator app was set up", "New recovery codes were made", "The authenticator app was removed"]
        assert [words in letter.body for words, letter in zip(told, mailoutbox, strict=True)] == [True] * 3
        assert {letter.subject for letter in mailoutbox} == {"About your account with Lantern Fellows Foundation"}
        assert "127.0.0.1" not in mailoutbox[0].body.replace("http://127.0.0.1", "")

    def test_each_stands_in_the_audit(self, ada):
        set_up_app(ada.client)
        ada.client.post(reverse("mfa_deactivate_totp"))
        assert AuditEntry.objects.filter(by=ada).values_list("verb", flat=True).order_by("pk")[0] == "add_second_factor"
        assert AuditEntry.objects.filter(verb="remove_second_factor", by=ada).exists()

    def test_without_one_left_staff_can_do_nothing_again(self, ada):
        set_up_app(ada.client)
        assert ada.client.get(reverse("people:directory")).status_code == 200
        ada.client.post(reverse("mfa_deactivate_totp"))
        assert ada.client.get(reverse("people:directory")).url == PAGE

    def test_it_is_shown_again_before_one(self, ada, settings):
        secret = set_up_app(ada.client)
        settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
        asked = ada.client.post(reverse("mfa_deactivate_totp"))
        assert asked.url.startswith(reverse("mfa_reauthenticate"))
        assert Authenticator.objects.filter(type="totp").exists()
        settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
        ada.client.post(asked.url, {"code": code_of(secret, later=1)})
        assert not Authenticator.objects.exists()

    def test_the_first_one_needs_a_sign_in_of_the_latest_minutes(self, ada, later):
        later(minutes=16)
        assert ada.client.get(APP).url.startswith(reverse("account_login"))
        assert "_auth_user_id" not in ada.client.session


class TestReset:
    @pytest.fixture
    def other(self, network):
        return signed_in(make_account(roles=["reviewer"]), second_factor=False)

    def reset(self, administrator, account, reason="She called from the number we know"):
        page = reverse("people:reset_second_factor", args=[account.person.key])
        return administrator.client.post(page, {"reason": reason}, follow=True).text

    def test_an_administrator_takes_it_away_and_the_owner_is_told(self, administrator, other, mailoutbox):
        set_up_app(other.client)
        mailoutbox.clear()
        assert "Taken away" in self.reset(administrator, other)
        assert not Authenticator.objects.filter(user=other).exists()
        assert [letter.to for letter in mailoutbox] == [[other.email]]
        assert AuditEntry.objects.get(verb="reset_second_factor").reason == "She called from the number we know"

    def test_her_sessions_end_with_it(self, administrator, other):
        set_up_app(other.client)
        self.reset(administrator, other)
        assert other.client.get(PAGE).url.startswith(reverse("account_login"))

    def test_nobody_does_it_for_herself_or_without_a_reason(self, administrator, other):
        set_up_app(other.client)
        assert "Say why" in self.reset(administrator, other, reason=" ")
        assert "Nobody takes away her own" in self.reset(administrator, administrator)
        assert Authenticator.objects.filter(user=other).exists()

    def test_who_has_none_loses_none(self, administrator, other):
        with pytest.raises(AccountError, match="has no second factor"):
            reset_second_factor(account=other, by=administrator, reason="Lost")

    def test_the_last_administrator_is_let_in_from_the_machine(self, administrator, capsys):
        fresh = signed_in(administrator, second_factor=False)
        set_up_app(fresh.client)
        call_command("reset_second_factor", "amara@example.org")
        assert "sets up a new second factor" in capsys.readouterr().out
        assert not Authenticator.objects.exists()
        with pytest.raises(CommandError, match="Nobody signs in with"):
            call_command("reset_second_factor", "nobody@example.org")
