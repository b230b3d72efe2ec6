"""Look for alumni in a registry from the command line."""

from django.core.management.base import BaseCommand, CommandError

from bigtent.alumni.models import Registry
from bigtent.alumni.services.finding import find_alumni
from bigtent.ledger.errors import Refusal
from bigtent.ledger.terminal import TerminalProgress


class Command(BaseCommand):
    help = "Look for your alumni in the latest edition of a registry and propose who may be whom."

    def add_arguments(self, parser):
        parser.add_argument("--registry", required=True, help="the name of a registry that was loaded")

    def handle(self, *args, registry, **options):
        edition = Registry.objects.latest_editions().filter(name=registry).first()
        if edition is None:
            known = ", ".join(sorted(set(Registry.objects.values_list("name", flat=True)))) or "none yet"
            raise CommandError(f"There is no registry {registry!r}. Loaded are: {known}.", returncode=2)
        progress = TerminalProgress(self.stderr)
        try:
            result = find_alumni(registry=edition.key, by=None, progress=progress)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        finally:
            progress.finish()
        self.stdout.write(
            f"{result['searched']:,} people searched for in {edition}; {result['proposed']:,} have a candidate, "
            f"about {result['expected']:,.0f} are expected to be right."
        )
