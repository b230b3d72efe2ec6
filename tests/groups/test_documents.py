"""Papers of a group: only papers, read by whom they are for, shown, removed and put back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bigtent.groups.errors import GroupError
from bigtent.groups.models import GroupDocument
from bigtent.groups.services.documents import add_document, remove_document, restore_document
from bigtent.ledger.models import Document
from tests.groups.seating import make_group, turn_clock, voter

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nBylaws"


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")


def add(group, *, name="bylaws.pdf", data=PDF, by=None, **values):
    return add_document(group=group, file=io.BytesIO(data), name=name, title="Bylaws", by=by, **values)


def opened(client, paper):
    answer = client.get(reverse("groups:document", args=[paper.key]))
    return b"".join(answer) if answer.status_code == 200 else answer.status_code


def test_it_works(manager):
    group = make_group()
    told = {"title": "Bylaws", "file": SimpleUploadedFile("x.pdf", PDF)}
    page = manager.client.post(reverse("groups:add_document", args=[group.key]), told)
    assert page.status_code == 302
    paper = GroupDocument.objects.get()
    answer = manager.client.get(reverse("groups:document", args=[paper.key]))
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Bylaws.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.exe", b"MZ", "are not kept here"),
        ("x.svg", b"<svg/>", "are not kept here"),
        ("x", PDF, "“nothing”"),
        ("x.pdf", b"<script>", "something else"),
        ("x.docx", PDF, "something else"),
        ("x.docx", b"PK\x03\x04 broken", "something else"),
        ("x.docx", office("a.txt"), "something else"),
        ("x.docx", office("[Content_Types].xml", "word/vbaProject.bin"), "macros"),
        ("x.txt", b"\xff\xfe", "something else"),
        ("x.md", b" <script>", "something else"),
        ("x.csv", b"a\0b", "something else"),
        ("x.pdf", b"%PDF-" + b"0" * 20_000_000, "20 MB"),
    ],
)
def test_what_is_no_paper_is_refused_and_not_kept(name, data, words):
    with pytest.raises(GroupError, match=words):
        add(make_group(), name=name, data=data)
    assert not Document.objects.exists()


@pytest.mark.parametrize(("name", "data"), [("a.docx", WORD), ("a.txt", "Año".encode()), ("a.odt", office("mimetype"))])
def test_papers_of_other_kinds(name, data):
    assert add(make_group(), name=name, data=data).file_name == f"Bylaws{name[1:]}"


def test_who_may_read(client, member, stranger, reviewer):
    group, closed = make_group(), make_group(is_public=False)
    inside, shown, of_network = add(group), add(group, is_public=True), add(closed, data=PDF + b"2", is_public=True)
    sits = voter(group)
    for reader, may in (
        (client, ()),
        (stranger.client, ()),
        (member.client, (of_network,)),
        (sits.client, (inside, of_network)),
        (reviewer.client, (inside, of_network)),
    ):
        assert [opened(reader, one) != 404 for one in (inside, shown, of_network)] == [
            inside in may,
            True,
            of_network in may,
        ]


def test_shown_to_everybody_and_taken_back(client, manager):
    group = make_group()
    paper = add(group)
    assert opened(client, paper) == 404
    for public, found in (("1", PDF), ("0", 404)):
        manager.client.post(reverse("groups:show_document", args=[paper.key]), {"public": public})
        assert opened(client, paper) == found
        assert ("Bylaws" in client.get(group.get_absolute_url()).text) == (public == "1")


def test_removed_and_put_back_within_14_days(manager, settings):
    paper = add(make_group(), is_public=True)
    remove_document(document=paper, by=manager)
    assert opened(manager.client, paper) == 404
    restore_document(document=paper, by=manager)
    assert opened(manager.client, paper) == PDF and not paper.is_public
    remove_document(document=paper, by=manager)
    turn_clock(settings, 15)
    with pytest.raises(GroupError, match="within 14 days"):
        restore_document(document=paper, by=manager)


def test_a_paper_of_another_meeting_is_refused(manager):
    from tests.groups.councils import planned

    with pytest.raises(GroupError, match="another group"):
        add(make_group(), meeting=planned(make_group(), manager))
