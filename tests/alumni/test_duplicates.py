"""Records that are one person: found in the lists, merged when sure, asked when not, remembered when different."""

import random

import pytest
from django.urls import reverse

from bigtent.alumni.errors import DuplicateError
from bigtent.alumni.models import DuplicatePair, DuplicateRun, alumni
from bigtent.alumni.services import (
    decide_duplicates,
    find_duplicates,
    undo_duplicate_decision,
    undo_duplicate_run,
)
from bigtent.ledger.progress import Progress
from bigtent.people.models import Merge, Person
from bigtent.people.services import merge_people
from tests.alumni.rosters import bring
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db

FIRST = "Ada Luz Ren Noor Kai Ana Tom Ines Omar Vera Juan Lena Paul Rosa Igor Mina Hugo Dora Sami Nell".split()  # noqa: SIM905
LAST = "Whitfield Baptiste Okafor Haddad Mori Peralta Lindqvist Moreau Castellanos Nwosu Ferreira Abiola".split()  # noqa: SIM905
SCHOOLS = ["Howard University", "Meharry Medical College", "Rush Medical College", "Emory University"]


def people(count=150, seed=3):
    """Invented people, each with enough to be told from the others."""
    luck = random.Random(seed)
    rows = []
    for number in range(count):
        year = luck.randint(1980, 2010)
        rows.append([
            luck.choice(FIRST), luck.choice("ABCDEFGH"), f"{luck.choice(LAST)}{luck.choice(['', 'son', 'er', 'ez'])}",
            f"{year - 26}-{luck.randint(1, 12):02}-{luck.randint(1, 28):02}", f"p{number}@example.org",
            f"615-555-{1000 + number}", luck.choice(SCHOOLS), str(year),
        ])  # fmt: skip
    return rows


def listed(rows):
    return "\n".join(["First,MI,Last,DOB,E-mail,Phone,School,Class", *(",".join(row) for row in rows)])


@pytest.fixture
def two_lists():
    """150 people on one list; 60 of them on another one as well, 20 of these with another surname and no contacts."""
    rows = people()
    bring(listed(rows))
    same = [list(row) for row in rows[:40]]
    married = [[*row[:2], "Castellanos-Vance", row[3], "", "", *row[6:]] for row in rows[40:60]]
    bring(listed(same + married), roster="Newsletter")


def pair_of(first=None, second=None, **values):
    first, second = first or make_person(), second or make_person()
    run = DuplicateRun.objects.create()
    return DuplicatePair.objects.create(run=run, first=first, second=second, **({"probability": 0.8} | values))


def test_it_works(two_lists):
    found = find_duplicates(by=None)
    assert found["people"] == 210
    assert found["merged"] >= 40
    assert alumni().count() == 210 - found["merged"]
    for merge in Merge.objects.select_related("kept", "merged"):
        assert merge.kept.alumni_records.filter(roster__name="Newsletter").exists()


def test_a_second_search_asks_and_merges_nothing_new(two_lists):
    find_duplicates(by=None)
    waiting = set(DuplicatePair.objects.waiting().values_list("first", "second"))
    assert find_duplicates(by=None)["merged"] == 0
    assert set(DuplicatePair.objects.waiting().values_list("first", "second")) >= waiting


def test_a_search_taken_back_becomes_questions_and_is_not_merged_again(two_lists, manager):
    merged = find_duplicates(by=None)["merged"]
    assert undo_duplicate_run(run_key=DuplicateRun.objects.get().key, by=manager) == {"separated": merged}
    assert alumni().count() == 210
    assert DuplicatePair.objects.waiting().count() >= merged
    assert find_duplicates(by=None)["merged"] == 0


def test_a_search_cut_off_before_the_merges_goes_on_with_its_plan(two_lists):
    class Died(Progress):
        def step(self, name, total=0):
            super().step(name, total)
            if name == "Merging records":
                raise KeyboardInterrupt

    progress = Died()
    with pytest.raises(KeyboardInterrupt):
        find_duplicates(by=None, progress=progress)
    again = Progress()
    again.position = progress.position
    assert find_duplicates(by=None, progress=again)["merged"] >= 40
    assert DuplicateRun.objects.count() == 1


def test_what_is_different_is_never_merged_nor_asked(two_lists, manager):
    ours = Person.objects.get(alumni_records__line=2, alumni_records__roster__name="Finance office")
    theirs = Person.objects.get(alumni_records__line=2, alumni_records__roster__name="Newsletter")
    decide_duplicates(pairs=[pair_of(ours, theirs)], decision="different", by=manager)
    find_duplicates(by=None)
    assert set(Person.objects.current().filter(pk__in=[ours.pk, theirs.pk])) == {ours, theirs}
    assert not DuplicatePair.objects.waiting().filter(first=ours, second=theirs).exists()


def test_different_holds_after_one_of_them_was_merged_into_a_third(two_lists, manager):
    ours = Person.objects.get(alumni_records__line=2, alumni_records__roster__name="Finance office")
    theirs = Person.objects.get(alumni_records__line=2, alumni_records__roster__name="Newsletter")
    decide_duplicates(pairs=[pair_of(ours, theirs)], decision="different", by=manager)
    elder = make_person(given_name=ours.given_name, family_name=ours.family_name)
    merge_people(pairs=[(elder, theirs)], by=None, reason="the same")
    find_duplicates(by=None)
    assert Person.objects.current().filter(pk__in=[elder.pk, ours.pk]).count() == 2
    assert not DuplicatePair.objects.waiting().filter(first__in=[ours, elder], second__in=[ours, elder]).exists()


def test_two_with_accounts_are_asked_not_merged(two_lists):
    ours = Person.objects.get(alumni_records__line=2, alumni_records__roster__name="Finance office")
    theirs = Person.objects.get(alumni_records__line=2, alumni_records__roster__name="Newsletter")
    make_account(person=ours)
    make_account(person=theirs)
    find_duplicates(by=None)
    assert Person.objects.current().filter(pk__in=[ours.pk, theirs.pk]).count() == 2
    assert DuplicatePair.objects.waiting().filter(first=ours, second=theirs).exists()


def test_one_person_alone_has_no_duplicates():
    bring(listed(people(1)))
    assert find_duplicates(by=None) == {"people": 1, "asked": 0, "merged": 0}


def test_same_person_merges_and_the_decision_can_be_taken_back(reviewer):
    pair = pair_of()
    decide_duplicates(pairs=[pair], decision="same", by=reviewer)
    assert Person.objects.get(pk=pair.second_id).merged_into == pair.first
    undo_duplicate_decision(pair=pair, by=reviewer)
    pair.refresh_from_db()
    assert (pair.state, pair.by_hand) == ("waiting", True)
    assert Person.objects.get(pk=pair.second_id).merged_into is None


def test_the_record_with_an_account_is_kept(reviewer):
    pair = pair_of()
    make_account(person=pair.second)
    decide_duplicates(pairs=[pair], decision="same", by=reviewer)
    assert Person.objects.get(pk=pair.first_id).merged_into == pair.second


def test_a_decision_is_taken_once(reviewer):
    pair = pair_of()
    decide_duplicates(pairs=[pair], decision="different", by=reviewer)
    with pytest.raises(DuplicateError, match="decided already: Not the same"):
        decide_duplicates(pairs=[pair], decision="same", by=reviewer)


def test_a_question_goes_when_a_merge_has_answered_it(reviewer):
    pair = pair_of()
    merge_people(pairs=[(pair.first, pair.second)], by=None, reason="by hand")
    assert not DuplicatePair.objects.waiting().exists()
    with pytest.raises(DuplicateError, match="The question has gone"):
        decide_duplicates(pairs=[pair], decision="same", by=reviewer)


def decide(account, pair, decision):
    return account.client.post(reverse("alumni:duplicate", args=[pair.key]), {"decision": decision})


def test_the_desk_shows_the_likeliest_first_and_goes_on(reviewer):
    pair_of(probability=0.5)
    likely = pair_of(probability=0.9)
    review = reverse("alumni:review-duplicates")
    assert reviewer.client.get(review).url == likely.get_absolute_url()
    assert decide(reviewer, likely, "same").url == review
    assert reviewer.client.get(review).url != likely.get_absolute_url()


def test_what_is_put_off_comes_last(reviewer):
    first, later = pair_of(probability=0.5), pair_of(probability=0.9)
    decide(reviewer, later, "later")
    review = reverse("alumni:review-duplicates")
    assert reviewer.client.get(review).url == first.get_absolute_url()
    decide(reviewer, first, "different")
    assert reviewer.client.get(review).url == later.get_absolute_url()


def test_both_records_stand_side_by_side(reviewer):
    bring(listed(people(1)))
    bring(listed(people(1)), roster="Newsletter")
    first, second = alumni().order_by("pk")
    pair = pair_of(
        first, second, evidence=[{"field": "email", "left": "a", "right": "a", "level": "same", "weight": 9}]
    )
    html = reviewer.client.get(pair.get_absolute_url()).content.decode()
    assert "Finance office, line 2" in html
    assert "Newsletter, line 2" in html
    assert html.count("p0@example.org") == 2


def test_the_latest_decision_is_taken_back_from_the_next_page(reviewer):
    pair = pair_of()
    decide(reviewer, pair, "same")
    page = reviewer.client.get(reverse("alumni:review-duplicates")).content.decode()
    assert reverse("alumni:undo-duplicate", args=[pair.key]) in page
    reviewer.client.post(reverse("alumni:undo-duplicate", args=[pair.key]))
    assert Person.objects.current().filter(pk__in=[pair.first_id, pair.second_id]).count() == 2


def test_a_press_without_a_decision_changes_nothing(reviewer):
    pair = pair_of()
    assert decide(reviewer, pair, "burn").status_code == 302
    pair.refresh_from_db()
    assert pair.state == "waiting"


def test_a_search_is_started_by_managers_only(reviewer, manager):
    assert reviewer.client.post(reverse("alumni:find-duplicates")).status_code == 403
    assert manager.client.post(reverse("alumni:find-duplicates")).status_code == 302


def test_members_do_not_see_questions(member):
    assert member.client.get(pair_of().get_absolute_url()).status_code == 403


def test_the_page_of_a_search_lists_what_was_merged(two_lists, manager):
    find_duplicates(by=None)
    html = manager.client.get(DuplicateRun.objects.get().get_absolute_url()).content.decode()
    assert "Take all merges back" in html
    assert html.count("Take back") >= 40
