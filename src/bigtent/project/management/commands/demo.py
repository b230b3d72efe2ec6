"""Build the demonstration network, or take it away."""

import gc

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.ledger.errors import Refusal
from bigtent.ledger.management.commands.work import PATIENT
from bigtent.ledger.terminal import TerminalProgress
from bigtent.project.demo import services
from bigtent.project.demo.signing import print_sign_in_links


class Command(BaseCommand):
    help = "Build the demonstration network, or take it away and leave what is real."

    def add_arguments(self, parser):
        parser.add_argument("--size", default="full", help="full (32,000 alumni) or small (1,000)")
        parser.add_argument("--seed", type=int, default=services.SEED)
        parser.add_argument("--remove", action="store_true", help="take the demonstration away")
        parser.add_argument("--links", action="store_true", help="print new sign-in links")

    def handle(self, *args, size, seed, remove, links, **options):
        try:
            if remove:
                self._remove()
            elif links:
                print_sign_in_links(self.stdout.write)
            else:
                self._build(size, seed)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal

    def _build(self, size, seed):
        gc.set_threshold(*PATIENT)
        result = services.build_demonstration(size=size, seed=seed, progress=TerminalProgress(self.stderr))
        for line in result["report"]:
            self.stdout.write(line)
        print_sign_in_links(self.stdout.write)

    def _remove(self):
        removed = services.remove_demonstration(progress=TerminalProgress(self.stderr))
        self.stdout.write(_("%s rows of the demonstration are gone.") % f"{sum(removed.values()):,}")
