"""How fast 32,000 completions go out to the provider: python benchmarks/credit_export.py [DIRECTORY OF DATA] [COUNT]

Makes one course with credit, as many invented people who completed it (32,000 unless another number is given) and their
claims, encrypted as in use. Then sends the claims as the job does (read, decrypted, checked by the rules, marked),
makes the workbook as the download does, reads it back with another library and checks every row by the rules anew.
Prints the seconds of each step and the largest memory of the process.
"""

import os
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

COUNT = 32_000
BEGUN = datetime(2026, 3, 2, 15, tzinfo=UTC)
STATES = ("CO", "ME", "TX", "CA", "NY", "DC", "PR")


def main() -> None:
    os.environ["BIGTENT_DATA"] = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="bigtent-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
    os.environ.setdefault("BIGTENT_NOW", "2026-11-22")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    course = make_claims(int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
    began = time.perf_counter()
    with timed("sent"):
        export = send(course)
    with timed("made the workbook"):
        content = workbook(export)
    print(f"together {time.perf_counter() - began:.2f} s")
    with timed("read back and checked"):
        rows, wrong = read_back(content)
    print(f"{export.claims_sent:,} sent, {export.claims_refused:,} refused; {len(content):,} bytes")
    print(
        f"{rows:,} rows read back, {wrong} faults; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


@contextmanager
def timed(what: str):
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{what}: {time.perf_counter() - wall:.2f} s ({time.process_time() - cpu:.2f} s of processor time)")


def make_claims(count: int):
    """A course, and for each of so many people a completion and a claim."""
    from decimal import Decimal

    from bigtent.library.models import Course, CreditClaim, Learning
    from bigtent.people.models import Organization, Person

    provider, _made = Organization.objects.get_or_create(name="Invented Society of Medicine", kind="association")
    course = Course.objects.create(
        title="Care after a disaster", summary="What helps.", credit_type="ama", provider=provider,
        hours=Decimal("1.5"), activity_id="202612345", state="published", published_at=BEGUN,
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(given_name="Ada", family_name=f"Sample{number}", key=f"bench{number:07}") for number in range(count)
    )
    learnings = Learning.objects.bulk_create(
        Learning(
            course=course, person=person, completed_at=BEGUN + timedelta(minutes=number), title=course.title,
            hours=course.hours, credit_type="ama", provider=provider.name,
        )
        for number, person in enumerate(people)
    )  # fmt: skip
    CreditClaim.objects.bulk_create(
        (
            CreditClaim(learning=learning, person_id=learning.person_id, hours=Decimal("1.25"), details=told(number))
            for number, learning in enumerate(learnings)
        ),
        batch_size=500,
    )
    return course


def told(number: int) -> dict:
    return {
        "first": "Ada", "last": f"Sample{'-' if number % 2 else ' '}Quist", "state": STATES[number % len(STATES)],
        "license": f"MD.{number:07}", "month": number % 12 + 1, "day": number % 28 + 1, "npi": "",
    }  # fmt: skip


def send(course):
    from bigtent.library.models import CreditExport
    from bigtent.library.services.credit import export_credit

    return CreditExport.objects.get(key=export_credit(course_key=course.key, by=None)["export"])


def workbook(export) -> bytes:
    from bigtent.ledger.spreadsheets import xlsx_download
    from bigtent.library.services.credit import download_credit

    return b"".join(xlsx_download(download_credit(export=export, by=None), name="credit.xlsx").streaming_content)


def read_back(content: bytes) -> tuple[int, int]:
    import fastexcel

    from bigtent.ledger.clock import today
    from bigtent.library import credit_rules, pars

    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=1, dtypes={3: "string", 4: "string", 1: "string"})
    frame = sheet.to_polars()
    assert tuple(frame.columns) == pars.PARS
    rows = [[value.date() if isinstance(value, datetime) else value for value in row] for row in frame.iter_rows()]
    return len(rows), len(list(credit_rules.faults(rows, on=today())))


if __name__ == "__main__":
    main()
