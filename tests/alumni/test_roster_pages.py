"""A program manager brings a list in, from the file to the people, by the pages alone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bigtent.alumni.models import RosterFile, alumni
from bigtent.ledger.jobs import work
from bigtent.people.models import Person
from tests.alumni.broken import workbook
from tests.alumni.rosters import ADA, HEADINGS, LUZ, REN, bring, lines

pytestmark = pytest.mark.django_db

CHOICES = "number first_name last_name birth_date email phone state zip school class_year program award_year amount"


def upload(text=None, name="awards.csv"):
    return SimpleUploadedFile(name, (text or lines(ADA, LUZ, REN)).encode())


def received(manager, text=None):
    manager.client.post(reverse("alumni:new-roster"), {"file": upload(text), "roster": "Finance office"})
    return RosterFile.objects.get()


def matched(manager, file, **changes):
    data = {f"column-{at}": name for at, name in enumerate(CHOICES.split())} | {"everyone_awarded": "on"} | changes
    return manager.client.post(reverse("alumni:map-roster", args=[file.key]), data)


def test_it_works(manager):
    file = received(manager)
    matched(manager, file)
    work(until_idle=True)
    assert "3 lines below the headings" in page(manager, file)
    assert not alumni().exists()
    manager.client.post(reverse("alumni:apply-roster", args=[file.key]))
    work(until_idle=True)
    assert alumni().count() == 3
    assert "Brought in" in page(manager, file)


def page(account, file):
    return account.client.get(file.get_absolute_url()).content.decode()


def test_the_columns_are_suggested_with_examples(manager):
    file = received(manager)
    html = manager.client.get(reverse("alumni:map-roster", args=[file.key])).content.decode()
    assert "Ada · Luz · René" in html
    assert '<option value="class_year" selected>Class year</option>' in html


def test_short_and_homely_headings_are_understood(manager):
    text = "Given,Init.,Surname,Postal,Where studied,Finished\nAda,L,Okafor,30310,Meharry Medical College,1994\n"
    html = manager.client.get(reverse("alumni:map-roster", args=[received(manager, text).key])).content.decode()
    for meaning in ("first_name", "middle_name", "last_name", "zip", "school", "class_year"):
        assert f'<option value="{meaning}" selected>' in html, meaning


def test_a_meaning_chosen_twice_is_said_at_the_second_heading(manager):
    file = received(manager)
    response = matched(manager, file, **{"column-1": "last_name"})
    assert response.status_code == 409
    assert "“First Name” is matched with this already" in response.content.decode()


def test_without_a_name_column_nothing_is_checked(manager):
    file = received(manager)
    response = matched(manager, file, **{"column-2": ""})
    assert "Match a column with the last name or the whole name" in response.content.decode()


def test_a_file_that_is_no_list_is_refused_on_the_form(manager):
    data = {"file": upload("%PDF-1.7 and so on"), "roster": "Finance office"}
    response = manager.client.post(reverse("alumni:new-roster"), data)
    assert response.status_code == 409
    assert "This is a PDF" in response.content.decode()
    assert not RosterFile.objects.exists()


def test_refused_lines_stand_on_the_page_and_in_a_download(manager):
    file = bring(lines(ADA, LUZ.replace("2001", "19994")), apply=False)
    assert "19994 is not a year." in page(manager, file)
    response = manager.client.get(reverse("alumni:roster-refused", args=[file.key]))
    text = b"".join(response.streaming_content).decode()
    assert '3,Class Of,19994,19994 is not a year.,"Give four digits, such as 1994."' in text


@pytest.mark.parametrize("cell", ["=1+1", "+1-2", "@SUM(A1)", "-2+3"])
def test_no_cell_of_the_download_runs_as_a_formula(manager, cell):
    file = bring(lines(ADA.replace("1994", cell)), apply=False)
    response = manager.client.get(reverse("alumni:roster-refused", args=[file.key]))
    assert f",'{cell}," in b"".join(response.streaming_content).decode()


def test_taking_back_shows_first_what_goes_and_then_goes(manager):
    file = bring(lines(ADA, LUZ))
    url = reverse("alumni:undo-roster", args=[file.key])
    assert "people are removed" in manager.client.get(url).content.decode()
    manager.client.post(url)
    work(until_idle=True)
    assert not alumni().exists()


def test_a_workbook_with_several_sheets_says_which_one_it_is(manager):
    def write(book, sheet):
        book.add_worksheet("Notes").write("A1", "Ask finance about 1994")

    data = {"file": SimpleUploadedFile("awards.xlsx", workbook(write)), "roster": "Finance office"}
    response = manager.client.post(reverse("alumni:new-roster"), data, follow=True)
    assert "This is the sheet “People”" in response.content.decode()


def test_a_file_can_be_put_away_before_it_is_brought_in(manager):
    file = bring(lines(ADA), apply=False)
    manager.client.post(reverse("alumni:discard-roster", args=[file.key]))
    assert not RosterFile.objects.exists()


def test_work_on_one_file_is_started_once(manager):
    file = bring(lines(ADA), apply=False)
    url = reverse("alumni:apply-roster", args=[file.key])
    assert manager.client.post(url).url == manager.client.post(url).url


def test_a_reviewer_sees_files_but_brings_none(reviewer):
    file = bring(lines(ADA), apply=False)
    assert reviewer.client.get(file.get_absolute_url()).status_code == 200
    assert reviewer.client.get(reverse("alumni:new-roster")).status_code == 403
    assert reviewer.client.post(reverse("alumni:apply-roster", args=[file.key])).status_code == 403


@pytest.mark.parametrize("name", ["home", "rosters", "new-roster", "duplicates"])
def test_members_stay_outside(member, name):
    assert member.client.get(reverse(f"alumni:{name}")).status_code == 403


def test_visitors_are_asked_to_sign_in(client, network):
    assert client.get(reverse("alumni:rosters")).status_code == 302


def test_the_room_names_the_next_step(manager):
    assert 'class="button" href="/finding/rosters/new/"' in manager.client.get(reverse("alumni:home")).content.decode()
    bring(lines(ADA))
    assert 'class="button" href="/finding/duplicates/"' in manager.client.get(reverse("alumni:home")).content.decode()


def test_the_profile_shows_awards_and_lines(manager):
    bring(lines(ADA))
    html = manager.client.get(Person.objects.get(family_name="Whitfield").get_absolute_url()).content.decode()
    assert "Rural Leaders, 1992, $5,000" in html


def test_pages_ask_the_database_the_same_number_of_times(manager, django_assert_max_num_queries):
    file = bring(lines(ADA, *(f"X{n},Ann,Bo{'b' * n},,,,,,,bad,,," for n in range(30))), apply=False)
    for url in (reverse("alumni:rosters"), file.get_absolute_url(), reverse("alumni:home")):
        manager.client.get(url)
        with django_assert_max_num_queries(20):
            manager.client.get(url)


def test_headings_are_kept_for_the_next_file(manager):
    file = received(manager)
    matched(manager, file, **{"column-10": "kind"})
    later = bring(lines(LUZ, headings=HEADINGS), name="newer.csv", apply=False)
    assert later.columns["kind"] == "Program"
    assert io.BytesIO(later.document.path.read_bytes()).read().startswith(b"Donor ID")
