"""What "trauma-informed" means here: control, predictability, a way back. One test for each requirement (T1 to T11).

The pages where somebody tells of herself what could hurt her are found by what the rooms declare: whoever adds a
sensitive datum adds its page to every test here. T10, T12 and T14, which are about words, stand in `test_words.py`;
T4 and T13 are about stories and their reviewers, which the platform does not have yet.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from bigtent.identity import scope
from bigtent.identity.questions import VERSIONS
from bigtent.ledger.declarations import declared
from bigtent.ledger.markup import to_html
from bigtent.people.models import Network
from bigtent.people.services import change_network
from tests.cast import signed_in
from tests.factories import make_account, make_person, make_place, make_topic
from tests.mentoring.making import make_program

pytestmark = pytest.mark.django_db
SOURCE = Path("src/bigtent")
BEFORE_SENSITIVE = ("/about-you/", "/about-you/remove/")
ROSTER, STATED = "/people/me/expertise/", "/community/me/stated/"
# A switch and no question: nobody is asked for anything there, and it is off until she turns it on.
SWITCH = "/community/near/"
# The one picture a page shows: the code that leads to her own registration, drawn here.
CODE = "src/bigtent/gatherings/templates/gatherings/_own_joining.html"
LIFELINE = "https://988lifeline.org/"
FORM = '<form method="post" class="flow section"'


def sensitive_questions() -> list[str]:
    """The page of each datum that is read only by a yes of its own."""
    return sorted({str(datum.edit_url) for datum in declared("DATA") if datum.sensitive} - {SWITCH})


def sensitive_pages() -> list[str]:
    return [*BEFORE_SENSITIVE, *sensitive_questions()]


def page_of(account, address) -> str:
    return account.client.get(address).content.decode()


def test_the_sensitive_pages_are_known():
    assert set(sensitive_questions()) == {f"/about-you/questions/{name}/" for name in VERSIONS} | {ROSTER, STATED}


def test_t1_nothing_about_harm_is_mandatory(member):
    for address in sensitive_questions():
        form = member.client.get(address).context["form"]
        required = {name for name, field in form.fields.items() if field.required}
        assert required <= ({"field", "sector"} if address == ROSTER else set()), address
        assert "prefer not to say" in page_of(member, address), address


def test_t1_a_form_with_nothing_filled_in_loses_nobody(member):
    for name in VERSIONS:
        answer = member.client.post(f"/about-you/questions/{name}/", {"act": "decline"})
        assert answer.status_code == 302


@pytest.mark.parametrize("words", ["Why we ask", "Who reads it", "How long it is kept"])
def test_t2_the_reason_stands_before_the_question(member, words):
    for address in sensitive_questions():
        before, found, _form = page_of(member, address).partition(FORM)
        assert found and words in before, address


def test_t3_nothing_plays_or_is_loaded_by_itself():
    media = re.compile(r"<(audio|video|iframe|embed|object)\b|autoplay|<img\b", re.I)
    found = {str(path) for path in SOURCE.rglob("*.html") if media.search(path.read_text())}
    assert found == {CODE}
    assert "<img" not in to_html("![a picture](https://example.org/x.png)")


def test_t5_one_stops_and_comes_back_after_a_month(member, settings):
    member.client.post("/about-you/questions/gender/", {"chosen": ["woman"]})
    settings.NOW += timedelta(days=29)
    assert "Go on" in page_of(member, "/about-you/")
    settings.NOW += timedelta(days=29)
    assert "Woman" in page_of(member, "/about-you/")
    assert settings.SESSION_COOKIE_AGE >= 30 * 24 * 3600


def test_t5_what_was_chosen_so_far_stands_in_the_address(member, manager):
    manager.client.post(reverse("people:draft_agreement"))
    manager.client.post(reverse("people:publish_agreement", args=[1]))
    assert "As a speaker" in page_of(member, reverse("people:sign_agreement") + "?roles=speaker")


def test_t5_what_has_a_fault_is_given_back_as_it_was_typed(member):
    typed = {"lived": "Words that took an hour to find", "sector": "care", "field": ""}
    assert typed["lived"] in member.client.post(ROSTER, typed).content.decode()


def test_t6_the_way_out_is_the_first_thing_the_keyboard_reaches(member):
    for address in sensitive_pages():
        body = page_of(member, address).partition("<body>")[2]
        first = re.search(r"<(a|button|input|select|textarea|summary)\b[^>]*>", body)[0]
        assert 'class="button exit' in first and 'href="https://www.weather.gov/"' in first, address


def test_t6_the_title_tells_nothing(member):
    for address in sensitive_pages():
        title = re.search(r"<title>(.*?)</title>", page_of(member, address))[1]
        assert title == "My page · Lantern Fellows Foundation", address


def test_t6_where_scripts_run_the_page_leaves_the_history(member):
    for address in sensitive_pages():
        assert '<script src="/static/project/exit.js" defer>' in page_of(member, address), address
    assert "location.replace(" in (SOURCE / "project/static/project/exit.js").read_text()


# What others will see of it, before they do; the tests of each room look at what stands there.
PREVIEWS = {
    "my page, as members and strangers see it": "people:seen_as",
    "my entry on the roster of experts": "people:my_expertise",
    "a draft of the agreement": "people:agreement_version",
    "the letters of a round": "mentoring:publish",
    "a message, as a reader gets it": "outreach:preview",
    "minutes, as the public sees them": "groups:preview",
}


def test_t8_what_is_published_can_be_seen_before():
    from tests.security.scene import named_addresses

    assert set(PREVIEWS.values()) <= set(named_addresses())


def test_t8_she_sees_herself_with_other_eyes(member):
    for reader in ("member", "stranger"):
        assert member.client.get(reverse("people:seen_as", args=[reader])).status_code == 200


# One fact that two pages show, each as it was said on the other; names that every form of questions has.
SAID_ONCE, OF_EVERY_FORM = {"language"}, {"chosen", "written"}
# Where a mentor stands is read by mentoring; what one states for opportunities is read for nothing else.
FOR_ONE_USE_EACH = {"stage"}


def own_forms(account):
    """The forms in which a person tells of herself, by page; a student's wish asks what a mentor's offer does, and
    nobody fills in both for one program."""
    offer = reverse("mentoring:offer", args=[make_program().key])
    for page in ("/people/me/", "/people/me/known/", reverse("outreach:preferences"), offer, *sensitive_questions()):
        for form in {one for one in _flat(account.client.get(page).context) if hasattr(one, "fields")}:
            yield f"{page} {type(form).__name__}", form


def _flat(context):
    return [value for layer in context for part in layer.dicts for value in part.values() if not isinstance(value, str)]


def test_t9_nothing_is_asked_twice(member):
    make_topic()
    by_name, by_label = {}, {}
    for place, form in own_forms(member):
        for name, field in form.fields.items():
            if not name.startswith("may_") and "own words" not in str(field.label):
                by_name.setdefault(name, set()).add(place)
                by_label.setdefault(str(field.label), set()).add(place)
    assert len(by_name) > 40
    allowed = SAID_ONCE | OF_EVERY_FORM | FOR_ONE_USE_EACH
    twice = {name: where for name, where in (by_name | by_label).items() if len(where) > 1}
    assert {name: where for name, where in twice.items() if name not in allowed} == {}


def test_t9_what_was_said_on_one_page_stands_on_the_other(member):
    form = member.client.get(reverse("outreach:preferences")).context["form"]
    told = {"language": "es"} | {name: form.initial[name] for name in ("rhythm", "channel")}
    member.client.post(reverse("outreach:preferences"), told)
    facts = member.client.get("/people/me/").context["facts_form"]
    assert facts.initial["language"] == "es"


def test_t11_support_stands_on_each_sensitive_page(member):
    for address in sensitive_pages():
        assert LIFELINE in page_of(member, address), address


def test_t11_a_network_names_what_is_near_its_people(administrator):
    near = "Talk line of Lakeland | https://talk.example.org/ | CO"
    told = {"network-name": "Lantern Fellows Foundation", "network-support_links": f"988 | {LIFELINE}\n{near}"}
    told |= {f"network-word_{word}": word for word in ("alumni", "scholars", "members", "schools")}
    administrator.client.post(reverse("network-settings"), told)
    there, elsewhere = (
        signed_in(make_account(person=make_person(place=make_place(zip=code, state=state))))
        for code, state in (("80202", "CO"), ("10001", "NY"))
    )
    assert "https://talk.example.org/" in page_of(there, ROSTER)
    assert "https://talk.example.org/" not in page_of(elsewhere, ROSTER) and LIFELINE in page_of(elsewhere, ROSTER)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Somewhere | http://talk.example.org/", "the address has to begin with https://"),
        ("Somewhere | javascript:alert(1)", "the address has to begin with https://"),
        ("Somewhere | https://talk.example.org/ | Lakeland", "“Lakeland” is no state"),
        (" | https://talk.example.org/", "write a name | an address"),
    ],
)
def test_t11_a_line_that_leads_nowhere_is_explained(administrator, line, words):
    told = {"network-name": "Lantern Fellows Foundation", "network-support_links": f"\n{line}"}
    page = administrator.client.post(reverse("network-settings"), told).content.decode()
    assert "Line 2" in page and words in page


def test_t11_a_network_may_show_none(administrator, member):
    change_network(by=administrator, support_links=[])
    assert Network.current().support_links == [] and LIFELINE not in page_of(member, ROSTER)


def test_the_answers_themselves_stay_where_they_are(member):
    """A month of coming back leaves one answer, not two."""
    for _time in range(2):
        member.client.post("/about-you/questions/gender/", {"chosen": ["woman"]})
    assert len(scope.own_answers(member)) == 1
