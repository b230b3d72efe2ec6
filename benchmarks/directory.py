"""How fast the directory answers with 32,000 people: python benchmarks/directory.py [DIRECTORY OF DATA]

Makes invented people (or uses those made before in the same directory), then asks for pages as staff, and as a
member, who sees only those who consented, without what they withhold (a tenth withholds each datum), and is found by
none of it. Each request is a whole page: count, order, 25 people, rendering. At last everybody is exported.
Prints the milliseconds of wall and processor time, median and 95th percentile, and the number of queries.
"""

import os
import random
import sys
import tempfile
import time

PEOPLE, ROUNDS = 32_000, 150


def main() -> None:
    os.environ["BIGTENT_DATA"] = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="bigtent-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    chance = random.Random(7)
    make_people(chance)
    for role in ("reviewer", "member"):
        measure(role, chance)
    measure_export()


def make_people(chance: random.Random) -> None:
    from bigtent.people.models import Affiliation, Consent, Offer, Organization, Person, Place, Specialty
    from bigtent.people.services import load_reference

    if Person.objects.exists():
        return
    load_reference()
    places = list(Place.objects.values_list("pk", flat=True))
    specialties = list(Specialty.objects.values_list("pk", "profession"))
    schools = list(Organization.objects.filter(kind="school").values_list("pk", flat=True))
    people = []
    for given_name, family_name in names(chance):
        specialty, profession = chance.choice(specialties)
        person = Person(given_name=given_name, family_name=family_name, profession_id=profession)
        person.specialty_id = specialty if chance.random() < 0.8 else None
        person.place_id = chance.choice(places) if chance.random() < 0.8 else None
        person.fill_search_text()
        people.append(person)
    people = Person.objects.bulk_create(people)
    Affiliation.objects.bulk_create(
        Affiliation(
            person=person,
            role="graduate",
            organization_id=chance.choice(schools),
            class_year=chance.randint(1968, 2026),
        )
        for person in people
    )
    Offer.objects.bulk_create(
        Offer(person=person, kind=kind) for person in people for kind in Offer.Kind if chance.random() < 0.08
    )
    Consent.objects.bulk_create(
        Consent(person=person, purpose=purpose, given=chance.random() < 0.7)
        for person in people
        for purpose in ("directory", "mentoring", "outreach")
        if chance.random() < 0.6
    )
    Consent.objects.bulk_create(
        Consent(person=person, purpose="directory", datum=f"people.{datum}", given=False)
        for person in people
        for datum in ("specialty", "place", "school", "former_name", "offer-mentor")
        if chance.random() < 0.1
    )


def names(chance: random.Random):
    """Drawn by their number in the census, so that a frequent name is as frequent as in life."""
    from bigtent.people.services.reference import _rows

    lists = [list(_rows(f"census2020_{name}.csv")) for name in ("first_names_top12k", "surnames_top30k")]
    drawn = [
        chance.choices([row["name"].title() for row in rows], [int(row["count"]) for row in rows], k=PEOPLE)
        for rows in lists
    ]
    return zip(*drawn, strict=True)


def measure(role: str, chance: random.Random) -> None:
    """Each search as the page does it (ids in order, their number, 25 people), then the whole page."""
    from django.test import Client

    account = reader(role)
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    show_second_factor(client, account)
    addresses = [address(chance) for _ in range(ROUNDS)]
    print(f"{role}: {queries(client, addresses[0])} queries a page")
    report("search", addresses, lambda path: search(account, path))
    report("page", addresses, client.get)


def show_second_factor(client, account) -> None:
    """Staff act only in a session that has shown one."""
    from types import SimpleNamespace

    from allauth.account.internal.flows.login import record_authentication

    session = client.session
    record_authentication(SimpleNamespace(session=session), account, "mfa", type="totp", reauthenticated=True)
    session.save()


def measure_export() -> None:
    """Everybody to a file, as the door does it."""
    from django.test import Client

    account, client = reader("reviewer"), Client(headers={"host": "localhost"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    show_second_factor(client, account)
    for purpose, file in (("records", "csv"), ("records", "xlsx"), ("outreach", "csv")):
        started = time.perf_counter()
        told = {"purpose": purpose, "reason": "Measured", "file": file}
        size = len(client.post("/people/export/", told).getvalue())
        print(f"export for {purpose}, {file}: {time.perf_counter() - started:.1f} s, {size / 1e6:.1f} MB")


def queries(client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
        return len(captured)


def search(account, path: str) -> None:
    from django.http import QueryDict

    from bigtent.people.forms.directory import DirectorySearch
    from bigtent.people.models import Person

    asked = QueryDict(path.partition("?")[2])
    form = DirectorySearch(asked)
    assert form.is_valid(), form.errors
    seen = Person.objects.seen_by(account)
    ids = seen.search(**form.criteria()).in_name_order()
    start = min(25 * (int(asked["page"]) - 1), len(ids) // 25 * 25)
    list(seen.page(ids[start : start + 25]).for_listing())


def report(label: str, addresses: list[str], ask) -> None:
    wall, processor = [], []
    for path in addresses:
        started, worked = time.perf_counter(), time.process_time()
        ask(path)
        wall.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - worked))
    slowest = addresses[processor.index(max(processor))]
    print(f"  {label}: {summary('wall', wall)}; {summary('processor', processor)}; slowest {slowest}")


def reader(role: str):
    from bigtent.people.models import Account, Person
    from bigtent.people.services import open_account

    email = f"{role}@example.org"
    found = Account.objects.filter(email=email).first()
    return found or open_account(person=Person(family_name=role), email=email, by=None, roles=[role])


def address(chance: random.Random) -> str:
    """A search as people ask: a name, or a few conditions, on some page."""
    conditions = {
        "q": ["smith", "jo", "garcia", "ma wil", "zz", "lee", "a"],
        "specialty": ["psychiatry", "family:primary-care", "family:surgery-and-its-branches"],
        "region": ["mountain", "south-atlantic", "CA", "WY"],
        "offers": ["mentor", "speak"],
        "profession": ["medicine", "nursing"],
        "from_year": ["1985", "2010", "2020"],
        "to_year": ["2022", "2025"],
    }
    chosen = chance.sample(sorted(conditions), chance.choice([0, 1, 1, 1, 2, 2, 3, 4]))
    asked = [f"{name}={chance.choice(conditions[name])}" for name in chosen]
    return "/people/?" + "&".join([*asked, f"page={chance.choice([1, 1, 1, 2, 5, 400])}"])


def summary(label: str, times: list[float]) -> str:
    times = sorted(times)
    return f"{label} median {times[len(times) // 2]:.0f} ms, p95 {times[int(0.95 * len(times))]:.0f} ms"


if __name__ == "__main__":
    main()
