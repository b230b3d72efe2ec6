"""Take today's figures of all promises; meant for a daily timer."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.accountability.services import observe
from bigtent.ledger.errors import Refusal
from bigtent.ledger.terminal import TerminalProgress


class Command(BaseCommand):
    help = "Take today's value of every figure a promise of a plan is bound to."

    def handle(self, *args, **options):
        try:
            result = observe(by=None, progress=TerminalProgress(self.stderr))
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(_("%(count)s figures taken.") % {"count": result["observed"]})
