"""How fast an audience of 32,000 people is counted: python benchmarks/audience.py [DIRECTORY OF DATA]

Makes invented people as benchmarks/directory.py does (or uses those made before in the same directory) and gives
them addresses, answers to a topic, wishes and addresses that came back. Then counts everybody, and smaller audiences,
with what consent, topic, channel, suppression and missing addresses each leave out: alone, and as a whole page.
Prints the milliseconds of wall and processor time, median and 95th percentile, the number of queries, and how many
times as long a count takes as the directory needs to find and sort the same people.
"""

import os
import random
import sys
import tempfile
import time

from directory import make_people, queries, reader, report, show_second_factor

ROUNDS, TOPIC = 30, "primary-care"
AUDIENCES = ("", "region=mountain", "specialty=psychiatry", "offers=mentor&profession=medicine")


def main() -> None:
    os.environ["BIGTENT_DATA"] = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="bigtent-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0)
    chance = random.Random(7)
    make_people(chance)
    make_reachable(chance)
    account, client = reader("administrator"), Client(headers={"host": "localhost"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    show_second_factor(client, account)
    for criteria in AUDIENCES:
        measure(account, client, criteria)


def make_reachable(chance: random.Random) -> None:
    """Nine of ten have an address, some two; one in ten said no to the topic, some want no mail or one a week."""
    from bigtent.outreach.models import Preference, Suppression
    from bigtent.people.models import Consent, ContactPoint, Person
    from bigtent.people.models.erasure import digest_of

    if ContactPoint.objects.exists():
        return
    people = list(Person.objects.values_list("pk", flat=True))
    points = [
        ContactPoint(person_id=pk, kind="email", value=f"p{pk}.{number}@example.org", source=source)
        for pk in people
        if chance.random() < 0.9
        for number, source in enumerate(chance.choice([["roster"], ["roster"], ["registry", "self"]]))
    ]
    ContactPoint.objects.bulk_create(points)
    Consent.objects.bulk_create(
        Consent(person_id=pk, purpose="outreach", datum=f"topic:{TOPIC}", given=False)
        for pk in people
        if chance.random() < 0.1
    )
    Preference.objects.bulk_create(
        Preference(
            person_id=pk,
            channel=chance.choice(["email", "email", "platform"]),
            rhythm=chance.choice(["each", "weekly"]),
        )
        for pk in people
        if chance.random() < 0.2
    )
    came_back = [point for point in points if chance.random() < 0.03]
    Suppression.objects.bulk_create(
        Suppression(digest=digest_of("email", point.value), because="bounce") for point in came_back
    )


def measure(account, client, criteria: str) -> None:
    from bigtent.outreach.audiences import reach
    from bigtent.outreach.models import Audience
    from bigtent.people.models import Topic

    audience, topic = Audience(criteria=criteria), Topic.objects.get(code=TOPIC)
    path = f"/messages/audiences/new/?{criteria}&topic={TOPIC}&asked=1"
    found = reach(audience, by=account, topic=topic)
    told = ", ".join(f"{reason} {count:,}" for reason, count in found.counts.items())
    print(f"{criteria or 'everybody'}: {found.matched:,} found, {told}, {found.reached:,} reached")
    print(f"  {queries(client, path)} queries a page")
    report("count", [criteria] * ROUNDS, lambda _asked: reach(audience, by=account, topic=topic))
    report("page", [path] * ROUNDS, client.get)
    print(f"  {ratio(account, audience, topic):.1f} times the directory's own search")


def ratio(account, audience, topic) -> float:
    """Of the processor time of a count to that of finding and sorting the same people, each the median."""
    from bigtent.outreach.audiences import criteria_of, reach
    from bigtent.people.models import Person

    seen, criteria = Person.objects.seen_by(account), criteria_of(audience.criteria)
    count = median(lambda: reach(audience, by=account, topic=topic))
    return count / median(lambda: seen.search(**criteria).in_name_order())


def median(work) -> float:
    times = []
    for _round in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return sorted(times)[ROUNDS // 2]


if __name__ == "__main__":
    main()
