"""Take away the second factor of somebody who lost it, where no other administrator can."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.people.errors import AccountError
from bigtent.people.models import Account
from bigtent.people.services import reset_second_factor


class Command(BaseCommand):
    help = "Take away passkeys, authenticator app and recovery codes of an account, and end its sessions."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address the account signs in with")
        parser.add_argument("--reason", default="Asked for at the machine", help="kept in the audit")

    def handle(self, *args, email, reason, **options):
        account = Account.objects.filter(email__iexact=email.strip()).select_related("person").first()
        if account is None:
            raise CommandError(_("Nobody signs in with %s.") % email, returncode=2)
        try:
            reset_second_factor(account=account, by=None, reason=reason)
        except AccountError as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(_("%s signs in with a code by mail, and then sets up a new second factor.") % account.person)
