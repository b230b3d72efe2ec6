"""How sign-in meets our accounts: nobody signs up by themselves, and whoever reads a code can be reached."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.signals import email_confirmed
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.dispatch import receiver
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bigtent.people.languages import writing_to
from bigtent.people.mail import SIGN_IN_CHANGES, security_notice
from bigtent.people.models import Account, Source
from bigtent.people.services import Reach, add_contact_points

TOO_MANY = _("Too many tries in a short time. Wait a few minutes, then try again.")


class Adapter(DefaultAccountAdapter):
    """Accounts are opened on invitation or claim, never by a form at the door."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code we sent. Look at the letter again; when several came, only the latest holds."
        ),
        "account_inactive": _("This account is closed. Ask somebody of the organization to open it again."),
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        return False

    def validation_error(self, code, *args):
        """What is refused because it was tried too often answers so by its status too."""
        if code in ("rate_limited", "too_many_login_attempts"):
            self.request.tried_too_often = True
        return super().validation_error(code, *args)

    def send_mail(self, template_prefix, email, context):
        """The letter waits for the answer: neither its time nor a mail server out of reach tells of an account."""
        words = {"request": self.request, "email": email} | context
        account = Account.objects.select_related("person").get(email__iexact=email)
        with writing_to(account.person, asked_in=get_language()):
            self.request.letters.append(self.render_mail(template_prefix, email, words))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Each change of how somebody signs in is told to her."""
        if template_prefix in SIGN_IN_CHANGES:
            self.request.letters.append(security_notice(user, SIGN_IN_CHANGES[template_prefix]))

    def get_login_stages(self):
        ours = {"allauth.mfa.stages.AuthenticateStage": "bigtent.people.organization_sign_in.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_client_ip(self, request):
        """Behind fewer proxies than were named, the address is that of whoever asks."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            return request.META["REMOTE_ADDR"]


def sign_in(request, account, *, how: str, leads_to: str):
    """Sign in whoever has proven that she reads the mail of the account; a second factor is asked where there is one.

    The key of the session changes. Whoever was signed in before is signed out.
    """
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, account, how)
    return perform_login(request, Login(user=account, redirect_url=leads_to))


@receiver(email_confirmed)
def keep_confirmed_address(email_address, **_more):
    """The first code that came back shows that letters to this address are read."""
    account = email_address.user
    reach = Reach(account.person_id, "email", email_address.email)
    add_contact_points(reaches=[reach], source=Source.SELF, by=account, proven=True)
