"""How sign-in meets our accounts: nobody signs up by themselves, and whoever reads a code can be reached."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import email_confirmed
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from bigtent.people.models import Source
from bigtent.people.services import Reach, add_contact_points


class Adapter(DefaultAccountAdapter):
    """Accounts are opened on invitation or claim, never by a form at the door."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code we sent. Look at the letter again; when several came, only the latest holds."
        ),
        "account_inactive": _("This account is closed. Ask somebody of the organization to open it again."),
        "rate_limited": _("Too many tries in a short time. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Too many tries in a short time. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """The letter waits for the answer: neither its time nor a mail server out of reach tells of an account."""
        words = {"request": self.request, "email": email} | context
        self.request.letters.append(self.render_mail(template_prefix, email, words))


@receiver(email_confirmed)
def keep_confirmed_address(email_address, **_more):
    """The first code that came back shows that letters to this address are read."""
    account = email_address.user
    reach = Reach(account.person_id, "email", email_address.email)
    add_contact_points(reaches=[reach], source=Source.SELF, by=account)
