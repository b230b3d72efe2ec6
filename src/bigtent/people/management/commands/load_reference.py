"""Load the shared lists: places, professions, specialties, topics, schools, organizations."""

from django.core.management.base import BaseCommand

from bigtent.people.services import load_reference


class Command(BaseCommand):
    help = "Load the packaged lists of places, professions, specialties, topics, schools and organizations."

    def handle(self, *args, **options):
        for name, count in load_reference().items():
            if options["verbosity"]:
                self.stdout.write(f"{count:>7,} {name}")
