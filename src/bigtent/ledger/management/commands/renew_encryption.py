"""Give every encrypted value a token of the newest key."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.ledger.errors import Refusal
from bigtent.ledger.services import renew_encryption
from bigtent.ledger.terminal import TerminalProgress


class Command(BaseCommand):
    help = "Give every encrypted value the newest key of BIGTENT_ENCRYPTION_KEYS; then the older ones can go."

    def handle(self, *args, **options):
        progress = TerminalProgress(self.stderr)
        try:
            result = renew_encryption(by=None, progress=progress)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        finally:
            progress.finish()
        self.stdout.write(
            _("%s values were given the newest key. The older keys can be taken away.") % f"{result['renewed']:,}"
        )
