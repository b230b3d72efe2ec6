"""What comes as a file: only what it says it is, no larger than told, and nothing in it that acts."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import RosterFile
from bigtent.ledger.models import Document, Job
from tests.alumni.rosters import bring

pytestmark = pytest.mark.django_db
LIST = b"Last Name,First Name\nOkafor,Ada\n"
PICTURES = {
    "PNG": b"\x89PNG\r\n\x1a\n" + b"0" * 99,
    "JPEG": b"\xff\xd8\xff\xe0" + b"0" * 99,
    "GIF": b"GIF89a" + b"0" * 99,
}
OTHERS = {"PDF": b"%PDF-1.7\n", "page": b"<!doctype html><script>1</script>", "SVG": b"\n <svg onload='1'>"}
OTHERS |= {"program": b"\x7fELF" + b"0" * 99, "Windows program": b"MZ" + b"0" * 99, "script": b"#!/bin/sh\nid\n"}
OTHERS |= {"old workbook": b"\xd0\xcf\x11\xe0" + b"0" * 99, "packed": b"\x1f\x8b" + b"0" * 99}


def workbook(**more):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["Last Name", "First Name"], ["Okafor", "Ada"]]):
            sheet.write_row(number, 0, row)
    with zipfile.ZipFile(out, "a") as archive:
        for name, text in more.items():
            archive.writestr(name, text)
    return out.getvalue()


def send(client, name, data):
    upload = SimpleUploadedFile(name, data, "text/csv")
    return client.post(reverse("alumni:new-roster"), {"roster": "Office", "file": upload})


def send_registry(client, name, data):
    told = {"name": "Board", "as_of_on": "2026-11-01", "source": "Board", "license": "Public"}
    return client.post(reverse("alumni:registries"), told | {"file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize(("name", "data"), [("list.csv", LIST), ("LIST.CSV", LIST), ("list.xlsx", workbook())])
def test_it_works(manager, name, data):
    assert send(manager.client, name, data).status_code == 302
    assert RosterFile.objects.count() == 1


@pytest.mark.parametrize("kind", PICTURES | OTHERS)
@pytest.mark.parametrize("name", ["list.csv", "list.xlsx", "list.txt"])
def test_another_thing_under_the_name_of_a_list_is_refused(manager, kind, name):
    answer = send(manager.client, name, (PICTURES | OTHERS)[kind])
    assert answer.status_code == 409
    assert "error" in answer.text
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["list.png", "list.exe", "list", "list.csv.html", "list.xlsm", "list.svg"])
def test_other_names_are_refused_with_those_that_are_taken(manager, name):
    answer = send(manager.client, name, LIST)
    assert answer.status_code == 409
    assert ".csv, .tsv, .txt, .xlsx" in answer.text
    assert not Document.objects.exists()


def test_a_list_that_is_a_workbook_by_name_only_is_refused_and_the_other_way_round(manager):
    assert "something else" in send(manager.client, "list.xlsx", LIST).text
    assert "something else" in send(manager.client, "list.csv", workbook()).text


@pytest.mark.parametrize(("name", "data"), [("list.csv", LIST + workbook()), ("list.xlsx", b"%PDF-1.7\n" + workbook())])
def test_two_files_in_one_are_refused(manager, name, data):
    answer = send(manager.client, name, data)
    assert answer.status_code == 409
    assert not Document.objects.exists()


@pytest.mark.parametrize("kind", PICTURES | OTHERS)
@pytest.mark.parametrize("name", ["board.csv", "board.parquet", "board.xlsx"])
def test_registries_are_looked_at_the_same_way(manager, kind, name):
    assert send_registry(manager.client, name, (PICTURES | OTHERS)[kind]).status_code == 200
    assert not Job.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other files"),
        ("xl/embeddings/oleObject1.bin", "other files"),
        ("xl/activeX/activeX1.xml", "buttons that run programs"),
        ("xl/connections.xml", "links to other sources"),
    ],
)
def test_a_workbook_that_acts_is_refused(part, words):
    with pytest.raises(RosterError, match=words):
        bring(workbook(**{part: "x"}), name="list.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened():
    with pytest.raises(RosterError, match="far more than a list needs"):
        bring(bomb(), name="list.xlsx")


def bomb():
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros", b"0" * 30_000_000)
    return out.getvalue()


def test_entities_of_a_workbook_are_not_resolved(tmp_path):
    """Neither a file of this machine nor a laugh that grows comes out of it."""
    secret = tmp_path / "secret"
    secret.write_text("planted")
    hostile = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith(("sharedStrings.xml", "sheet1.xml")):
                text = text.replace(b"?>", b"?>" + hostile.encode(), 1).replace(b"Okafor", b"Oka&e;for")
            new.writestr(name, text)
    try:
        file = bring(out.getvalue(), name="list.xlsx", apply=False)
    except RosterError:
        return
    assert "planted" not in str([list(row) for row in file.sample])


def test_what_is_too_large_is_refused_before_any_of_it_is_kept(manager, settings):
    settings.UPLOAD_LIMIT = 1_000_000
    answer = send(manager.client, "list.csv", LIST + b"x" * 2_000_000)
    assert answer.status_code == 413
    assert "at most 1 MB can be received" in answer.text
    assert not Document.objects.exists()
    assert not list((settings.DATA / "incoming").glob("*"))


def test_a_refused_list_is_not_kept(manager, settings):
    before = set((settings.DATA / "documents").rglob("*"))
    send(manager.client, "list.csv", b"Only headings,And no line\n")
    assert not Document.objects.exists()
    assert {path for path in (settings.DATA / "documents").rglob("*") if path.is_file()} <= before


def test_but_one_that_another_list_stands_on_is(manager):
    file = bring(LIST, name="list.csv", roster="Office", apply=False)
    bring(LIST, name="list.csv", roster="Newsletter", apply=False)
    assert file.document.path.is_file()
