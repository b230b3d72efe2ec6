"""What the engine reads from announcements as people write them."""

from datetime import date, time
from decimal import Decimal

import pytest

from bigtent.engines.announcements import Deadline, Occasion, Period, ZoneError, read
from tests.announced import UPDATES

TODAY = date(2026, 11, 22)
EASTERN, CENTRAL = "America/New_York", "America/Chicago"


def reading(text, today=TODAY, zone=EASTERN):
    return read(text, today=today, zone=zone)


def update(name):
    return reading(UPDATES[name].text, UPDATES[name].posted_on)


def test_it_works():
    found = update("webinar")
    assert (found.what, found.kind.value, found.title.value) == (
        "event", "webinar", "Saving Primary Care in the United States",
    )  # fmt: skip
    assert found.occasions[0].value == Occasion(date(2024, 11, 12), time(20), time(21), EASTERN)
    assert (found.occasions[0].sure, found.occasions[0].why) == ("inferred", "next_such_day")


def test_speakers_have_credentials_roles_and_what_stands_about_them():
    speakers = [part.value for part in update("webinar").speakers]
    assert [(one.name, one.credentials, one.role) for one in speakers] == [
        ("Brian Antono", "MD, MPH", "speaker"),
        ("Hana Hamdi", "MPH", "speaker"),
        ("Nijmie Dzurinko", "", "speaker"),
        ("Kiara Marmolejos", "", "moderator"),
    ]
    assert speakers[3].organization == "Fair Haven Community Health Center"
    assert speakers[2].about.startswith("Organizer and movement strategist")


def test_a_fellowship_has_deadline_period_stipend_and_place():
    found = update("fellowship")
    assert found.kind.value == "fellowship"
    assert found.title.value == "Health Equity Leadership Development Initiative (HELDI) Fellowship"
    assert found.deadline.value == Deadline(date(2025, 1, 17), time(23, 59), EASTERN)
    assert found.period.value == Period(date(2025, 7, 1), date(2026, 6, 30))
    assert (found.stipend.value.amount, found.stipend.value.currency) == (Decimal(60000), "USD")
    assert (found.place.value, found.in_residence.value) == ("Washington, DC", True)
    assert found.host.value == "U.S. Department of Health and Human Services (HHS)"


def test_who_may_apply_is_cut_into_clauses_and_belonging_to_a_group_is_never_checked():
    clauses = [part.value for part in update("fellowship").eligibility]
    assert [(one.kind, one.value) for one in clauses] == [
        ("degree_within_years", "2"),
        ("degree_field", "public health"),
        ("not_checked", ""),
        ("citizenship", ""),
        ("statement", ""),
    ]
    assert clauses[2].words == "identify as someone from a minoritized group"


def test_a_call_for_a_committee_stays_open_and_names_whom_to_write_to():
    found = update("committee")
    assert (found.kind.value, found.email.value) == ("committee", "diversity@snma.org")
    assert found.title.value == "MSTP subcommittee, National Diversity Research Committee"
    assert not found.deadline
    assert [part.value.words for part in found.eligibility] == ["current dual-degree students"]
    assert "mdphd" in [part.value for part in found.hashtags]


def test_a_repost_names_who_passed_it_on_and_whose_words_they_are():
    found = update("recommit")
    assert found.reposted_by.value == "Social Mission Alliance"
    assert found.original_author.value == "Fitzhugh Mullan Institute for Health Workforce Equity"


def test_an_article_has_authors_publisher_quotes_and_recommendations():
    found = update("article")
    assert [part.value for part in found.authors] == [
        "Finn Dobkin", "Julia Strasser", "Patricia Pittman", "Edward Salsberg",
    ]  # fmt: skip
    assert found.publisher.value == "Health Affairs Forefront"
    assert [part.value.split()[0] for part in found.recommendations] == ["Ensure", "Adopt", "Adopt", "Congress"]
    assert found.quotes[0].value.words.startswith("Protecting both patients and providers")


def test_an_honor_names_person_award_and_giver():
    found = update("honor").honor.value
    assert (found.person, found.award, found.giver) == (
        "Brigit Carter", "Clinical Article of the Year", "National Association of Neonatal Nurses",
    )  # fmt: skip


def test_a_mention_in_the_press_names_publisher_and_whom_it_quotes():
    found = update("media")
    assert (found.kind.value, found.publisher.value) == ("media", "The Atlantic")
    assert found.title.value == "The Perverse Consequences of Tuition-Free Medical School"
    assert [part.value for part in found.authors] == ["Toyese Oyeyemi"]


WRITTEN = {
    "Debt and You\nWed 3/3/27 6pm PT\nOn Zoom": Occasion(date(2027, 3, 3), time(18), None, "America/Los_Angeles"),
    "Reading a contract, 2027-02-11 12:00-13:30 ET": Occasion(date(2027, 2, 11), time(12), time(13, 30), EASTERN),
    "Mixer at noon ET on Friday, December 11": Occasion(date(2026, 12, 11), time(12), None, EASTERN),
    "Vivienda: 14 de enero a las 18:00 hora del centro": Occasion(date(2027, 1, 14), time(18), None, CENTRAL),
    "Town hall this Thursday, 7pm ET / 4pm PT": Occasion(date(2026, 11, 26), time(19), None, EASTERN),
    "Workshop on the 5th of May 2027 from 11-1pm CT": Occasion(date(2027, 5, 5), time(11), time(13), CENTRAL),
    "Meeting on 12/1, 5:30 - 7 p.m. (CT)": Occasion(date(2026, 12, 1), time(17, 30), time(19), CENTRAL),
    "Gala, Sat. Feb. 6, 2027, 9 pm to midnight Mountain Time": Occasion(
        date(2027, 2, 6), time(21), time(0), "America/Denver"
    ),
    "Call tomorrow at 8:15am": Occasion(date(2026, 11, 23), time(8, 15), None, EASTERN),
    "Asamblea el martes 2 de febrero de 2027, de 18:00 a 19:30": Occasion(
        date(2027, 2, 2), time(18), time(19, 30), EASTERN
    ),
}


@pytest.mark.parametrize(("text", "occasion"), WRITTEN.items())
def test_days_and_hours_are_read_as_people_write_them(text, occasion):
    assert [part.value for part in reading(text).occasions] == [occasion]


CLOSING = {
    "Apply by 5pm PT on January 8, 2027.": Deadline(date(2027, 1, 8), time(17), "America/Los_Angeles"),
    "Deadline: Feb 29, 11:59 p.m. MT": Deadline(date(2028, 2, 29), time(23, 59), "America/Denver"),
    "Applications due: March 1": Deadline(date(2027, 3, 1), time(23, 59), EASTERN),
    "Nominations close April 30.": Deadline(date(2027, 4, 30), time(23, 59), EASTERN),
    "The survey closes at the end of October.": Deadline(date(2027, 10, 31), time(23, 59), EASTERN),
    "Fecha límite: 14 de enero": Deadline(date(2027, 1, 14), time(23, 59), EASTERN),
}


@pytest.mark.parametrize(("text", "deadline"), CLOSING.items())
def test_deadlines_end_with_their_day_unless_an_hour_is_named(text, deadline):
    found = reading(text)
    assert (found.deadline.value, found.occasions) == (deadline, ())


def test_a_date_to_register_by_is_not_when_it_takes_place():
    found = reading("Join our mixer on December 11, 6pm ET in Chicago, IL. RSVP by 12/1 to hello@example.org")
    assert found.occasions[0].value.day == date(2026, 12, 11)
    assert found.deadline.value.day == date(2026, 12, 1)
    assert (found.place.value, found.mode.value, found.kind.value) == ("Chicago, IL", "in_person", "meet_up")


def test_several_days_at_one_hour_are_several_times():
    found = reading("Workshop November 24 and December 1, 5:30 - 7 p.m. CT")
    assert [part.value.day for part in found.occasions] == [date(2026, 11, 24), date(2026, 12, 1)]


def test_a_weekday_that_is_another_one_is_told():
    found = reading("Webinar on Wednesday, March 4, 2027 at 6pm ET")
    assert [part.why for part in found.doubts] == ["weekday_differs"]


def test_numbers_that_are_no_days_are_left_alone():
    found = reading("We are open 24/7. 1/2 of all clinics agree. Call 555-1212. It may 5 times repeat.")
    assert (found.occasions, found.what) == ((), "post")


def test_lists_of_speakers_line_by_line():
    text = (
        "Speakers:\n• Dr. Ana López, MD – Loan counselor at Harbor College\n• Ben Okafor, JD (moderator)\n\nRegister:"
    )
    one, other = [part.value for part in reading(text).speakers]
    assert (one.name, one.credentials, one.organization) == ("Ana López", "MD", "Harbor College")
    assert (other.name, other.credentials, other.role) == ("Ben Okafor", "JD", "moderator")


def test_what_is_called_out_first_is_no_title_and_a_host_ends_before_who_speaks():
    found = reading(
        'Exciting news! Join our free webinar "Reading your first contract" on December 17 at 7pm ET.\n'
        "Hosted by Guild of Neighborhood Physicians with Dr. Imani Overstreet, MD and Luis Prado, JD.\n"
    )
    assert (found.title.value, found.host.value) == ("Reading your first contract", "Guild of Neighborhood Physicians")
    speakers = [part.value for part in found.speakers]
    assert [(one.name, one.credentials, one.about) for one in speakers] == [
        ("Imani Overstreet", "MD", ""), ("Luis Prado", "JD", "")
    ]  # fmt: skip
    assert reading("Exciting news! We moved to Oakland. Come by.").title.value == "We moved to Oakland"


def test_a_job_a_scholarship_and_a_board_are_told_apart():
    job = reading("We're hiring a Program Manager for Community Health at Riverbend Clinic in Oakland, CA. Apply soon.")
    assert (job.kind.value, job.title.value, job.host.value) == (
        "job", "Program Manager for Community Health", "Riverbend Clinic",
    )  # fmt: skip
    money = reading("The Tall Pines Foundation announces the Rural Health Scholarship, up to $5k. Apply by May 1.")
    assert (money.kind.value, money.host.value) == ("scholarship", "Tall Pines Foundation")
    assert (money.title.value, money.stipend.value.amount) == ("Rural Health Scholarship", 5000)
    board = reading("The Lakeside Council is seeking members for its Patient Safety Advisory Board.")
    assert (board.kind.value, board.title.value) == ("committee", "Patient Safety Advisory Board")


def test_links_say_what_they_are_for():
    text = "Register: https://example.org/a. Watch the recording: https://example.org/b and https://example.org/c, too."
    found = reading(text)
    assert [(part.value.address, part.value.use) for part in found.links[:2]] == [
        ("https://example.org/a", "register"), ("https://example.org/b", "recording"),
    ]  # fmt: skip
    assert (found.link.value.address, found.recording.value.address) == (
        "https://example.org/a", "https://example.org/b",
    )  # fmt: skip


def test_an_unknown_zone_is_refused_with_words():
    with pytest.raises(ZoneError, match="'Eastern' is no zone"):
        reading("Anything", zone="Eastern")
