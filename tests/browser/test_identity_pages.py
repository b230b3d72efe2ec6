"""The questions, their totals and the definitions in a real browser: axe, 320 pixels, without JavaScript."""

import pytest
from django.urls import reverse

from bigtent.identity.questions import VERSIONS
from tests.factories import make_person
from tests.identity.making import make_answer, make_answers, make_definition, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("name", ["race_ethnicity", "gender", "hometown", "pronouns"])
def test_a_question_with_an_answer(looking, member, name):
    make_answer("race_ethnicity", said("asian", "asian.korean", white="Swedish"), account=member)
    assert name in VERSIONS
    assert looking.faults(reverse("identity:question", args=[name]), member) == []


def test_the_list_and_the_removal(looking, member):
    make_answer("gender", said("woman"), account=member)
    make_answer("orientation", {"declined": True}, account=member)
    for name in ("questions", "remove_all"):
        assert looking.faults(reverse(f"identity:{name}"), member) == []


def test_an_answer_with_a_mistake(looking, member):
    page = looking.open(reverse("identity:question", args=["disability"]), member, width=320, javascript=False)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Yes, seeing").check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("alert").get_by_text("cannot both be").wait_for()
    assert page.get_by_label("Yes, seeing").is_checked()


def test_totals_and_a_definition(looking, administrator):
    for _ in range(12):
        make_person()
    made = make_definition(administrator, {"black": 13.7, "nhpi": 0.3})
    assert looking.faults(reverse("identity:totals"), administrator) == []
    make_answers({"black": 20, "white": 15, "black+white": 12, "nhpi": 3})
    for address in (reverse("identity:totals"), made.get_absolute_url(), reverse("identity:definitions")):
        assert looking.faults(address, administrator) == []
    assert looking.faults(reverse("identity:new_definition"), administrator) == []


def test_how_decisions_are_made_is_open_to_everybody(looking):
    assert looking.faults(reverse("how-decisions-are-made")) == []
