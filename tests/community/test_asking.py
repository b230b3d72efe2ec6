"""A question reaches those who fit, and what they answer comes back, by mail or on a page, without signing in."""

from datetime import timedelta

import pytest

from bigtent.community.asking_links import question_path
from bigtent.community.errors import AskError
from bigtent.community.models import Ask, AskAnswer, Asked, KeptApart
from bigtent.community.services import asking as services
from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.services import receive_mail, send_service_letters
from bigtent.people.services import erase_person
from tests.cast import signed_in
from tests.community.asking import TEXT, ask, asked_people, letters_go, make_asker, make_willing, surgery
from tests.outreach import returned
from tests.outreach.going import later

pytestmark = pytest.mark.django_db
QUOTED = "\n\nOn Mon, Nov 23, 2026 at 9:05 AM Lantern <news@lantern.example> wrote:\n" + "> what was asked\n" * 300


@pytest.fixture
def asker(network):
    return make_asker()


def mail_to(postbox, person):
    address = person.contact_points.get().value
    return next(mail for mail in postbox.mails if mail["To"] == address)


def words_of(mail):
    return mail.get_body(["plain"]).get_content().replace("\r\n", "\n")


def reply(mail, text):
    head = f"From: {mail['To']}\nIn-Reply-To: {mail['Message-ID']}\nSubject: Re: a question"
    raw = f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{text}"
    return receive_mail(raw=raw.replace("\n", "\r\n").encode())


def test_the_round_trip_by_mail(postbox, asker, settings):
    physician = make_willing(given_name="Grace", family_name="Okoye")
    one = ask(asker)
    letters_go(settings)
    letter = mail_to(postbox, physician)
    assert "Noor of Lantern Fellows Foundation asks" in (text := words_of(letter)) and TEXT in text
    assert asker.email not in letter.as_string() and "Haddad" not in letter.as_string()
    reply(letter, f"I went by what I missed on free days.\n\nGrace{QUOTED}")
    send_service_letters()
    back = words_of(mail_to(postbox, asker.person))
    assert "Grace Okoye answers your question" in back and "free days.\n\nGrace" in back
    assert "what was asked" not in back and physician.contact_points.get().value not in back
    page = asker.client.get(one.get_absolute_url()).content.decode()
    assert "I went by what I missed" in page and "Say thank you" in page


def test_thanks_by_one_click_and_by_a_reply(postbox, asker, settings):
    people = make_willing(), make_willing()
    one = ask(asker)
    letters_go(settings)
    for person in people:
        reply(mail_to(postbox, person), "Both.")
    send_service_letters()
    first, second = AskAnswer.objects.order_by("pk")
    asker.client.post(f"/community/asks/answers/{first.pk}/thank/")
    reply(postbox.mails[-1], "That helps a lot!")
    send_service_letters()
    assert [mail["Subject"] for mail in postbox.mails[-2:]] == ["Thank you for your answer"] * 2
    assert "That helps a lot!" in words_of(postbox.mails[-1])
    assert all(answer.thanked_at for answer in AskAnswer.objects.all()) and one.is_open


def test_an_automatic_answer_is_none_and_the_next_is_asked_too(postbox, asker, settings):
    people = [make_willing() for _ in range(6)]
    one = ask(asker)
    letters_go(settings)
    first = mail_to(postbox, people[0])
    for _ in range(2):
        receive_mail(raw=returned.gmail_vacation(first["Message-ID"], first["To"]))
    assert asked_people(one) == people and not AskAnswer.objects.exists()
    reply(first, "I am back: yes.")
    assert Asked.objects.get(person=people[0]).state == "answered"


def test_a_letter_that_comes_back_passes_the_question_on(postbox, asker, settings):
    people = [make_willing() for _ in range(7)]
    one = ask(asker)
    postbox.says[people[1].contact_points.get().value] = ["550 5.1.1 nobody here"]
    letters_go(settings)
    first = mail_to(postbox, people[0])
    receive_mail(raw=returned.postfix_unknown(first["Message-ID"], first["To"]))
    assert set(asked_people(one)) == set(people)
    assert set(Asked.objects.filter(state="lost").values_list("person", flat=True)) == {people[0].pk, people[1].pk}


def test_taken_back_within_ten_minutes_nobody_reads_it(postbox, asker, settings):
    make_willing()
    one = ask(asker)
    asker.client.post(f"/community/asks/{one.key}/take-back/")
    letters_go(settings)
    assert postbox.mails == [] and ServiceLetter.objects.get().because == "not_needed"
    with pytest.raises(AskError, match="has taken this question back"):
        services.give_answer(asked=Asked.objects.get(), text="Yes")


def test_a_reply_to_what_was_taken_back_goes_to_the_office(postbox, asker, network, settings):
    network.contact_email = "office@example.org"
    network.save()
    person = make_willing()
    one = ask(asker)
    letters_go(settings)
    services.take_back_ask(ask=one, by=asker)
    reply(mail_to(postbox, person), "Both.")
    assert postbox.mails[-1]["To"] == "office@example.org" and not AskAnswer.objects.exists()


def test_answered_on_the_page_of_the_link_by_nobody_signed_in(client, asker):
    make_willing(given_name="Grace")
    one = ask(asker)
    path = question_path(Asked.objects.get())
    page = client.get(path).content.decode()
    assert TEXT in page and "Haddad" not in page and not AskAnswer.objects.exists()
    assert "is on the way" in client.post(path, {"answer": "1", "text": "Both."}, follow=True).content.decode()
    assert "Grace" in asker.client.get(one.get_absolute_url()).content.decode()


def test_not_me_passes_it_on_once_and_tells_nobody(client, asker):
    people = [make_willing() for _ in range(7)]
    one = ask(asker)
    path = question_path(Asked.objects.get(person=people[0]))
    for _ in range(2):
        client.post(path, {"pass": "1"})
    assert asked_people(one) == people[:6]
    assert people[0].family_name not in asker.client.get(one.get_absolute_url()).content.decode()
    assert "You may still answer" in client.get(path).content.decode()


def test_no_more_questions_from_there(client, asker):
    person = make_willing()
    ask(asker)
    client.post(question_path(Asked.objects.get()), {"apart": "1"})
    assert asked_people(ask(asker, text="Another?")) == []
    row = KeptApart.objects.get(person=person)
    services.let_together(row=row, by=asker)
    assert asked_people(ask(asker, text="A third?")) == [person]


@pytest.mark.parametrize("token", ["1", "x.y", "1.abc"])
def test_a_changed_link_opens_nothing(client, asker, token):
    assert client.get(f"/community/question/{token}/").status_code == 404


def test_the_same_mail_twice_is_one_answer(postbox, asker, settings):
    person = make_willing()
    ask(asker)
    letters_go(settings)
    for _ in range(2):
        reply(mail_to(postbox, person), "Both.")
    assert AskAnswer.objects.count() == 1


def test_three_open_questions_are_enough(asker):
    for number in range(3):
        ask(asker, text=f"Question {number}?")
    with pytest.raises(AskError, match="Three questions of yours wait"):
        ask(asker)


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_a_question_has_words_and_an_end(asker, text):
    with pytest.raises(AskError, match="between 1 and 1,000 signs"):
        ask(asker, text=text)


def test_seen_before_it_is_asked_with_whom_it_reaches_and_why(asker):
    make_willing(specialty=surgery())
    said = {"text": TEXT, "kind": "experience", "name_shown": "given", "specialty": surgery().pk}
    page = asker.client.post("/community/asks/new/", said).content.decode()
    assert "Noor of" in page and "Has the specialty you asked for" in page and not Asked.objects.exists()
    asker.client.post("/community/asks/new/", said | {"ask": "1"})
    assert Asked.objects.count() == 1


@pytest.mark.parametrize(
    ("shown", "words"), [("given", "Noor of"), ("whole", "Noor Haddad of"), ("none", "Somebody of")]
)
def test_those_asked_see_the_name_she_chose(client, asker, shown, words):
    make_willing()
    ask(asker, name_shown=shown)
    assert words in client.get(question_path(Asked.objects.get())).content.decode()


def test_after_five_days_coordinators_find_it_on_monday_and_ask_five_more(asker, manager, settings):
    people = [make_willing() for _ in range(12)]
    one = ask(asker)
    assert "A question waits" not in manager.client.get("/monday/").content.decode()
    later(settings, days=5, minutes=1)
    signed_in(manager)
    assert "A question waits for an answer" in manager.client.get("/monday/").content.decode()
    manager.client.post(f"/community/asks/waiting/{one.key}/more/")
    assert asked_people(one) == people[:10]
    assert "A question waits" not in manager.client.get("/monday/").content.decode()


def test_a_coordinator_answers_it_or_closes_it_kindly(postbox, asker, manager, settings):
    first, second = ask(asker), ask(asker, text="Another?")
    later(settings, days=5, minutes=1)
    signed_in(manager)
    manager.client.post(f"/community/asks/waiting/{first.key}/answer/", {"text": "Ask the library."})
    manager.client.post(f"/community/asks/waiting/{second.key}/close/", {"words": "We asked around and found nobody."})
    send_service_letters()
    answer, closing = map(words_of, postbox.mails)
    assert "Marta Quispe answers" in answer and "found nobody" in closing
    signed_in(asker).client.post(f"/community/asks/{second.key}/open/")
    second.refresh_from_db()
    assert second.is_open


def test_what_waits_not_yet_is_not_read_by_coordinators(asker, manager):
    make_willing()
    one = ask(asker)
    later_address = f"/community/asks/waiting/{one.key}/"
    assert manager.client.get(later_address).status_code == 404


def test_questions_of_others_are_not_there(asker, member):
    one = ask(asker)
    for path in ("", "close/", "take-back/", "open/"):
        assert member.client.post(f"/community/asks/{one.key}/{path}").status_code in (404, 405)


def test_what_was_typed_lies_encrypted_and_is_in_no_record_of_deeds(asker):
    make_willing()
    ask(asker)
    services.give_answer(asked=Asked.objects.get(), text="Something private.")
    deeds = " ".join(str(entry.changes) + entry.object_label for entry in AuditEntry.objects.all())
    assert TEXT not in deeds and "private" not in deeds


def test_erased_her_questions_go_and_her_name_in_others(asker, manager):
    quill = make_willing(given_name="Ada", family_name="Quillfeather")
    ask(asker, text="Is Ada Quillfeather still in Denver?")
    services.give_answer(asked=Asked.objects.get(), text="I am.")
    erase_person(person=quill, by=manager, reason="asked")
    assert not AskAnswer.objects.exists() and not Asked.objects.exists()
    assert "Quillfeather" not in asker.client.get("/community/asks/").content.decode()


@pytest.mark.parametrize("count", [3, 30])
def test_a_list_costs_the_same_however_long(asker, settings, count, django_assert_max_num_queries):
    for number in range(count):
        one = ask(asker, text=f"Question {number}?")
        Ask.objects.update(made_at=now() - timedelta(days=2))
        services.close_ask(ask=one, by=asker)
    with django_assert_max_num_queries(16):
        asker.client.get("/community/asks/")


def test_a_question_waits_for_somebody_where_nobody_can_be_asked(asker, manager, settings):
    ask(asker)
    later(settings, minutes=11)
    assert "A question waits for an answer" in manager.client.get("/monday/").content.decode()
