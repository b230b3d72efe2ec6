"""Many register for few places at once: python -m tests.gatherings.rushing PEOPLE PLACES CLIENTS

Runs over the database of the installation that the environment names. Some addresses come twice, also at the same
moment. Afterwards as many who have a place leave at once as there are clients. Prints what became of it.
"""

import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

SEED, TWICE = 2026, 10


def rush(slot, people, clients):
    """Each client registers its share one after the other. Gives the numbers that each was given, in its order, and
    the seconds it took."""
    share = [[] for _client in range(clients)]
    for turn, number in enumerate(arrivals(people)):
        share[turn % clients].append(f"p{number}@example.org")
    start = Barrier(clients)
    began = time.perf_counter()
    numbers = at_once(lambda mine: register_all(slot, mine, start), share)
    return numbers, time.perf_counter() - began


def arrivals(people):
    """Everybody in a seeded order, every tenth a second time at once with another client."""
    luck, order = random.Random(SEED), list(range(people))
    luck.shuffle(order)
    return [number for turn, number in enumerate(order) for _again in range(1 + (turn % TWICE == 0))]


def at_once(work, shares):
    """One client for each share."""
    from django.db import connection

    def client(mine):
        try:
            return work(mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(shares)) as threads:
        return list(threads.map(client, shares))


def as_a_request(verb, **said):
    """As a page does: when the answer goes out, a connection that is not kept goes back."""
    from django.db import connection

    try:
        return verb(**said)
    finally:
        connection.close_if_unusable_or_obsolete()


def register_all(slot, addresses, start):
    from bigtent.gatherings.services.registering import register

    start.wait(30)
    answers = [as_a_request(register, slot=slot, name="Ada", email=one) for one in addresses]
    return [answer.registration.number for answer in answers]


def leave_at_once(slot, clients):
    """As many of those with a place as there are clients leave at the same moment."""
    from bigtent.gatherings.services.registering import cancel_registration

    rows = list(slot.registrations.confirmed().order_by("?")[:clients])
    start = Barrier(len(rows))

    def leave(row):
        start.wait(30)
        as_a_request(cancel_registration, registration=row)

    at_once(leave, rows)


def outcome(slot, numbers):
    """What has to be true whatever came first: read from the tables."""
    rows = list(slot.registrations.order_by("number").values_list("email", "state", "number"))
    states = Counter(state for _email, state, _number in rows)
    return {
        "states": dict(states),
        "addresses": len({email for email, _state, _number in rows}),
        "numbers": [number for _email, _state, number in rows] == list(range(1, len(rows) + 1)),
        "first_come": came_in_order(numbers),
        "confirmed": [number for _email, state, number in rows if state == "confirmed"],
        "offered": [number for _email, state, number in rows if state == "offered"],
        "waiting": [number for _email, state, number in rows if state == "waiting"],
    }


def came_in_order(numbers):
    """Whoever comes later to the same client has a later number; addresses that came twice are left aside."""
    often = Counter(number for mine in numbers for number in mine)
    once = [[number for number in mine if often[number] == 1] for mine in numbers]
    return all(mine == sorted(mine) for mine in once)


def through(people, places, clients):
    """The whole of it over the database that is set up."""
    slot = announce(places)
    numbers, seconds = rush(slot, people, clients)
    before = outcome(slot, numbers)
    leave_at_once(slot, clients)
    return {"before": before, "after": outcome(slot, numbers), "seconds": seconds}


def announce(places):
    """A slot a month from now."""
    from datetime import timedelta

    from bigtent.ledger.clock import now
    from bigtent.people.models import Network
    from tests.gatherings.announced import announced

    Network(name="Lantern Fellows").save()
    return announced(capacity=places, at=now() + timedelta(days=30)).slots.get()


def main(people, places, clients):
    import django

    django.setup()
    sys.stdout.write(json.dumps(through(people, places, clients)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
