"""How long a change to 32,000 people holds the database: python benchmarks/bulk_edits.py

Makes invented people, then draws up, carries out and takes back one change of each kind that writes most.
Prints the seconds of wall and processor time of each act; carrying out and taking back are one transaction each.
"""

import os
import tempfile
import time

PEOPLE = 32_000


def main() -> None:
    os.environ["BIGTENT_DATA"] = tempfile.mkdtemp(prefix="bigtent-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    make_people()
    paper = {"purpose": "directory", "given": True, "basis": "paper form"}
    for change, value in (("specialty", "psychiatry"), ("add_offer", "speak"), ("consent", paper)):
        measure(change, value)


def make_people() -> None:
    from bigtent.people.models import Person
    from bigtent.people.services import load_reference

    load_reference()
    people = [Person(given_name=f"Given{n}", family_name=f"Family{n}") for n in range(PEOPLE)]
    for person in people:
        person.fill_search_text()
    Person.objects.bulk_create(people, batch_size=1000)


def measure(change: str, value) -> None:
    from django.contrib.auth import get_user_model

    from bigtent.people.models import Person
    from bigtent.people.services import apply_bulk_edit, draw_up_bulk_edit, release_bulk_edit, undo_bulk_edit

    number = get_user_model().objects.count()
    second = get_user_model().objects.create(email=f"second{number}@example.org", person=Person.objects.all()[number])
    ids = Person.objects.all().in_name_order()
    edit = timed(change, draw_up_bulk_edit, people=ids, change=change, value=value, by=None, reason="Measured")
    release_bulk_edit(bulk_edit=edit, by=second)
    timed(change, apply_bulk_edit, key=edit.key, by=None)
    timed(change, undo_bulk_edit, key=edit.key, by=None)


def timed(kind: str, verb, **arguments):
    wall, cpu = time.perf_counter(), time.process_time()
    done = verb(**arguments)
    print(f"{kind:12} {verb.__name__:20} {time.perf_counter() - wall:6.2f} s {time.process_time() - cpu:6.2f} s cpu")
    return done


if __name__ == "__main__":
    main()
