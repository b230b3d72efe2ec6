"""Serve the platform."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from bigtent.project.serving import serve


class Command(BaseCommand):
    help = "Prepare the data, start server and worker, and stop both together."

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="", help="address and port, such as 0.0.0.0:8000")

    def handle(self, *args, bind, **options):
        parts = urlsplit(settings.SITE_URL)
        serve(address=bind or f"127.0.0.1:{parts.port or 8000}", say=self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
