"""A person answers what she likes: the reason first, every answer optional, kept as given, removed at once."""

import pytest

from bigtent.identity import scope
from bigtent.identity.errors import AnswerError
from bigtent.identity.questions import VERSIONS, questions
from bigtent.identity.services import remove_answers, save_answer, take_down_answers
from bigtent.identity.services.answers import Said
from bigtent.ledger.models import AuditEntry
from bigtent.people.services import set_consent
from tests.identity.making import make_answer, said

pytestmark = pytest.mark.django_db
BEGIN = "/about-you/"


def address(name):
    return f"/about-you/questions/{name}/"


def own(account, name):
    return scope.own_answers(account)[name]


def test_it_works(member):
    page = member.client.post(address("gender"), {"chosen": ["woman"], "may_reporting": "on", "may_all": "on"})
    assert page.url == address("pronouns")
    assert own(member, "gender").answer == said("woman")
    given = member.person.consents.in_force().values_list("purpose", "datum", "given")
    assert set(given) == {("reporting", "identity.gender", True), ("reporting", "", True)}


@pytest.mark.parametrize("name", VERSIONS)
def test_why_who_and_how_long_stand_before_the_answer(member, name):
    text = member.client.get(address(name)).content.decode()
    before, _form, after = text.partition('<form method="post" class="flow section"')
    assert all(words in before for words in ("Why we ask", "Who reads it", "How long it is kept", "need not answer"))
    assert all(words in after for words in ("Save and go on", "Skip", "I prefer not to say", "Stop for now"))


def test_the_list_says_the_state_of_each_question(member):
    make_answer("gender", said("woman"), account=member)
    make_answer("orientation", {"declined": True}, account=member, purposes=())
    text = member.client.get(BEGIN).content.decode()
    assert "Woman" in text and "You prefer not to say" in text and "Not answered" in text
    assert text.count("counted in totals") == 1 and text.count("counted nowhere") == 1


def test_the_first_thing_is_one_link(member):
    assert "Begin" in member.client.get(BEGIN).content.decode()
    make_answer(account=member)
    text = member.client.get(BEGIN).content.decode()
    assert "Begin" not in text and f'href="{address("gender")}">Go on' in text


def test_race_and_ethnicity_keep_every_box_and_line_as_given(member):
    form = {"is_asian": "on", "of_asian": ["asian.korean"], "more_white": "Swedish", "is_black": "on"}
    member.client.post(address("race_ethnicity"), form)
    answer = own(member, "race_ethnicity").answer
    assert answer == {"chosen": ["asian", "asian.korean", "black"], "written": {"white": "Swedish"}}
    text = member.client.get(address("race_ethnicity")).content.decode()
    assert "Asian (Korean); Black or African American; White (Swedish)" in text


def test_who_prefers_not_to_say_has_answered(member):
    member.client.post(address("disability"), {"act": "decline"})
    assert own(member, "disability").is_declined


def test_a_box_left_empty_withdraws_the_yes(member):
    make_answer("gender", said("woman"), account=member)
    member.client.post(address("gender"), {"chosen": ["woman"]})
    assert not member.person.consents.in_force().get(datum="identity.gender").given


def test_nothing_chosen_is_explained_and_not_kept(member):
    text = member.client.post(address("gender"), {}).content.decode()
    assert "skip the question, or prefer not to say" in text
    assert scope.own_answers(member) == {}


def test_an_answer_is_removed_with_its_consent(member):
    make_answer("gender", said("woman"), account=member)
    member.client.post(f"{address('gender')}remove/")
    assert scope.own_answers(member) == {}
    assert not member.person.consents.in_force().get(datum="identity.gender").given


def test_all_are_removed_after_a_page_that_says_so(member):
    for name in ("gender", "disability"):
        make_answer(name, {"declined": True}, account=member)
    assert "cannot be brought back" in member.client.get("/about-you/remove/").content.decode()
    assert len(scope.own_answers(member)) == 2
    member.client.post("/about-you/remove/")
    assert scope.own_answers(member) == {}


def test_the_history_names_the_question_and_never_the_answer(member):
    make_answer("gender", said("woman", words="femme"), account=member)
    remove_answers(by=member)
    told = AuditEntry.objects.filter(verb__in=["save_answer", "remove_answers"])
    assert [entry.changes for entry in told] == [{"identity.gender": []}] * 2
    everything = str(list(AuditEntry.objects.values()))
    assert "femme" not in everything and "woman" not in everything


def test_what_she_says_again_replaces_what_she_said(member):
    for word in ("woman", "nonbinary"):
        save_answer(question="gender", answer=said(word), by=member)
    assert own(member, "gender").answer == said("nonbinary")


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("shoe_size", said("9"), "not a question here"),
        ("gender", said("giraffe"), "cannot be chosen"),
        ("first_generation", said("first", "unknown"), "Choose one answer"),
        ("disability", said("none", "seeing"), "cannot both be"),
        ("gender", said("woman", words="x" * 201), "201 characters are too many"),
        ("medical_school", said("here", words="Oslo"), "no line"),
        ("gender", {"chosen": "woman"}, "what was chosen and what was written"),
        ("gender", said(), "Nothing is chosen"),
    ],
)
def test_what_a_question_cannot_mean_is_refused_in_words(member, question, answer, words):
    with pytest.raises(AnswerError, match=words):
        save_answer(question=question, answer=answer, by=member)


def test_forms_of_many_people_are_one_entry_and_replace_nothing(manager, member):
    save_answer(question="gender", answer=said("woman"), by=member)
    people = [Said(one.person_id, "gender", said("man")) for one in (manager, member)]
    assert take_down_answers(said=people, by=manager, reason="Joining forms of 2026") == 1
    assert own(member, "gender").answer == said("woman")
    assert AuditEntry.objects.get(verb="take_down_answers").changes == {"identity.gender": []}


def test_pages_cost_few_queries(member, django_assert_max_num_queries):
    for question in questions():
        save_answer(question=question.name, answer={"declined": True}, by=member)
    member.client.get(BEGIN)
    with django_assert_max_num_queries(10):
        member.client.get(BEGIN)
    with django_assert_max_num_queries(10):
        member.client.get(address("race_ethnicity"))


def test_nobody_opens_it_without_signing_in(client):
    assert client.get(BEGIN).url.startswith("/accounts/login/")


def test_pronouns_stand_in_the_directory_only_by_her_own_yes(member, manager):
    make_answer("pronouns", said("she"), account=manager, purposes=["directory"])
    assert "she / her" in member.client.get(manager.person.get_absolute_url()).content.decode()
    set_consent(person=manager.person, purpose="directory", datum="identity.pronouns", given=False, by=manager)
    assert "she / her" not in member.client.get(manager.person.get_absolute_url()).content.decode()
