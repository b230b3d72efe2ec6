"""Setting the organization up, once; changing what it said."""

import pytest

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import AccountError, NetworkError
from bigtent.people.models import Account, Network, Person
from bigtent.people.services import change_network, set_up_network
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def test_it_works():
    network = set_up_network(name=" Harbor Scholars ", word_alumni="fellows")
    assert (Network.current().name, network.word_alumni, network.word_schools) == (
        "Harbor Scholars",
        "fellows",
        "schools",
    )


def test_it_happens_once():
    set_up_network(name="Harbor Scholars")
    with pytest.raises(NetworkError, match="set up already"):
        set_up_network(name="Somebody Else")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 121}, "name"), ({"word_schools": ""}, "word_schools"),
     ({"contact_email": "nobody"}, "contact_email"), ({"rooms": ["cellar"]}, "rooms")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(values, field):
    with pytest.raises(NetworkError) as refused:
        set_up_network(**{"name": "Harbor Scholars"} | values)
    assert refused.value.field == field
    assert not Network.objects.exists()


def test_when_the_account_is_refused_nothing_is_kept():
    make_account(email="ines@harbor.example")
    with pytest.raises(AccountError):
        set_up_network(name="Harbor Scholars", administrator=Person(family_name="Okafor"), email="ines@harbor.example")
    assert not Network.objects.exists()
    assert Account.objects.count() == 1


def test_a_change_is_written_down(administrator):
    change_network(by=administrator, word_alumni="fellows")
    entry = AuditEntry.objects.get(verb="change_network")
    assert entry.changes == {"word_alumni": ["alumni", "fellows"]}
    assert Network.current().word_alumni == "fellows"
