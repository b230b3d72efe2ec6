"""After an erasure nothing of the person is left: in no table, in no byte of the database file, in no other file."""

import contextlib
import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse

from bigtent.alumni.models import RosterFile
from bigtent.alumni.readers import opening
from bigtent.alumni.readers.shape import Shape
from bigtent.alumni.services.links import confirm_links
from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job
from bigtent.mentoring import services as mentoring
from bigtent.people.erasing.gathering import traces_of
from bigtent.people.models import Account, Erasure, Person, Suppression
from bigtent.people.services import edit_person, erase_person, merge_people, open_account, set_offers
from tests.alumni.registries import make_link
from tests.alumni.rosters import HEADINGS, bring, lines
from tests.cast import signed_in
from tests.mentoring.making import make_mentee, make_mentor, make_program, published

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = (
    "D8,Zenobia,Quarterstone,1970-01-01,zenobia@other.example,615-555-0199,TN,37208,"
    "Howard University,1990,Rural Leaders,1988,100"
)
CELLS = ("D9", "Ypsolda", "Marrowfen", "1961-07-13", "ypsolda.marrowfen@old.example", "(615) 555-0148", "TN", "37208",
         "Drumlin College of Physic", "1987", "Rural Leaders", "1985", "4321")  # fmt: skip
HERS = ",".join(CELLS)
PLANTED = {
    "family name": "Marrowfen",
    "former name": "Quillbrook",
    "address in a list": "ypsolda.marrowfen@old.example",
    "number in a list": "555-0148",
    "own address": "ypsolda@new.example",
    "about": "keeps herons in Zwettelbach",
    "further address": "heron@second.example",
    "street": "77 Nightjar Causeway",
    "wish": "learn the harpischord of surgery",
    "school in the list": "Drumlin College",
    "reason": "rang about the Vellichor letter",
}


@pytest.fixture
def mail_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def workbook(*rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Alumni")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def plant(manager):
    """Her data in every room, by the doors of the product."""
    bring(lines(HERS, OTHER), by=manager)
    bring(lines(HERS.replace("1987", "no year")), by=manager, roster="Dean", name="refused.csv", apply=False)
    book = workbook(HEADINGS.split(","), OTHER.split(","), CELLS)
    bring(book, by=manager, roster="Old office", name="old.xlsx")
    bring(lines(HERS, OTHER), by=manager, roster="Third office", name="staged.csv", apply=False)
    person, other_record = Person.objects.filter(family_name="Marrowfen").order_by("pk")
    merge_people(pairs=[(person, other_record)], by=manager, reason="Same person Ypsolda Marrowfen")
    account = signed_in(open_account(person=person, email=PLANTED["own address"], by=manager, roles=["member"]))
    _tell(account.client, person, account, manager)
    _mentor(person, manager)
    link = make_link(person=person)
    confirm_links(links=[link], by=manager, reason=PLANTED["reason"])
    return person, account


def _tell(client, person, account, manager):
    edit_person(person=person, by=account, changes={"about": PLANTED["about"], "former_name": PLANTED["former name"]})
    edit_person(person=person, by=account, changes={"about": "nothing more"})
    for kind, value in (
        ("email", PLANTED["further address"]),
        ("address", PLANTED["street"] + ", Nashville, TN 37208"),
    ):
        client.post(reverse("people:add_my_contact_point"), {"kind": kind, "value": value})
    set_offers(offers={person.pk: ["speak"]}, by=account)
    edit_person(person=person, by=manager, changes={"credential": "MD"}, reason=PLANTED["reason"])
    job = start_job(
        verb="bigtent.people.services.merge_people", title="Merge Ypsolda Marrowfen", by=account,
        arguments={"who": [PLANTED["own address"]]},
    )  # fmt: skip
    Job.objects.filter(pk=job.pk).update(error="Marrowfen, Ypsolda has an account already", state="refused")


def _mentor(person, manager):
    program = make_program(by=manager)
    make_mentor(program, by=manager, capacity=2)
    make_mentee(program, by=manager)
    for purpose in ("mentoring", "directory"):
        person.consents.update_or_create(purpose=purpose, datum="", defaults={"given": True})
    make_mentee(program, by=manager, person=person, text=PLANTED["wish"])
    published(mentoring.open_round(name="Fall 2026", program=program, by=manager), manager)


def everything_in_the_database():
    """Every column of every table as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(str(cell) for cell in row)


def bytes_of_the_database():
    """The database's own files, where there are any; a copy of it where it lives in memory."""
    if connection.vendor != "sqlite":
        return b""
    return connection.connection.serialize()


def files_under(folder: Path):
    """Every file with what it holds, unpacked."""
    for path in folder.rglob("*"):
        if path.is_file() and "registries" not in path.parts:
            data = path.read_bytes()
            yield path, data + b"".join(_unpacked(data))


def _unpacked(data):
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for begin in range(min(len(data), 64)):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(data[begin:])


def found_anywhere(value, folders):
    """Where a planted value stands."""
    low = value.lower()
    escaped = value.encode("ascii", "backslashreplace").decode().lower()
    places = [table for table, text in everything_in_the_database() if low in text.lower() or escaped in text.lower()]
    if low.encode() in bytes_of_the_database().lower():
        places.append("bytes of the database")
    for folder in folders:
        places += [str(path) for path, data in files_under(folder) if low.encode() in data.lower()]
    return sorted(set(places))


def test_everything_planted_is_there_before_and_nothing_after(manager, mail_files):
    person, account = plant(manager)
    folders = [settings.DATA, mail_files]
    before = {what: found_anywhere(value, folders) for what, value in PLANTED.items()}
    assert [what for what, places in before.items() if not places] == []
    erase_person(person=person, by=account, asked_by_herself=True)
    after = {what: found_anywhere(value, folders) for what, value in PLANTED.items()}
    assert {what: places for what, places in after.items() if places} == {}
    assert Suppression.objects.filter(erasure=Erasure.objects.get()).count() >= 4


# Rows of these are looked at by themselves: they are written anew, or nothing but her lines and links stands in them.
BESIDE = {
    "sessions.Session", "usersessions.UserSession", "ledger.Document", "people.Erasure", "people.Suppression",
    "alumni.RosterFile", "alumni.RowProblem", "alumni.RegistryEntry", "alumni.RosterChange", "alumni.LinkDecision",
}  # fmt: skip


def rows_of_others(traces):
    """Every row that has nothing to do with her, by table."""
    for model in apps.get_models():
        label = model._meta.label
        going = traces.rows.get(label, frozenset()) | traces.kept.get(label, frozenset())
        for row in model._base_manager.exclude(pk__in=going).values() if label not in BESIDE else ():
            about = traces.rows.get(row.get("object_type", ""), ())
            if not any(value.lower() in str(row).lower() for value in PLANTED.values()) and not about:
                yield label, {name: value for name, value in row.items() if name != "by_id"}


def test_what_belongs_to_others_stays_as_it_is(manager, mail_files):
    person, account = plant(manager)
    traces = traces_of(person)
    traces = replace(traces, rows=traces.rows | {label.lower(): ids for label, ids in traces.rows.items()})
    mine = {(label, str(row)) for label, row in rows_of_others(traces)}
    assert len(mine) > 100 and {"people.Person", "alumni.AlumniRecord"} <= {label for label, _row in mine}
    erase_person(person=person, by=account, asked_by_herself=True)
    left = {(label, str(row)) for label, row in rows_of_others(traces)}
    assert mine - left == set()
    zenobia = Person.objects.filter(family_name="Quarterstone").first()
    assert zenobia.contact_points.filter(value="zenobia@other.example").exists()
    assert zenobia.alumni_records.first().raw[1] == "Zenobia"


def test_other_lines_of_a_rewritten_file_keep_their_number(manager, mail_files):
    person, account = plant(manager)
    erase_person(person=person, by=account, asked_by_herself=True)
    for name, number in (("awards.csv", 3), ("old.xlsx", 2), ("staged.csv", 3)):
        file = RosterFile.objects.get(name=name)
        kept = [line for line in opening.read(file.document.path, Shape(**file.shape)) if not line.blank]
        assert [(line.number, line.cells[2]) for line in kept] == [(number, "Quarterstone")]


def test_she_is_gone_for_everybody(manager, mail_files):
    person, account = plant(manager)
    erase_person(person=person, by=account, asked_by_herself=True)
    assert not Person.objects.filter(family_name="Marrowfen").exists()
    assert not Account.objects.filter(email=PLANTED["own address"]).exists()
    assert account.client.get(reverse("people:me")).status_code == 302
    assert "Ypsolda" not in manager.client.get(reverse("people:directory"), {"q": "Marrowfen"}).content.decode()
