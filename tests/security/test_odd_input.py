"""Whatever stands in an address or a form, no page breaks and nothing foreign is obeyed."""

import copy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from bigtent.ledger.models import Document, Job
from bigtent.mentoring.models import MatchRound
from bigtent.people.services import open_account
from tests.alumni.registries import make_link
from tests.alumni.rosters import bring, lines
from tests.factories import make_organization, make_person
from tests.mentoring.making import make_round
from tests.security.scene import make_scene, named_addresses

pytestmark = pytest.mark.django_db
ODD = {
    "a word": "word",
    "a NUL": "a\0b",
    "too long a number": "9" * 5_000,
    "signs and letters of all kinds": "²٣\u202e👩🏽‍⚕️%_'\"<script>\r\nBcc: x@example.org",
}
ASKED = """
    q page person choose state run proposal specialty division only order length kind partners set-aside code next
    offers profession region from_year to_year blocks question view purpose
    keep merge change show topic audience domain
    roles role sector will language
"""
TOLD = """
    given_name family_name profession specialty zip about reason offers kind value directory name is_partner email
    source basis given reason purpose
    roles role until_on link decision registry as_of_on source license roster program capacity hours stage meets
    word way form
    slots topics institution text agrees paused_until mentee mentor notice arrived back template public owner target
    scale wanted target_on measure network-name network-rooms login next language q code scope credential
    rhythm channel called from_hour to_hour zone upto choice take_back List-Unsubscribe
    version read_in signed_as field sector will languages lived text_en text_es valid_months mentor-text_en people on
    what network-support_links
    seating seats term_months division answers answered_by answer_days founded_on is_public begins ends because seated
    opens_on closes_on term_from_on term_until_on statement choices settled how title file meeting public
    balance rate income growth size dependents guideline share years age monthly match yields fee inflation compounded
    topics audience domain organization since_on note order resource course problem done where evidence claim sources
    source_link recommendations what_changed summary checked_on
    chosen written is_asian of_asian more_asian may_reporting act basis population share_black population_on from_on
    pass_share credit_type provider activity_id transcript explanation first last state npi month day due_days up agreed
    sponsor sponsor_name rolling deadline_on deadline_time currency stipend stipend_text presence source_link recheck_on
    applied_on address clause words values levels fields by_year from_year to_year level degree1_level degree1_year
    citizenship lives_in language1 license1 hours_per_week member_of sentence1 site-TOTAL_FORMS site-INITIAL_FORMS
"""


def test_no_page_breaks(manager, administrator):
    scene, client = make_scene(manager, administrator), administrator.client
    client.raise_request_exception = False
    for name in set(named_addresses()) - {"account_logout"}:
        for method, names in (("get", ASKED), ("post", TOLD)):
            for what, odd in ODD.items():
                request, status = tried(client, method, scene.address(name), dict.fromkeys(names.split(), odd))
                assert status < 500, f"{method} {name}, given {what}"
                if not looked_at(request):
                    break


def tried(client, method, address, given):
    """What was asked, and how it is answered; afterwards all is as before, and she is signed in."""
    undo, cookies = transaction.savepoint(), copy.deepcopy(client.cookies)
    answer = getattr(client, method)(address, given)
    b"".join(answer)
    transaction.savepoint_rollback(undo)
    client.cookies = cookies
    return answer.wsgi_request, answer.status_code


def looked_at(request) -> bool:
    """Whether anybody asked for what was given; an address that never does answers the same whatever it is."""
    return "GET" in vars(request) if request.method == "GET" else request._read_started


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_looked_at_is_noticed(administrator, method):
    directory, about = reverse("people:directory"), reverse("privacy")
    looked = {
        page: looked_at(tried(administrator.client, method, page, {"q": "word"})[0]) for page in (directory, about)
    }
    assert looked == {directory: method == "get", about: False}


def test_a_nul_in_a_path_leads_nowhere(administrator):
    assert administrator.client.get("/people/a%00b/").status_code == 404


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"])
def test_nobody_is_led_out_of_the_site(manager, member, where):
    the_round = make_round(by=manager)
    back = manager.client.post(reverse("mentoring:withdraw", args=[the_round.key]), {"back": where})
    assert back.url == the_round.get_absolute_url()
    assert MatchRound.objects.get().state == "withdrawn"
    assert member.client.post("/i18n/setlang/", {"language": "en", "next": where}).url == "/"
    assert member.client.get(reverse("account_login"), {"next": where}).url == "/"


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.csv", "..\\..\\x.csv", "<script>.csv", "\u202evsc.exe.csv", "a" * 300 + ".csv"]
)
def test_a_file_name_names_nothing_on_the_disk(manager, settings, name):
    upload = SimpleUploadedFile(name, b"Last Name,First Name\nOkafor,Ada\n", "text/csv")
    manager.client.post(reverse("alumni:new-roster"), {"roster": "Office", "file": upload})
    kept = Document.objects.get().path
    assert kept.is_file()
    assert kept.resolve().is_relative_to(settings.DATA / "documents")
    assert not list((settings.DATA / "incoming").iterdir())


def test_a_job_says_long_names_in_short(manager):
    file = bring(lines("D1,Ada,Okafor,,,,,,,,,,"), name="a" * 196 + ".csv", apply=False, by=manager)
    manager.client.post(reverse("alumni:apply-roster", args=[file.key]))
    assert len(Job.objects.get().title) <= 200


def test_refused_lines_are_no_formulas(manager):
    file = bring(lines("D1,Ada,,=HYPERLINK(1),@SUM,+1,-2,,,,,,"), by=manager, apply=False)
    page = manager.client.get(reverse("alumni:roster-refused", args=[file.key]))
    cells = b"".join(page).decode().replace('"', "").replace("\r\n", ",").split(",")
    assert any(cell.startswith("'") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]


EVIL = "<img src=x onerror=alert(1)>"


def test_names_are_never_markup(manager, administrator):
    person = make_person(given_name=EVIL, family_name="Okafor", about=EVIL, consents=["directory"])
    open_account(person=person, email="ada@example.org", by=administrator)
    make_organization(name=EVIL)
    link = make_link(person=person)
    file = bring(lines(f"D1,{EVIL},{EVIL},,,,,,{EVIL},,{EVIL},,"), roster=EVIL, name=f"{EVIL}.csv", by=manager)
    pages = [
        "/people/",
        "/people/organizations/",
        person.get_absolute_url(),
        "/people/accounts/",
        "/monday/",
        "/finding/",
    ]
    pages += [file.get_absolute_url(), "/finding/rosters/", f"/finding/desk/?person={link.person.key}", "/work/"]
    pages += [f"/people/?q={EVIL}", f"/people/accounts/{person.key}/", f"/finding/rosters/{file.key}/columns/"]
    for page in pages:
        assert EVIL not in administrator.client.get(page, follow=True).text, page


def test_a_line_break_in_a_name_reaches_no_heading_of_a_letter(administrator, mailoutbox):
    told = {"family_name": "Okafor\r\nBcc: x@example.org", "email": "ada@example.org", "invite": "on"}
    administrator.client.post(reverse("people:new_account"), told)
    assert [letter.recipients() for letter in mailoutbox] in ([], [["ada@example.org"]])
    assert all("\n" not in letter.subject for letter in mailoutbox)
