"""Load a registry from the command line."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.alumni.services.registry import load_registry
from bigtent.ledger.errors import Refusal
from bigtent.ledger.terminal import TerminalProgress


class Command(BaseCommand):
    help = "Load one edition of a list that somebody else keeps, from a CSV or Parquet file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV or Parquet with npi (or id), last_name, first_name")
        parser.add_argument("--name", required=True, help="the name that all editions share")
        parser.add_argument("--as-of", required=True, help="the date of the list, such as 2026-11-01")
        parser.add_argument("--source", required=True, help="where it comes from")
        parser.add_argument("--license", required=True, help="what its use rests on: a license, law or agreement")

    def handle(self, *args, file, name, as_of, source, license, **options):  # noqa: A002 - named by its option
        progress = TerminalProgress(self.stderr)
        try:
            result = load_registry(
                path=file, name=name, as_of_on=as_of, source=source, terms=license, by=None, progress=progress
            )
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        finally:
            progress.finish()
        self.stdout.write(self._told(result))

    def _told(self, result) -> str:
        told = {"name": result["name"], "rows": f"{result['rows']:,}", "refused": f"{result.get('refused_rows', 0):,}"}
        if result["already"]:
            return _("%(name)s is here already, with %(rows)s rows.") % told
        lines = [_("%(name)s: %(rows)s rows loaded, %(refused)s refused.") % told]
        return "\n".join([*lines, *result["problems"]])
