"""The shelves of the library: what is put there, found, brought up to date, adopted, taken off."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.library.errors import ResourceError
from bigtent.library.models import Adoption, Resource
from bigtent.library.services.adoptions import adopt
from bigtent.library.services.resources import change_resource, put_back_on_shelf, take_off_shelf
from bigtent.library.services.solutions import change_brief
from bigtent.people.services import ask_erasure, carry_out_erasure
from tests.factories import make_affiliation, make_consent, make_organization, make_person, make_topic
from tests.library.shelving import make_brief, make_resource, make_solution

HOME = "/library/"


def titles(client, **asked):
    return [row.title for _shelf, row in client.get(HOME, asked).context["things"]]


def test_it_works(client, network, manager):
    """A visitor finds a text, opens it, and reads it."""
    make_resource(manager, text="## Before you sign\n\nRead the *whole* contract.")
    page = client.get(HOME, {"q": "CONTRACT"})
    assert "How to read a contract" in page.content.decode()
    told = client.get(Resource.objects.get().get_absolute_url()).content.decode()
    assert "<h2>Before you sign</h2>" in told
    assert "<em>whole</em>" in told


def test_search_goes_over_all_shelves(client, network):
    make_resource(title="Zúñiga on debt")
    make_solution()
    make_brief()
    assert titles(client, q="zuniga DEBT") == ["Zúñiga on debt"]
    assert titles(client, q="thursdays") == ["A van that comes to the fields"]
    assert sorted(titles(client)) == ["A van that comes to the fields", "Interpreters", "Zúñiga on debt"]
    assert titles(client, q="thursdays debt") == []


def test_the_shelf_is_narrowed(client, network):
    topic = make_topic("payment-models")
    make_resource(title="A", kind="toolkit", link="https://example.org/", audience="student", domain="research")
    make_resource(title="B", topics=[topic])
    make_solution(title="C", audience="resident")
    assert titles(client, kind="toolkit") == ["A"]
    assert titles(client, kind="solution") == ["C"]
    assert titles(client, topic="payment-models") == ["B"]
    assert sorted(titles(client, audience="student")) == ["A", "B"]
    assert titles(client, domain="research") == ["A"]
    assert len(titles(client, kind="nonsense", topic="x", audience="y")) == 3


def test_what_is_not_public_is_for_the_network(client, network, member, stranger):
    row = make_resource(is_public=False)
    for reader in (client, stranger.client):
        assert titles(reader) == []
        assert reader.get(row.get_absolute_url()).status_code == 404
    assert titles(member.client) == ["How to read a contract"]


@pytest.mark.parametrize("count", [3, 30])
def test_constant_queries(client, network, django_assert_max_num_queries, count):
    topic = make_topic()
    for number in range(count):
        make_resource(title=f"R{number}", topics=[topic])
        make_solution(title=f"S{number}", topics=[topic])
    client.get(HOME)
    with django_assert_max_num_queries(9):
        client.get(HOME)


def test_an_erased_name_is_found_no_more(client, network, manager, administrator):
    """Neither in the text nor by the words the search reads."""
    person = make_person(given_name="Wandalina", family_name="Ortiz", email="wandalina@example.org")
    row = make_resource(manager, text="Ask Wandalina Ortiz, wandalina@example.org, who knows.")
    asked = ask_erasure(person=person, by=manager, reason="Letter of November 20")
    carry_out_erasure(asked=asked, by=administrator)
    row.refresh_from_db()
    assert "Wandalina" not in row.text and "wandalina" not in row.text
    assert titles(client, q="wandalina") == []
    assert titles(client, q="knows") == ["How to read a contract"]


def test_pages(client, network):
    for number in range(25):
        make_resource(title=f"R{number:02}")
    first, second = titles(client), titles(client, page=2)
    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)


def test_a_change_of_content_is_a_version_that_says_what_changed(client, network, manager):
    row = make_resource(manager)
    change_resource(resource=row, by=manager, text="Read it three times.", what_changed="One more time")
    newest = client.get(row.get_absolute_url()).content.decode()
    assert "three times" in newest
    assert "One more time" in newest
    earlier = client.get(reverse("library:version", args=[row.key, 1])).content.decode()
    assert "Read it twice." in earlier
    with pytest.raises(ResourceError, match="what changed"):
        change_resource(resource=row, by=manager, text="Read it.")


def test_a_change_of_topics_is_no_version(network, manager):
    row = make_resource(manager)
    change_resource(resource=row, by=manager, topics=[make_topic()], audience="student")
    row.refresh_from_db()
    assert (row.number, row.versions.count(), row.topics.count()) == (1, 1, 1)


def test_off_the_shelf_and_back_within_30_days(client, network, manager, monkeypatch):
    row = make_resource(manager)
    take_off_shelf(thing=row, by=manager)
    assert titles(client) == []
    assert client.get(row.get_absolute_url()).status_code == 404
    assert "Put it back" in manager.client.get(row.get_absolute_url()).content.decode()
    manager.client.post(reverse("library:put_back", args=["resource", row.key]))
    assert titles(client) == ["How to read a contract"]
    take_off_shelf(thing=row, by=manager)
    Resource.objects.update(removed_at="2026-10-01T00:00Z")
    with pytest.raises(ResourceError, match="30 days"):
        put_back_on_shelf(thing=Resource.objects.get(), by=manager)


def test_staff_fill_in_a_form(network, manager):
    told = {
        "title": "A toolkit", "summary": "What helps.", "kind": "toolkit", "link": "https://example.org/kit",
        "audience": "everyone", "language": "en", "is_public": "on", "checked_on": "2026-11-20",
        "sources": "A title | A press | 2024 | https://example.org/source",
    }  # fmt: skip
    answer = manager.client.post(reverse("library:new_resource"), told, follow=True)
    row = Resource.objects.get()
    assert row.sources == [
        {"title": "A title", "publisher": "A press", "year": "2024", "link": "https://example.org/source"}
    ]
    assert "A press" in answer.content.decode()
    assert AuditEntry.objects.filter(verb="add_resource", by=manager).count() == 1


def test_staff_change_what_stands_on_the_shelves(client, network, manager):
    """The forms come with what is there; what was typed stands on the page afterwards."""
    for made, name, typed in (
        (make_resource(manager), "change_resource", {"text": "Newer words.", "what_changed": "Newer"}),
        (make_solution(manager), "change_solution", {"evidence": "Newer words."}),
        (make_brief(manager), "change_brief", {"recommendations": "Newer words.\nAnd more."}),
    ):
        url = reverse(f"library:{name}", args=[made.key])
        form = manager.client.get(url).context["form"]
        told = {field.name: field.value() or "" for field in form if field.name not in ("topics", "file")} | typed
        told["is_public"] = "on"
        assert manager.client.post(url, told).status_code == 302, form.errors
        assert "Newer words." in client.get(made.get_absolute_url()).content.decode()


def test_a_resource_leads_to_something(network, manager):
    told = {"title": "Empty", "summary": "x", "kind": "article", "audience": "everyone", "language": "en"}
    answer = manager.client.post(reverse("library:new_resource"), told)
    assert "a resource leads to something" in answer.content.decode()
    told["sources"] = "no bars here"
    assert "Line 1" in manager.client.post(reverse("library:new_resource"), told).content.decode()


def test_a_file_is_kept_and_given_back(client, network, manager):
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 a plan")
    told = {"title": "Plan", "summary": "x", "kind": "template", "audience": "everyone", "language": "en",
            "is_public": "on", "file": upload}  # fmt: skip
    manager.client.post(reverse("library:new_resource"), told)
    answer = client.get(reverse("library:file", args=[Resource.objects.get().key, 1]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a plan"
    assert answer["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    told["file"] = SimpleUploadedFile("plan.pdf", b"<script>")
    assert "something else" in manager.client.post(reverse("library:new_resource"), told).content.decode()


def test_a_representative_says_we_adopted_this(client, network, member):
    row, clinic = make_solution(), make_organization(name="Invented Clinic", kind="care")
    make_affiliation(person=member.person, organization=clinic, role="representative", source="staff")
    url = reverse("library:adopt", args=["solution", row.key])
    member.client.post(url, {"organization": clinic.pk, "since_on": "2026-03-01", "note": "On Fridays too."})
    told = client.get(row.get_absolute_url()).content.decode()
    assert "Invented Clinic" in told
    assert "said by somebody who represents it on November 22, 2026" in told
    member.client.post(reverse("library:take_back_adoption", args=[Adoption.objects.get().pk]))
    assert "Invented Clinic" not in client.get(row.get_absolute_url()).content.decode()


def test_nobody_speaks_for_an_organization_she_does_not_represent(network, member, manager):
    row, clinic = make_resource(), make_organization(name="Invented Clinic")
    make_affiliation(person=member.person, organization=clinic, role="representative", source="self")
    make_affiliation(person=member.person, organization=clinic, role="faculty", source="staff")
    assert member.client.get(reverse("library:adopt", args=["resource", row.key])).status_code == 403
    with pytest.raises(ResourceError, match="do not represent"):
        adopt(thing=row, organization=clinic, since_on=date(2026, 1, 1), by=member)
    kept = adopt(thing=row, organization=clinic, since_on=date(2026, 1, 1), by=manager)
    assert kept.said == "staff"
    with pytest.raises(ResourceError, match="already"):
        adopt(thing=row, organization=clinic, since_on=date(2026, 1, 1), by=manager)
    with pytest.raises(ResourceError, match="still to come"):
        adopt(thing=make_resource(title="B"), organization=clinic, since_on=date(2027, 1, 1), by=manager)


def test_a_contact_is_named_only_to_who_may_read_her(client, network, member, manager):
    row = make_solution(contact=make_person(given_name="Wanda", family_name="Ortiz"))
    for reader in (client, member.client, manager.client):
        assert "Wanda" not in reader.get(row.get_absolute_url()).content.decode()
    make_consent(person=row.contact, purpose="directory")
    assert "Wanda Ortiz" in member.client.get(row.get_absolute_url()).content.decode()
    assert "Wanda" not in client.get(row.get_absolute_url()).content.decode()


def test_a_brief_keeps_the_row_of_a_recommendation_whose_words_stay(client, network, manager):
    row = make_brief(manager, recommendations=["Pay for them.", "Train them."])
    kept = row.recommendations.get(text="Train them.")
    change_brief(brief=row, by=manager, recommendations=["Train them.", "Count them."])
    assert [one.text for one in row.recommendations.all()] == ["Train them.", "Count them."]
    assert row.recommendations.first().pk == kept.pk
    assert "Count them." in client.get(row.get_absolute_url()).content.decode()


def test_a_text_cannot_bring_a_script(client, network):
    row = make_resource(text="<script>alert(1)</script> [x](javascript:alert(1)) [y](//evil.example/)")
    told = client.get(row.get_absolute_url()).content.decode()
    assert "<script>alert" not in told
    assert "javascript:" not in told.replace("[x](javascript:", "")
    assert 'href="//evil' not in told


def test_who_manages_is_asked_to_check_what_is_old(network, manager, member):
    make_resource(manager, title="Old rules", checked_on=date(2025, 6, 1))
    assert "Old rules" in manager.client.get("/monday/").content.decode()
