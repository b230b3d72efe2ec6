"""Plants answers in an installation of its own, in a process of its own, and copies its files while it runs."""

import random
import shutil
import string
import sys
from pathlib import Path

PLANTED = 1_000
QUESTIONS = ("gender", "pronouns", "orientation", "disability", "languages_spoken")
SEEN = "Zebulonia"


def planted_values() -> list[str]:
    """Words that stand nowhere else, the same each time."""
    chance = random.Random(3)
    return ["".join(chance.choices(string.ascii_lowercase, k=16)) for _ in range(PLANTED)]


def plant() -> None:
    """Each value written in own words as one answer, by people who answer five questions each."""
    from django.db import transaction

    from bigtent.identity.services import save_answer
    from tests.factories import make_account, make_person

    values = iter(planted_values())
    with transaction.atomic():
        for _ in range(PLANTED // len(QUESTIONS)):
            account = make_account(person=make_person(given_name=SEEN), roles=["member"])
            for question in QUESTIONS:
                save_answer(question=question, answer={"chosen": [], "written": {"": next(values)}}, by=account)


def main(data: Path, copies: Path) -> None:
    import django

    django.setup()
    from django.db import connection

    plant()
    shutil.copytree(data, copies / "with-log")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(data, copies / "taken-in")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
