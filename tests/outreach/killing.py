"""Two workers at one message, killed at seeded moments: python -m tests.outreach.killing READERS KILLS SEED

Runs in a process of its own that has loaded the product once; each worker is a fork of it. A killed worker ends
without a word: between committing a mail as handed over and handing it over, just after the server took it, or
anywhere.
"""

import json
import os
import random
import signal
import sys

WORKERS = 2


def main(readers, kills, seed):
    import django

    django.setup()
    from django.db import connections

    prepare(readers)
    connections.close_all()
    luck, left = random.Random(seed), kills
    living = {start(luck.random(), readers // (2 * kills)) for _ in range(WORKERS)}
    while living:
        pid, status = os.wait()
        living.remove(pid)
        left -= status != 0
        if status:
            living.add(start(luck.random(), readers // (2 * kills) if left >= WORKERS else 0))
    os.waitpid(start(luck.random(), 0), 0)
    sys.stdout.write(json.dumps({"killed": kills - left}))


def prepare(readers):
    from bigtent.ledger.services import start_job
    from bigtent.outreach import services
    from bigtent.outreach.models import Audience, Message
    from bigtent.people.models import Account, Consent, ContactPoint, Network, Person, RoleGrant

    Network(name="Lantern Fellows", postal_address="1 Lantern Way, Denver, CO 80202").save()
    people = Person.objects.bulk_create(Person(family_name=f"P{n}", search_text=f" p{n}") for n in range(readers + 2))
    second = Account.objects.create(email="second@example.org", person=people.pop())
    writer = Account.objects.create(email="writer@example.org", person=people.pop())
    RoleGrant.objects.create(account=writer, role="program_manager")
    ContactPoint.objects.bulk_create(
        ContactPoint(person=one, kind="email", value=f"p{one.pk}@example.org", source="self") for one in people
    )
    Consent.objects.bulk_create(Consent(person=one, purpose="outreach", given=True) for one in people)
    message = Message.objects.create(
        name="To all",
        subject_en="News",
        body_en="Dear {name},",
        by=writer,
        audience=Audience.objects.create(name="All"),
    )
    services.send_test(message=message, by=writer)
    services.release_message(message=message, by=second)
    services.schedule_message(message=message, by=writer)
    Message.objects.update(send_at=message.made_at)
    services.start_due_messages()
    # A person may have tried again meanwhile: then two are at it at once.
    start_job(verb="bigtent.outreach.services.send_message", title="Again", by=None, arguments={"key": message.key})


def start(luck, within):
    """Fork a worker; with `within` it is killed after at most so many mails."""
    from bigtent.ledger.jobs import work
    from bigtent.ledger.models import Job

    pid = os.fork()
    if pid:
        return pid
    try:
        Job.objects.update(attempts=0)
        if within:
            doom(random.Random(luck), within)
        work(until_idle=True)
    finally:
        os._exit(0)


def doom(luck, within):
    from bigtent.outreach.handing_over import MailServer

    hand_over, left, moment = MailServer.hand_over, [luck.randint(1, within)], luck.choice(("before", "after", "any"))

    def die(server, mail):
        left[0] -= 1
        if left[0] == 0 and moment == "before":
            os._exit(9)
        if left[0] == 0 and moment == "any":
            signal.setitimer(signal.ITIMER_REAL, luck.uniform(0.0001, 0.02))
        answer = hand_over(server, mail)
        if left[0] == 0 and moment == "after":
            os._exit(9)
        return answer

    MailServer.hand_over = die


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
