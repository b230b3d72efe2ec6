"""The words of a trauma-informed platform: a way back that is said (T7), no pressure (T10), neutral subjects (T12),
plain language (T14). The other requirements stand in `test_trauma_informed.py`."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse

from bigtent.identity.questions import questions
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import declared
from bigtent.mentoring.services import publish_round
from bigtent.outreach.models import Preference
from bigtent.people import consent_words
from bigtent.people.models import ContactPoint, Network, Purpose, VolunteerRole
from bigtent.people.services import invite_account, send_claim_link
from bigtent.people.services.agreements import EVERYONE, shipped
from tests.catalog.collecting import collect
from tests.factories import make_account, make_person
from tests.mentoring.making import make_mentee, make_mentor, make_round, proposed
from tests.outreach.going import scheduled, send
from tests.outreach.making import make_reader
from tests.people.signing import ASK
from tests.security.reading import grade, spanish_ease
from tests.security.test_trauma_informed import page_of, sensitive_pages

SOURCE = Path("src/bigtent")

# What is published, shared, sent or withdrawn: by which deed it is undone, and where the time for that is said.
UNDONE_BY = {
    "publish_agreement": ("take_back_agreement", "people/_agreement_acts.html", "For 24 hours"),
    "publish_minutes": ("unpublish_minutes", "groups/preview.html", "For a day you can take it"),
    "send_recommendation": ("take_back_recommendation", "groups/_recommending.html", "Take it back"),
    "publish_round": ("take_back_publishing", "mentoring/publish.html", "Until then you can take it back"),
    "schedule_publishing": ("take_back_publishing", "mentoring/_scheduled.html", "Until it starts nothing is"),
    "schedule_message": ("stop_message", "outreach/_schedule.html", "at least {{ grace }} minutes"),
    "send_message": ("stop_message", "outreach/scheduled.html", "Until it starts nobody was written to"),
    "take_off_roster": ("put_back_on_roster", "people/my_expertise.html", "you can bring back on any day"),
    "end_signature": ("take_back_end", "people/giving_time.html", "seven days"),
    "publish_event": ("take_back_event", "gatherings/_in_your_hands.html", "draft again as long as nobody registered"),
    "publish_series": ("take_back_event", "gatherings/series.html", "draft again as long as nobody registered"),
    "publish_opportunity": (
        "unpublish_opportunity",
        "community/_keep_opportunity.html",
        "as long as nobody saved it",
    ),
    "publish_course": ("end_course", "library/courses/write.html", "You can close it on any day"),
    "withdraw_opportunity": ("open_opportunity_again", "community/_keep_opportunity.html", "Undo that"),
    "leave_group": ("take_back_leaving", "groups/membership.html", "Within 14 days"),
}
# Asking again brings these back, on any day.
AGAIN_BY = {
    "withdraw_candidacy": "stand",
    "withdraw_credit": "claim_credit",
    "withdraw_erasure": "ask_erasure",
    "withdraw_introduction": "ask_introduction",
    "withdraw_invitation": "invite_account",
    "withdraw_round": "open_round",
    "withdraw_wishes": "ask_for_mentor",
}
# A link that somebody asked for herself, once.
SAID_BEFORE = {"send_claim_link": ("people/claim.html", "link")}

PRESSURE = re.compile(
    r"hurry|last chance|act now|don.t miss|miss out|running out|time is running|only \w+ (left|days left)|limited time|"
    r"\bstreaks?\b|countdown|we miss you|we.ll miss|disappoint|let (us|them) down|you really|are you sure|guilt|"
    r"everyone else|everybody else has|you haven.t yet|don.t forget|you must|urgent|exclusive|"
    r"última oportunidad|date prisa|dese prisa|apresúr|no te lo pierdas|no se lo pierda|solo quedan|"
    r"te echamos de menos|le echamos de menos|decepcion|seguro que|urgente|exclusiv|racha",
    re.I,
)
PRETICKED = re.compile(r"<input[^>]*\bchecked\b[^>]*>")
TELLING = re.compile(
    r"mentor|student|race|gender|pronoun|orientation|disabilit|identity|lived|trauma|harm|check|background|erase|"
    r"expert|council|recommend|volunteer|debt|health|illness",
    re.I,
)
GRADE, EASE = 9, 60


def text_of(template: str) -> str:
    return (SOURCE / template.partition("/")[0] / "templates" / template).read_text()


def verbs(beginning: str) -> set[str]:
    return {deed.verb for deed in declared("DEEDS") if re.match(beginning, deed.verb)}


def test_t7_whatever_is_published_sent_or_withdrawn_has_a_way_back():
    told = UNDONE_BY.keys() | AGAIN_BY.keys() | SAID_BEFORE.keys()
    assert verbs("publish_|share_|send_|withdraw_|schedule_") - told == set()
    undoing = {undo for undo, _template, _words in UNDONE_BY.values()} | set(AGAIN_BY.values())
    assert undoing - verbs("") == set()


@pytest.mark.parametrize("verb", UNDONE_BY)
def test_t7_the_time_is_said_where_it_is_done(verb):
    _undo, template, words = UNDONE_BY[verb]
    assert words in text_of(template)


@pytest.mark.parametrize("verb", SAID_BEFORE)
def test_t7_what_has_none_says_so_before(verb):
    template, words = SAID_BEFORE[verb]
    assert words in text_of(template)


def test_t10_no_words_press():
    said = {text for message in collect() for text in (message.id, message.plural) if text}
    said |= set(re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', _spanish(), re.M))
    assert len(said) > 3000
    assert {text for text in said if PRESSURE.search(text)} == set()


def _spanish() -> str:
    """The catalog with lines that go on joined into one."""
    text = (SOURCE / "project/locale/es/LC_MESSAGES/django.po").read_text()
    return re.sub(r'"\n"', "", text)


@pytest.mark.parametrize("words", ["Hurry, only 3 left!", "We miss you", "¡Última oportunidad!", "Don’t miss it"])
def test_t10_the_list_would_find_them(words):
    assert PRESSURE.search(words)


@pytest.mark.django_db
def test_t10_no_consent_is_ticked_before_somebody_ticks_it(member):
    for address in ("/people/me/known/", *sensitive_pages()):
        assert PRETICKED.findall(page_of(member, address)) == [], address


@pytest.mark.django_db
def test_t12_no_subject_tells_anything(administrator, manager, member, mailoutbox, django_capture_on_commit_callbacks):
    claiming = ContactPoint.objects.create(person=make_person(), kind="email", value="new@example.org", source="self")
    with django_capture_on_commit_callbacks(execute=True):
        invite_account(account=make_account(roles=["member"]), by=administrator)
        send_claim_link(email=claiming.value)
        member.client.post(reverse("mfa_activate_totp"))
        _pair(manager)
        member.client.logout()
        member.client.post(ASK, {"email": member.email})
    assert len(mailoutbox) >= 4
    assert {letter.subject for letter in mailoutbox if TELLING.search(letter.subject)} == set()


def _pair(manager):
    """A round of one pair is published, and both are written to."""
    the_round = make_round(by=manager)
    for make, email in ((make_mentor, "one@example.org"), (make_mentee, "two@example.org")):
        person = make_person(consents=[Purpose.MENTORING], email=email)
        make(the_round.program, person=person, by=manager)
    proposed(the_round, manager)
    publish_round(match_round=the_round.key, by=manager)


@pytest.mark.django_db
def test_t12_name_channel_and_hours_are_those_she_chose(manager, settings, mailoutbox):
    wishes = {
        "Mimi": {"called": "Mimi"},
        "here": {"channel": Preference.Channel.PLATFORM},
        "later": {"from_hour": (now().hour + 3) % 24, "to_hour": (now().hour + 5) % 24, "zone": "UTC"},
    }
    people = {name: make_reader(given_name=name.title()) for name in wishes}
    for name, wish in wishes.items():
        Preference.objects.create(person=people[name], **wish)
    Network.objects.update(postal_address="1 Lakeland Road")
    cache.clear()
    send(scheduled(manager), settings)
    (letter,) = mailoutbox
    assert letter.body.startswith("Dear Mimi,") and not TELLING.search(letter.subject)


def test_t12_every_text_of_a_mail_is_among_those_tried():
    """Who adds a kind of letter adds it to the test above, or to those of outreach."""
    kept = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.txt") if "templates" in path.parts}
    assert {path for path in kept if not path.endswith("_subject.txt") and "/messages/" not in path} == {
        "mentoring/templates/mentoring/letters/mentor.txt",
        "mentoring/templates/mentoring/letters/student.txt",
        "outreach/templates/outreach/mail/digest.txt",
        "outreach/templates/outreach/mail/letter.txt",
        "outreach/templates/outreach/mail/service.txt",
        "people/templates/people/mail/claim.txt",
        "people/templates/people/mail/invitation.txt",
        "people/templates/people/mail/security_notice.txt",
        "project/templates/account/email/login_code_message.txt",
    }


def consent_texts():
    yield from (str(said[-1]) for said in consent_words.WORDS.values())
    yield from (str(said[-1]) for said in consent_words.OWN_WORDS.values())
    yield from (str(said[-1]) % {"what": "School"} for said in consent_words.OF_DATUM.values())


@pytest.mark.parametrize("text", list(consent_texts()))
def test_t14_what_one_agrees_to_is_plain(text):
    assert grade(text) <= GRADE


@pytest.mark.parametrize("name", [EVERYONE, *VolunteerRole.values])
def test_t14_the_agreement_is_plain_in_both_languages(name):
    assert grade(shipped("en", name)) <= GRADE
    assert spanish_ease(shipped("es", name)) >= EASE


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_t14_the_reasons_of_a_question_are_plain(question):
    for text in (question.words, question.why, question.read_by, question.kept):
        assert grade(str(text)) <= GRADE, text


def test_t14_the_reasons_of_a_datum_are_plain():
    assert {datum.name: datum.why for datum in declared("DATA") if datum.why and grade(str(datum.why)) > GRADE} == {}


def test_t14_the_measure_tells_easy_from_hard():
    hard = "Notwithstanding anything herein to the contrary, participants irrevocably relinquish any entitlement."
    difficult = (
        "La organización se reserva irrevocablemente la posibilidad de interpretar unilateralmente lo estipulado."
    )
    assert grade("The cat sat on the mat. It was glad.") < 2 and grade(hard) > 18
    assert spanish_ease("El gato está en la casa. Come pan.") > 85 and spanish_ease(difficult) < 20
