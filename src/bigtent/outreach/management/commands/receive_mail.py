"""Take in mail that came back, from the pipe of a mail server or from a folder of mail."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from bigtent.outreach.services import receive_mail

# By this exit a mail server knows that it should try again later (sysexits.h, EX_TEMPFAIL).
TRY_AGAIN = 75


class Command(BaseCommand):
    help = "Take in mail that came back: bounces, complaints, automatic answers and answers."

    def add_arguments(self, parser):
        parser.add_argument("--sent-to", default="", metavar="ADDRESS", help="the address the mail came in by")
        parser.add_argument("--maildir", type=Path, metavar="FOLDER", help="take in the new mail of this folder")

    def handle(self, *args, sent_to, maildir, **options):
        try:
            if maildir:
                self._take_folder(maildir)
            else:
                self._take(sys.stdin.buffer.read(), sent_to)
        except (DatabaseError, OSError) as error:
            raise CommandError(_("Not taken in, try again: %s") % error, returncode=TRY_AGAIN) from error

    def _take(self, raw: bytes, sent_to: str) -> None:
        received = receive_mail(raw=raw, sent_to=sent_to)
        about = received.delivery.mail_id if received.delivery else _("none of our messages")
        self.stdout.write(f"{received.kind}: {about}")

    def _take_folder(self, folder: Path) -> None:
        """Each mail is moved to those that were seen once it was taken in."""
        if not (folder / "new").is_dir():
            raise CommandError(_("%s is no folder of mail: it has no folder “new”.") % folder, returncode=2)
        (folder / "cur").mkdir(exist_ok=True)
        for path in sorted((folder / "new").iterdir()):
            self._take(path.read_bytes(), "")
            path.replace(folder / "cur" / f"{path.name}:2,S")
