"""Two workers at service letters, killed at seeded moments.

python -m tests.outreach.killing_letters LETTERS KILLS SEED
"""

import json
import os
import random
import sys

from tests.outreach.killing import WORKERS, start


def main(letters, kills, seed):
    import django

    django.setup()
    from django.db import connections

    prepare(letters)
    connections.close_all()
    luck, left = random.Random(seed), kills
    living = {begin(luck, letters // (2 * kills)) for _ in range(WORKERS)}
    while living:
        pid, status = os.wait()
        living.remove(pid)
        left -= status != 0
        if status:
            living.add(begin(luck, letters // (2 * kills) if left >= WORKERS else 0))
    os.waitpid(begin(luck, 0), 0)
    sys.stdout.write(json.dumps({"killed": kills - left}))


def prepare(letters):
    from bigtent.community.models import Ask, AskAnswer, Asked
    from bigtent.outreach.models import ServiceLetter
    from bigtent.outreach.services import ask_for_letters
    from bigtent.people.models import Network, Person

    Network(name="Lantern Fellows").save()
    asker, answers = (Person.objects.create(family_name=name) for name in ("Asker", "Answers"))
    asked = Asked.objects.create(ask=Ask.objects.create(person=asker, text="Why?", kind="advice"), person=answers)
    answer = AskAnswer.objects.create(asked=asked, text="Because.")
    many = [
        ServiceLetter(kind="quick-ask-answer", about=f"a:{n}", of=answer.pk, address=f"r{n}@example.org")
        for n in range(letters)
    ]
    ask_for_letters(letters=many, by=None)


def begin(luck, within):
    """A worker with a job of its own: two are at it at once."""
    from django.db import connections

    from bigtent.ledger.services import start_job
    from bigtent.outreach.services.service_letters import SEND

    start_job(verb=SEND, title="Again", by=None)
    connections.close_all()
    return start(luck.random(), within)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
