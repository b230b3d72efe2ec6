"""Look for alumni in a registry from the command line."""

from django.core.management.base import BaseCommand, CommandError

from bigtent.alumni.models import Registry
from bigtent.alumni.services.finding import find_alumni
from bigtent.ledger.errors import Refusal
from bigtent.ledger.terminal import TerminalProgress


class Command(BaseCommand):
    help = "Look for your alumni in the latest edition of a registry and propose who may be whom."

    def add_arguments(self, parser):
        parser.add_argument("--registry", help="the name of a registry; needed where several were loaded")

    def handle(self, *args, registry, **options):
        edition = self._edition(registry)
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

    def _edition(self, name) -> Registry:
        """The latest edition of the registry of that name, or of the only one there is."""
        editions = list(Registry.objects.latest_editions())
        fitting = [edition for edition in editions if name in (None, edition.name)]
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(sorted(edition.name for edition in editions)) or "none yet"
        wrong = f"There is no registry {name!r}." if name else "Name the registry to search with --registry."
        raise CommandError(f"{wrong} Loaded are: {known}.", returncode=2)
