"""Bring in a roster from the command line: the same dry run, the same words, the same transaction."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bigtent.alumni.models import RosterFile
from bigtent.alumni.services import import_roster
from bigtent.ledger.errors import Refusal
from bigtent.ledger.terminal import TerminalProgress

SHOWN = 20


class Command(BaseCommand):
    help = "Check one of your own lists, CSV or XLSX, and with --apply bring it in. Cut off, it goes on where it was."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the list, one line for each person")
        parser.add_argument("--source", help="which of your lists this is; else the name of the file")
        parser.add_argument(
            "--map", nargs="*", default=[], metavar="THEIRS=OURS", help='such as --map "Grad Yr=class_year"'
        )
        parser.add_argument("--program", default="", help="the program of everybody on a list that names none")
        parser.add_argument("--apply", action="store_true", help="bring it in; without it nothing is changed")

    def handle(self, *args, file, source, program, apply, **options):
        columns = dict(_pair(text) for text in options["map"])
        progress = TerminalProgress(self.stderr)
        try:
            with file.open("rb") as opened:
                brought = import_roster(
                    file=opened, name=file.name, roster=source or file.stem, by=None, columns=columns,
                    program=program, apply=apply, progress=progress,
                )  # fmt: skip
        except OSError as fault:
            raise CommandError(
                _("%(file)s cannot be opened: %(why)s.") % {"file": file, "why": fault.strerror}, returncode=2
            ) from fault
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        finally:
            progress.finish()
        self._tell(brought)

    def _tell(self, brought: RosterFile) -> None:
        counts = brought.counts
        self.stdout.write(_("Columns: %s") % ", ".join(f"{their} = {our}" for our, their in brought.columns.items()))
        for problem in brought.problems.refusing()[:SHOWN]:
            self.stdout.write(
                _("Line %(line)s, %(column)s, “%(value)s”: %(what)s")
                % {
                    "line": problem.line,
                    "column": problem.column or _("whole line"),
                    "value": problem.value,
                    "what": f"{problem.problem} {problem.remedy}",
                }
            )
        if counts["refused"] > SHOWN:
            self.stdout.write(_("More refused lines stand on the page of this file."))
        self.stdout.write(
            _(
                "%(rows)s lines: %(new)s new people, %(further)s further lines of theirs, %(changed)s adding to people "
                "already here, %(known)s known already, %(repeated)s repeated, %(refused)s refused, %(blank)s blank."
            )
            % {name: f"{count:,}" for name, count in counts.items()}
        )
        if brought.state == RosterFile.State.APPLIED:
            self.stdout.write(
                _("Brought in on %s. Bringing it again changes nothing.") % f"{brought.applied_at:%Y-%m-%d}"
            )
        else:
            self.stdout.write(_("Nothing was changed. Add --apply to bring it in."))


def _pair(text: str) -> tuple[str, str]:
    """“Grad Yr=class_year” as (ours, theirs)."""
    their, sign, ours = text.rpartition("=")
    if not sign or not their.strip() or not ours.strip():
        raise CommandError(_("--map “%s” should read THEIRS=OURS, such as “Grad Yr=class_year”.") % text, returncode=2)
    return ours.strip(), their.strip()
