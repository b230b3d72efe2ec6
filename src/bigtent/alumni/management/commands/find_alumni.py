"""Look for alumni in a registry from the command line."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

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
            _(
                "%(searched)s people searched for in %(edition)s; %(proposed)s have a candidate, "
                "about %(expected)s are expected to be right."
            )
            % {
                "searched": f"{result['searched']:,}",
                "edition": edition,
                "proposed": f"{result['proposed']:,}",
                "expected": f"{result['expected']:,.0f}",
            }
        )

    def _edition(self, name) -> Registry:
        """The latest edition of the registry of that name, or of the only one there is."""
        editions = list(Registry.objects.latest_editions())
        fitting = [edition for edition in editions if name in (None, edition.name)]
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(sorted(edition.name for edition in editions)) or _("none yet")
        wrong = _("There is no registry “%s”.") % name if name else _("Name the registry to search with --registry.")
        raise CommandError(_("%(wrong)s Loaded are: %(known)s.") % {"wrong": wrong, "known": known}, returncode=2)
