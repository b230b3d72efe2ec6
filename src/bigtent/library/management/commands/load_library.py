"""Load the texts and learning paths that come with the program."""

from django.core.management.base import BaseCommand

from bigtent.library.services.content import load_content


class Command(BaseCommand):
    help = "Load the packaged pages and learning paths. What your organization changed is left as it is."

    def handle(self, *args, **options):
        for name, count in load_content().items():
            if options["verbosity"]:
                self.stdout.write(f"{count:>7,} {name}")
