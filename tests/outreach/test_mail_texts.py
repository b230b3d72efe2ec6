"""From a text with fields to what one person reads."""

import pytest
from django.utils.html import escape

from bigtent.outreach.errors import TextError
from bigtent.outreach.letters import preview
from bigtent.outreach.models import Message, Preference
from bigtent.outreach.writing import FIELDS, check_text
from tests.factories import make_person
from tests.outreach.making import make_message
from tests.outreach.postbox import marks_of

pytestmark = pytest.mark.django_db


def letter(body="Dear {given_name},", person=None, language="", **values):
    return preview(make_message(body_en=body, **values), person or make_person(), language)


def test_it_works(network):
    read = letter("Dear {given_name},\n\n{name}, {network} meets on *Friday*.", make_person(family_name="Obi"))
    assert read.plain.startswith("Dear Ada,\n\nAda Obi, Lantern Fellows Foundation meets on *Friday*.\n")
    assert "<p>Ada Obi, Lantern Fellows Foundation meets on <em>Friday</em>.</p>" in read.fragment


def test_the_name_she_asked_to_be_called_wins(network):
    person = make_person(given_name="Maria")
    Preference.objects.create(person=person, called="Max")
    assert letter("{given_name} {name}", person).plain.startswith("Max Max\n")


def test_every_field_that_is_offered_can_be_used(network):
    body = "\n\n".join(f"{{{field}}}" for field in FIELDS)
    read = letter(body, choices=[{"en": "Yes", "es": "Sí"}, {"en": "No", "es": "No"}])
    assert "{" not in read.plain and "\ue000" not in read.html


@pytest.mark.parametrize(
    "name", ["*Ada*", "<script>alert(1)</script>", "[Ada](https://evil.example)", "{network}", "# A"]
)
def test_a_name_is_never_more_than_a_name(network, name):
    read = letter("Dear {given_name}, welcome", make_person(given_name=name))
    assert read.plain.startswith(f"Dear {name}, welcome")
    assert f"<p>Dear {escape(name)}, welcome</p>" in read.fragment


@pytest.mark.parametrize(
    "body",
    ["<img src=https://x.example/p.gif>", "![p](https://x.example/p.gif)", "<script>x</script>", "[a](javascript:x)"],
)
def test_nothing_but_words_and_links_gets_into_a_mail(network, body):
    found = marks_of(letter(body).html)
    assert found.tags <= {"html", "head", "meta", "title", "body", "p", "a", "hr", "small", "br"}
    assert found.attributes <= {"lang", "charset", "name", "content", "href"}
    assert all(link.startswith("http") for link in found.links)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Dear {given_name},\n\nsee {freind}!", "English text, line 3, column 5: “{freind}”"),
        ("a } b", "line 1, column 3: “}”"),
        ("a\n{ b", "line 2, column 1: “{”"),
        ("{}", "“{}” is no field"),
        ("{ name}", "“{ name}” is no field"),
        ("[page](https://example.org/{name})", "line 1: {name} cannot stand there"),
        ("choose {choices} now", "{choices} is no field|{choices}"),
        ("", "text is empty"),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_place(body, words):
    with pytest.raises(TextError, match=words) as refused:
        check_text(Message(subject_en="News", body_en=body))
    assert refused.value.field == "body_en"


def test_the_refusal_names_the_language(db):
    text = Message(subject_en="News", body_en="Hello", subject_es="Hola {x}", body_es="Hola")
    with pytest.raises(TextError, match="Spanish subject, column 6: “{x}”"):
        check_text(text)


def test_a_brace_is_written_twice(network):
    assert letter("{{given_name}} is a field").plain.startswith("{given_name} is a field")


def test_answers_stand_below_the_text_or_where_they_are_asked_for(network):
    choices = [{"en": "I will come", "es": "Voy"}, {"en": "I cannot", "es": "No"}]
    below = letter("Do you come?", choices=choices)
    assert below.plain.split("\n")[:4][2].startswith("I will come: http")
    within = letter("Do you come?\n\n{choices}\n\nBye", choices=choices)
    assert within.plain.index("I cannot: http") < within.plain.index("Bye")
    assert "<ul>\n<li><a href=" in within.fragment and "<p><ul>" not in within.fragment


def test_who_has_not_said_gets_the_language_of_the_network_and_all_get_the_one_there_is(network):
    both = {"subject_es": "Noticias", "body_es": "Hola {given_name}"}
    spanish, english = make_person(language="es"), make_person()
    assert letter(person=spanish, **both).language == "es" and letter(person=english, **both).language == "en"
    assert letter(person=spanish).language == "en"
    assert letter(person=english, language="es", **both).plain.startswith("Hola Ada")


def test_a_subject_stays_on_one_line(network):
    read = letter(subject_en="For {given_name}", person=make_person(given_name="Ada\r\nBcc: x@example.org"))
    assert read.subject == "For Ada Bcc: x@example.org"
