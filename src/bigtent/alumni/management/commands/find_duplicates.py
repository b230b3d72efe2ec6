"""Find duplicates among the alumni from the command line."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.alumni.services import find_duplicates
from bigtent.ledger.errors import Refusal
from bigtent.ledger.terminal import TerminalProgress


class Command(BaseCommand):
    help = "Find people who stand in the lists more than once; merge the sure ones, keep the others as questions."

    def handle(self, *args, **options):
        progress = TerminalProgress(self.stderr)
        try:
            found = find_duplicates(by=None, progress=progress)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        finally:
            progress.finish()
        self.stdout.write(
            _("%(people)s records compared: %(merged)s merged, %(asked)s questions wait.")
            % {name: f"{found[name]:,}" for name in ("people", "merged", "asked")}
        )
