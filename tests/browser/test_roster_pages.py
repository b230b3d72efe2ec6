"""The pages of lists and duplicates, in each state a file can have, are without fault in a real browser."""

import pytest
from django.urls import reverse

from bigtent.alumni.models import RosterFile, alumni
from bigtent.alumni.services import decide_duplicates, undo_roster
from tests.alumni.rosters import ADA, LUZ, REN, bring, lines
from tests.alumni.test_duplicates import pair_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BAD = lines(ADA, LUZ.replace("2001", "19994"), REN.replace("202-555-0117", "call me"))


@pytest.mark.parametrize("name", ["home", "rosters", "new-roster", "duplicates", "review-duplicates"])
def test_pages_without_anything_are_without_fault(looking, manager, name):
    assert looking.faults(reverse(f"alumni:{name}"), manager) == []


def test_the_way_of_a_file_is_without_fault(looking, manager):
    file = bring(BAD, apply=False, by=manager)
    assert looking.faults(reverse("alumni:map-roster", args=[file.key]), manager) == []
    assert looking.faults(file.get_absolute_url(), manager) == []
    assert looking.faults(file.get_absolute_url() + "?set-aside=1", manager) == []


def test_a_file_brought_in_and_taken_back_is_without_fault(looking, manager):
    file = bring(BAD, by=manager)
    assert looking.faults(file.get_absolute_url(), manager) == []
    assert looking.faults(reverse("alumni:undo-roster", args=[file.key]), manager) == []
    undo_roster(file_key=file.key, by=manager)
    assert looking.faults(file.get_absolute_url(), manager) == []
    assert looking.faults(reverse("alumni:rosters"), manager) == []


def test_a_question_about_duplicates_is_without_fault(looking, reviewer):
    bring(lines(ADA))
    bring(lines(ADA.replace("Whitfield", "Okafor")), roster="Newsletter")
    pair = pair_of(*alumni().order_by("pk"))
    assert looking.faults(pair.get_absolute_url(), reviewer) == []
    assert looking.faults(reverse("alumni:duplicates"), reviewer) == []
    decide_duplicates(pairs=[pair], decision="same", by=reviewer)
    assert looking.faults(pair.get_absolute_url(), reviewer) == []
    assert looking.faults(pair.run.get_absolute_url(), reviewer) == []


def test_a_list_is_brought_in_by_keyboard_without_a_script(looking, manager, tmp_path):
    roster = tmp_path / "awards.csv"
    roster.write_text(lines(ADA, LUZ))
    page = looking.open(reverse("alumni:new-roster"), manager, javascript=False)
    page.get_by_label("Your list").set_input_files(roster)
    page.get_by_label("Which list is this?").focus()
    page.keyboard.type("Finance office")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Match the columns").wait_for()
    page.get_by_role("button", name="Check every line").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check awards.csv").wait_for()
    assert RosterFile.objects.get().state == RosterFile.State.MAPPED
