"""Questions and those who offer to answer, as the tests of them need it."""

from itertools import count

from bigtent.community.models import Asked
from bigtent.community.models.asking import GRACE
from bigtent.community.services.asking import ask_question
from bigtent.outreach.services import send_service_letters
from bigtent.people.models import Account
from tests.cast import signed_in
from tests.factories import make_account, make_person, make_specialty
from tests.outreach.going import later

_number = count(1)
TEXT = "How did you choose between research and practice?"


def make_willing(**values):
    """Somebody who offers to answer and may be asked."""
    number = next(_number)
    values = {"email": f"willing{number}@example.org", "consents": ["mentoring"], "offers": ["answer"]} | values
    return make_person(**values)


def make_asker(**values):
    person = make_person(given_name="Noor", family_name="Haddad", email=f"noor{next(_number)}@example.org", **values)
    return signed_in(make_account(person=person, roles=["member"], email=person.contact_points.get().value))


def ask(by: Account, **values):
    return ask_question(**({"text": TEXT, "kind": "experience", "by": by} | values))


def asked_people(one):
    return [row.person for row in Asked.objects.filter(ask=one).select_related("person")]


def letters_go(settings):
    """The minutes of grace are over, and a worker sends what is due."""
    later(settings, seconds=GRACE.seconds + 1)
    return send_service_letters()


def surgery():
    return make_specialty("surgery", family="Surgery")
