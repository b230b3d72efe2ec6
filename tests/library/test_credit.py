"""Credit: claimed, corrected, withdrawn, sent to the provider in the accreditor's columns, forgotten."""

import csv
import io
from datetime import date
from decimal import Decimal

import fastexcel
import pytest
from django.db import connection
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.library import credit_rules as rules
from bigtent.library import pars
from bigtent.library.errors import CreditError
from bigtent.library.models import CreditClaim, CreditExport, Learning
from bigtent.library.services.credit import download_credit, export_credit, forget_licenses, withdraw_credit
from bigtent.outreach.models import Notification
from bigtent.people.services import take_data_out
from tests.cast import play
from tests.groups.councils import later
from tests.library.teaching import LICENSED, claim, complete, make_course

pytestmark = pytest.mark.django_db
FORM = {
    "first": "Miriam", "last": "Tsosie", "state": "ME", "license": "MD12345", "npi": "", "month": "9", "day": "10",
    "hours": "1.25", "agreed": "on",
}  # fmt: skip


@pytest.fixture
def course(manager):
    return make_course(manager)


@pytest.fixture
def learned(course, member):
    return complete(course, member)


def page(name, *args):
    return reverse(f"library:{name}", args=args)


def sent(course, manager):
    return CreditExport.objects.get(key=export_credit(course_key=course.key, by=manager)["export"])


def download(export, by) -> bytes:
    return b"".join(by.client.post(page("download_credit", export.key)).streaming_content)


def rows_in(workbook: bytes):
    """The rows below the headings, as another library reads them, dates as days."""
    sheet = fastexcel.read_excel(workbook).load_sheet(0, header_row=1, dtypes=dict.fromkeys([1, 3, 4, 5, 7], "string"))
    frame = sheet.to_polars()
    assert tuple(frame.columns) == pars.PARS
    return [[cell.date() if hasattr(cell, "date") else cell for cell in row] for row in frame.iter_rows()]


def test_it_works(learned, member, manager, course):
    answer = member.client.post(page("claim_credit", learned.key), FORM)
    assert answer.url == learned.get_absolute_url()
    answer = manager.client.post(page("send_credit", course.key))
    file = manager.client.post(page("download_credit", CreditExport.objects.get().key))
    assert file["Content-Disposition"].endswith('completions-202612345-2026-11-22.xlsx"')
    rows = rows_in(b"".join(file.streaming_content))
    told = ["Add", "202612345", date(2026, 11, 22), "Miriam", "Tsosie", "09/10", "Maine", "MD12345", 1.25]
    assert rows == [told + [None] * 5]
    assert list(rules.faults(rows, on=date(2026, 11, 22))) == []


def test_the_form_says_why_each_fact_is_asked_and_who_gets_it(learned, member):
    shown = member.client.get(page("claim_credit", learned.key)).content.decode()
    assert "The year is not asked." in shown and learned.provider in shown and "90 days" in shown


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("hours", "1.75", "offers 1.50 hours"), ("hours", "1.1", "quarter of an hour"), ("license", "", "or the NPI"),
        ("npi", "1234567898", "is no NPI"), ("day", "31", "such as 09/10"), ("last", "=cmd()", "letters only"),
        ("agreed", "", "required"), ("state", "Ontario", "Select a valid choice"),
    ],
)  # fmt: skip
def test_what_the_provider_would_not_take_is_said_at_its_field(learned, member, field, value, words):
    answer = member.client.post(page("claim_credit", learned.key), FORM | {field: value})
    assert words in answer.content.decode().replace("&#x27;", "'") and not CreditClaim.objects.exists()


def test_without_a_license_id_the_npi_goes_out(learned, member, manager, course):
    member.client.post(page("claim_credit", learned.key), FORM | {"license": "", "npi": "1234567893"})
    assert rows_in(download(sent(course, manager), manager))[0][7] == "1234567893"


def test_what_she_enters_lies_encrypted_and_stands_in_no_history(learned, member):
    claim(learned, member)
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM library_creditclaim")
        assert "MD12345" not in str(cursor.fetchall())
    assert "MD12345" not in str(list(AuditEntry.objects.values()))
    assert "MD12345" in take_data_out(person=member.person, form="json", by=member).decode()


def test_a_claim_is_corrected_and_withdrawn_until_it_is_sent(learned, member, manager, course):
    claim(learned, member)
    assert claim(learned, member, hours="0.5").hours == Decimal("0.5")
    member.client.post(page("withdraw_credit", learned.key))
    assert not CreditClaim.objects.exists()
    held = claim(learned, member)
    sent(course, manager)
    with pytest.raises(CreditError, match="sent to the provider already"):
        withdraw_credit(claim=held, by=member)
    with pytest.raises(CreditError, match="sent to the provider already"):
        claim(learned, member)


def test_nobody_claims_for_somebody_else_or_for_what_is_not_completed(course, member, learned):
    with pytest.raises(CreditError, match="whoever completed"):
        claim(learned, play("Ben", "Other", "member"))
    begun = Learning.objects.create(course=course, person=member.person)
    with pytest.raises(CreditError, match="is completed"):
        claim(begun, member)


def test_what_is_refused_stays_and_its_person_is_told_the_others_go(course, member, manager):
    other = play("Ben", "Other", "member")
    for who in (member, other):
        claim(complete(course, who), who)
    bad = CreditClaim.objects.get(person=other.person)
    CreditClaim.objects.filter(pk=bad.pk).update(details=LICENSED.as_json() | {"license": "??"})
    shown = manager.client.get(page("credit_of", course.key)).content.decode()
    assert "Ben Other" in shown and "Licensing ID or NPI" in shown and "??" not in shown
    export = sent(course, manager)
    assert (export.claims_sent, export.claims_refused) == (1, 1)
    assert Notification.objects.get().person == other.person
    assert "Write the license ID as the board gives it" in other.client.get(page("learning")).content.decode()


def test_two_accounts_with_one_license_do_not_both_go(course, member, manager):
    for who in (member, play("Ben", "Other", "member")):
        claim(complete(course, who), who)
    export = sent(course, manager)
    assert (export.claims_sent, export.claims_refused) == (1, 1)


def test_nothing_waits_nothing_goes(course, manager):
    answer = manager.client.post(page("send_credit", course.key), follow=True)
    assert "No claim waits for this course." in answer.content.decode()
    assert not CreditExport.objects.exists()


def test_other_credit_goes_out_as_a_table_without_what_only_pars_asks(manager, member):
    course = make_course(manager, credit_type="nursing", hours=Decimal("1.2"))
    claim(complete(course, member), member, hours="1.2")
    rows = list(csv.reader(io.StringIO(download(sent(course, manager), manager).decode())))
    assert rows == [list(pars.PLAIN), ["2026-11-22", "Miriam", "Tsosie", "09/10", "Maine", "MD12345", "1.2"]]


def test_each_download_is_noted_and_none_is_given_after_ninety_days(course, learned, member, manager, settings):
    claim(learned, member)
    export = sent(course, manager)
    download(export, manager)
    assert AuditEntry.objects.filter(verb="download_credit", by=manager).count() == 1
    later(settings, days=92)
    with pytest.raises(CreditError, match="were forgotten"):
        download_credit(export=export, by=manager)


def test_licenses_are_forgotten_after_ninety_days_and_not_before(course, learned, member, manager, settings):
    claim(learned, member)
    sent(course, manager)
    later(settings, days=90)
    assert forget_licenses() == 0
    later(settings, days=3)
    assert forget_licenses() == 1 and forget_licenses() == 0
    assert CreditClaim.objects.get().details is None


class Cut(Exception):
    """The process was killed."""


def test_a_killed_job_goes_on_and_sends_nothing_twice(course, member, manager):
    from bigtent.ledger.progress import Progress

    for number in range(3):
        who = play(f"Ada{number}", "Learner", "member")
        row = complete(course, who)
        told = LICENSED.as_json() | {"license": f"MD{number}"}
        CreditClaim.objects.create(learning=row, person=who.person, hours=1, details=told)
    progress = Progress()
    progress.advance = lambda count=1: (_ for _ in ()).throw(Cut())
    with pytest.raises(Cut):
        export_credit(course_key=course.key, by=manager, progress=progress)
    again = Progress()
    again.position = progress.position
    done = export_credit(course_key=course.key, by=manager, progress=again)
    assert done["sent"] == 3 and CreditExport.objects.count() == 1
    assert export_credit(course_key=course.key, by=manager, progress=again) == done


def test_more_than_a_thousand_become_a_job(course, learned, member, manager, monkeypatch):
    monkeypatch.setattr("bigtent.library.views.credit.AS_A_JOB", 0)
    claim(learned, member)
    assert manager.client.post(page("send_credit", course.key)).url.startswith("/work/")


def test_a_thousand_claims_are_sent_and_made_into_a_file_in_under_three_seconds(course, manager):
    """A smaller measure than benchmarks/credit_export.py, in time of the processor."""
    import time

    from bigtent.people.models import Person

    people = Person.objects.bulk_create(
        Person(given_name="Ada", family_name=f"S{n}", key=f"k{n:011}") for n in range(1000)
    )
    learnings = Learning.objects.bulk_create(
        Learning(course=course, person=one, completed_at=course.published_at, title="x", hours=2) for one in people
    )
    CreditClaim.objects.bulk_create(
        CreditClaim(learning=one, person_id=one.person_id, hours=1, details=LICENSED.as_json() | {"license": f"M{n}"})
        for n, one in enumerate(learnings)
    )
    began = time.process_time()
    rows = rows_in(download(sent(course, manager), manager))
    assert time.process_time() - began < 3
    assert len(rows) == 1000 and not list(rules.faults(rows, on=date(2026, 11, 22)))


def test_members_and_reviewers_send_nothing(course, member, reviewer):
    for client in (member.client, reviewer.client):
        assert client.get(page("credit")).status_code == 403
        assert client.post(page("send_credit", course.key)).status_code == 403


@pytest.mark.parametrize("count", [3, 12])
def test_the_page_asks_the_same_of_the_database_however_many_wait(
    course, manager, count, django_assert_max_num_queries
):
    for number in range(count):
        who = play(f"Ada{number}", "Learner", "member")
        row = complete(course, who)
        CreditClaim.objects.create(learning=row, person=who.person, hours=1, details={"first": "Ada"})
    with django_assert_max_num_queries(14):
        assert manager.client.get(page("credit_of", course.key)).status_code == 200
