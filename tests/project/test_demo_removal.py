"""`bigtent demo --remove`: what was invented goes, what is real stays."""

import io

import pytest
from django.core.management import call_command

from bigtent.alumni.models import Award, RosterFile, alumni
from bigtent.alumni.services.importing import import_roster
from bigtent.ledger.demonstration import demonstrating
from bigtent.ledger.models import AuditEntry, Document
from bigtent.people.models import Account, Network, Person
from bigtent.people.services import load_reference, merge_people, open_account, set_up_network

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "First name,Last name,Program,Year,E-mail\nAmara,Obi,Emergency Grant,1994,amara@example.org\n"
OTHER = LIST.replace("Amara,Obi", "Joaquín,Herrera").replace("amara@", "joaquin@")


def bring_in(text, by, roster="Finance"):
    return import_roster(file=io.BytesIO(text.encode()), name="list.csv", roster=roster, by=by, apply=True)


def invent(text):
    """A demonstration of the smallest kind: an organization, an account, a list, a merge."""
    with demonstrating():
        account = open_account(person=Person(family_name="Invented"), email="i@demonstration.example", by=None)
        set_up_network(name="Invented Foundation", by=account)
        bring_in(text, account)
        bring_in(text.replace("1994", "1995"), account, roster="Newsletter")
        first, second = alumni().filter(demonstration=True).order_by("pk")
        merge_people(pairs=[(first, second)], by=account, reason="One person")


def remove():
    call_command("demo", remove=True, stdout=io.StringIO(), stderr=io.StringIO())


def test_it_works():
    load_reference()
    invent(LIST)
    files = [document.path for document in Document.objects.all()]
    assert files and all(path.exists() for path in files)
    remove()
    assert not Person.objects.exists() and not Account.objects.exists() and not Award.objects.exists()
    assert not Network.objects.exists() and not Document.objects.exists()
    assert not AuditEntry.objects.filter(demonstration=True).exists()
    assert not any(path.exists() for path in files)


def test_what_is_real_stays(administrator):
    Network.objects.all().delete()
    load_reference()
    invent(LIST)
    bring_in(OTHER, administrator)
    remove()
    real = alumni().get()
    assert (real.name, real.awards.get().program.name) == ("Joaquín Herrera", "Emergency Grant")
    assert Account.objects.get() == administrator
    assert AuditEntry.objects.filter(by=administrator).exists()


def test_a_real_file_with_the_same_content_keeps_its_document(administrator):
    Network.objects.all().delete()
    load_reference()
    invent(LIST)
    bring_in(LIST, administrator, roster="Our own")
    remove()
    file = RosterFile.objects.get()
    assert file.document.path.exists() and not file.document.demonstration
    assert alumni().get().name == "Amara Obi"


def test_twice_is_once():
    invent(LIST)
    remove()
    remove()
    assert not Person.objects.exists()
