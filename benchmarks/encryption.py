"""Renewing encrypted columns: 32,000 rows each, killed twice on the way and run to the end.

python benchmarks/encryption.py [--rows 32000]
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
AIM_SECONDS = 15


def prepared(rows: int):
    """A database of its own with as many answers and second factors, each encrypted with the older key."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from bigtent.identity.models import Answer
    from bigtent.ledger.encryption import encrypt
    from bigtent.people.models import Account, Person

    people = Person.objects.bulk_create([Person(family_name=f"Sample{n}") for n in range(rows)], 5_000)
    people = list(Person.objects.all())
    told = {"codes": ["black", "other"], "detail": "Somali"}
    Answer.objects.bulk_create(
        [Answer(person=person, question="race", version=1, answer=told) for person in people], 5_000
    )
    from allauth.mfa.models import Authenticator

    accounts = Account.objects.bulk_create(
        [Account(person=person, email=f"p{person.pk}@example.org") for person in people], 5_000
    )
    accounts = list(Account.objects.all())
    Authenticator.objects.bulk_create(
        [Authenticator(user=one, type="totp", data={"secret": encrypt("JBSWY3DPEHPK3PXP")}) for one in accounts], 5_000
    )


class Watched:
    """Times each chunk, and ends the work after some of them."""

    def __init__(self, most_chunks: int, position: dict) -> None:
        from bigtent.ledger.progress import Progress

        class Cut(Progress):
            chunks, longest = 0, 0.0

            def advance(self, count: int = 1) -> None:
                now = time.perf_counter()
                self.longest = max(self.longest, now - getattr(self, "latest", now))
                self.latest = now
                self.chunks += 1
                if self.chunks > most_chunks:
                    raise KeyboardInterrupt
                super().advance(count)

        self.progress = Cut()
        self.progress.position = dict(position)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=32_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"BIGTENT_DATA": data, "DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
        os.environ.pop("DATABASE_URL", None)
        prepared(rows)
        measure(rows)


def measure(rows: int) -> None:
    from django.conf import settings

    from bigtent.identity.models import Answer
    from bigtent.ledger.encryption import new_key
    from bigtent.ledger.rotation import columns
    from bigtent.ledger.services import renew_encryption

    settings.ENCRYPTION_KEYS = [new_key(), *settings.ENCRYPTION_KEYS]
    began, position, longest = time.perf_counter(), {}, 0.0
    for chunks in (5, 20, 10**9):
        watched = Watched(chunks, position)
        try:
            renew_encryption(by=None, progress=watched.progress)
        except KeyboardInterrupt:
            print(f"killed after {sum(v for k, v in watched.progress.position.items() if k == 'renewed'):,} values")
        position, longest = watched.progress.position, max(longest, watched.progress.longest)
    took = time.perf_counter() - began
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert Answer.objects.count() == sum(1 for _ in Answer.objects.iterator())
    each = took / len([column for column in columns() if column.model._base_manager.exists()])
    print(f"{rows:,} rows a column, {took:.1f} s in all, {each:.1f} s a column (aim {AIM_SECONDS}), ", end="")
    print(f"the longest chunk {longest * 1000:.0f} ms; {position['renewed']:,} values, read with the new key alone")
    sys.exit(each > AIM_SECONDS)


if __name__ == "__main__":
    main()
