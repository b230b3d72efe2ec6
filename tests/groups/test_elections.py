"""Elections: announced, stood in, voted in secret, counted; what is shown of them and to whom."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product
from threading import Barrier

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, transaction
from django.urls import reverse

from bigtent.groups.counting import outcome
from bigtent.groups.errors import ElectionError, GroupError
from bigtent.groups.models import Ballot, Candidate, Membership
from bigtent.groups.services.elections import (
    cancel_election,
    cast_ballot,
    count_election,
    stand,
    withdraw_candidacy,
)
from bigtent.groups.services.reminding import remind
from bigtent.ledger.clock import today
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification
from bigtent.people.services import erase_person, take_data_out
from tests.cast import signed_in
from tests.factories import make_account
from tests.groups.seating import make_election, make_group, seated, turn_clock, vote_for, voter

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def someone():
    return signed_in(make_account(roles=["member"]))


@pytest.fixture
def council(network):
    """Three members and four seats."""
    group = make_group(seats=4)
    return group, [voter(group, days=400) for _ in range(3)]


def shown(page) -> str:
    return page.text.partition("<main")[2]


def test_it_works(council, settings, manager):
    group, voters = council
    ada, ben = someone(), someone()
    election = make_election(group, by=manager, candidates=[ada, ben], term_until_on=today() + 300 * DAY)
    turn_clock(settings, 1)
    vote_for(election, voters[:2], ada)
    vote_for(election, voters[2:], ben)
    turn_clock(settings, 7)
    count_election(election=election, by=manager)
    row = Membership.objects.get(election=election)
    assert (row.person, row.seated, row.started_on) == (ada.person, "elected", election.term_from_on)
    assert (row.until_on, row.role) == (election.term_until_on, "member")
    assert Notification.objects.filter(person=ada.person).exists()


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"opens_on": 0}, "opens tomorrow at the earliest"),
        ({"opens_on": 9}, "before it opens"),
        ({"term_from_on": 7}, "after the last day of voting"),
        ({"term_until_on": 5}, "before it begins"),
        ({"seats": 5}, "Seats free on"),
        ({"seats": 0}, "at least 1 seat"),
    ],
)
def test_what_cannot_be_announced(council, dates, words):
    told = {name: value if name == "seats" else today() + value * DAY for name, value in dates.items()}
    with pytest.raises(GroupError, match=words):
        make_election(council[0], **told)


def test_people_stand_until_voting_opens_and_withdraw_until_the_count(council, settings):
    group, voters = council
    ada, ben = someone(), someone()
    election = make_election(group, candidates=[ada])
    withdraw_candidacy(election=election, by=ada)
    stand(election=election, by=ada, statement="Again")
    turn_clock(settings, 1)
    with pytest.raises(ElectionError, match="Candidates were taken until"):
        stand(election=election, by=ben)
    vote_for(election, voters, ada)
    withdraw_candidacy(election=election, by=ada)
    turn_clock(settings, 7)
    count_election(election=election, by=None)
    assert not Membership.objects.filter(election=election).exists()


def test_only_members_stand_for_an_office_and_go_on_from_the_seat_they_have(council, settings):
    group, voters = council
    election = make_election(group, role="chair", candidates=voters[:1])
    with pytest.raises(ElectionError, match="Only members"):
        stand(election=election, by=someone())
    turn_clock(settings, 1)
    vote_for(election, voters, voters[0])
    turn_clock(settings, 7)
    count_election(election=election, by=None)
    sits = {day: group.memberships.on(day).get(person=voters[0].person).role for day in (today(), today() + 9 * DAY)}
    assert list(sits.values()) == ["member", "chair"]
    assert len(group.memberships.on(today() + 3 * DAY)) == 3


def test_nobody_votes_twice_nor_for_too_many_nor_too_late_nor_who_is_no_member(council, settings):
    group, voters = council
    ada, ben = someone(), someone()
    election = make_election(group, candidates=[ada, ben])
    with pytest.raises(ElectionError, match="Voting is from"):
        vote_for(election, voters[:1], ada)
    turn_clock(settings, 1)
    with pytest.raises(ElectionError, match="Choose 1 at most"):
        vote_for(election, voters[:1], ada, ben)
    with pytest.raises(ElectionError, match="Members of the group vote"):
        vote_for(election, [ada], ada)
    with pytest.raises(ElectionError, match="does not stand"):
        other = make_election(make_group(), candidates=[ada])
        cast_ballot(election=election, choices=other.candidates.all(), by=voters[0])
    vote_for(election, voters[:1], ada)
    with pytest.raises(ElectionError, match="You have voted"):
        vote_for(election, voters[:1], ben)
    assert sorted(election.candidates.values_list("votes", flat=True)) == [0, 1]
    turn_clock(settings, 7)
    with pytest.raises(ElectionError, match="Voting is from"):
        vote_for(election, voters[1:2], ada)


def test_a_staff_liaison_does_not_vote(council, settings):
    group, (ada, *_others) = council
    liaison = voter(group, role="liaison")
    election = make_election(group, candidates=[ada], role="chair")
    turn_clock(settings, 1)
    with pytest.raises(ElectionError, match="Members of the group vote"):
        vote_for(election, [liaison], ada)


def everything() -> str:
    """Every row of every table but sessions, ballots without their drawn numbers."""
    rows = [row for model in apps.get_models() if model is not Ballot for row in model.objects.order_by("pk")]
    ballots = sorted(Ballot.objects.values_list("election", "person"))
    return serializers.serialize("json", [row for row in rows if row._meta.label != "sessions.Session"]) + str(ballots)


def test_the_database_says_the_same_whoever_chose_whom(council, settings, caplog):
    group, voters = council
    ada, ben = someone(), someone()
    election = make_election(group, candidates=[ada, ben])
    turn_clock(settings, 1)
    left, caplog_before = set(), caplog.text
    for choices in ((ada, ben, ada), (ben, ada, ada), (ada, ada, ben)):
        undo = transaction.savepoint()
        for one, choice in zip(voters, choices, strict=True):
            vote_for(election, [one], choice)
        left.add(everything())
        transaction.savepoint_rollback(undo)
    assert len(left) == 1
    assert caplog.text == caplog_before


def test_nothing_tells_in_which_order_members_voted(settings):
    group, ada = make_group(), someone()
    voters = [voter(group) for _ in range(12)]
    election = make_election(group, candidates=[ada])
    turn_clock(settings, 1)
    before = AuditEntry.objects.count()
    vote_for(election, voters, ada)
    asked = "SELECT person_id FROM groups_ballot ORDER BY id"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        kept = [person for (person,) in cursor.fetchall()]
    assert set(kept) == {one.person_id for one in voters} and kept != sorted(kept)
    assert AuditEntry.objects.count() == before
    assert {field.name for field in Ballot._meta.get_fields()} == {"id", "election", "person"}


@pytest.mark.django_db(transaction=True)
def test_no_candidate_learns_her_votes_from_what_she_takes_out(council, settings, manager):
    group, voters = council
    ada = someone()
    election = make_election(group, candidates=[ada])
    turn_clock(settings, 1)
    for by in (ada, manager):
        vote_for(election, [voters.pop()], ada)
        taken = json.loads(take_data_out(person=ada.person, form="json", by=by, reason="Asked by letter"))
        stood = next(one for one in taken["tables"] if one["table"] == "groups.Candidate")["rows"][0]
        assert "statement" in stood and "votes" not in stood


def test_of_who_withdrew_the_words_go_too(council, settings, member):
    group, voters = council
    election = make_election(group, candidates=voters[:2])
    withdraw_candidacy(election=election, by=voters[1])
    turn_clock(settings, 8)
    count_election(election=election, by=None)
    page = shown(member.client.get(election.get_absolute_url()))
    assert f"Words of {voters[0].person.family_name}" in page and f"Words of {voters[1].person.family_name}" not in page


def test_two_at_once_are_both_counted_and_one_person_once(network, settings):
    """SQLite lets one writer in at a time, so there they go one after the other."""
    group, ada = make_group(), someone()
    voters = [voter(group) for _ in range(4)]
    election = make_election(group, candidates=[ada])
    turn_clock(settings, 1)
    together, at_once = connection.vendor == "postgresql", [*voters, *voters]
    start = Barrier(len(at_once) if together else 1)

    def votes(one):
        try:
            start.wait(10)
            vote_for(election, [one], ada)
            return True
        except ElectionError:
            return False
        finally:
            if together:
                connection.close()

    with ThreadPoolExecutor(len(at_once)) as threads:
        outcomes = list(threads.map(votes, at_once)) if together else [votes(one) for one in at_once]
    assert outcomes.count(True) == 4 == Candidate.objects.get(person=ada.person).votes == Ballot.objects.count()


def test_a_tie_at_the_last_seat_is_settled_in_words(council, settings, manager):
    group, voters = council
    ada, ben, cyd = (someone() for _ in range(3))
    election = make_election(group, candidates=[ada, ben, cyd])
    turn_clock(settings, 1)
    vote_for(election, voters[:1], ada)
    vote_for(election, voters[1:2], ben)
    turn_clock(settings, 7)
    with pytest.raises(ElectionError, match="same number of votes") as refused:
        count_election(election=election, by=manager)
    assert ada.person.name in str(refused.value) and cyd.person.name not in str(refused.value)
    told = {"settled": election.candidates.filter(person=ben.person)}
    with pytest.raises(ElectionError, match="Say how the tie was settled"):
        count_election(election=election, by=manager, **told)
    page = signed_in(manager).client.post(
        reverse("groups:count", args=[election.key]), {"settled": [told["settled"].get().pk], "how": "By lot"}
    )
    assert page.status_code == 302
    assert Membership.objects.get(election=election).person == ben.person
    assert "By lot" in shown(manager.client.get(election.get_absolute_url()))


@pytest.mark.parametrize("seats", [1, 2, 3])
def test_the_count_agrees_with_one_by_hand(seats):
    """Whoever has more than `seats` others at or above her is out; nobody without a vote is in; the rest is a tie."""
    for votes in product(range(4), repeat=4):
        found = outcome(dict(enumerate(votes)), seats)
        for who, count in enumerate(votes):
            above = sum(other > count for other in votes)
            level = sum(other == count for other in votes)
            sure, out = count > 0 and above + level <= seats, count == 0 or above >= seats
            assert (who in found.elected, who in found.tied) == (sure, not sure and not out), (votes, seats)
        assert found.left == 0 or len(found.elected) + found.left == seats


def test_votes_are_counted_once_and_after_the_last_day(council, settings, manager):
    group, voters = council
    ada = someone()
    election = make_election(group, candidates=[ada])
    turn_clock(settings, 7)
    vote_for(election, voters, ada)
    with pytest.raises(ElectionError, match="after the last day"):
        count_election(election=election, by=manager)
    running = signed_in(manager).client.get(reverse("groups:count", args=[election.key]))
    assert running.status_code == 302
    turn_clock(settings, 1)
    count_election(election=election, by=manager)
    with pytest.raises(ElectionError, match="counted once"):
        count_election(election=election, by=manager)


def test_whoever_is_elected_needs_a_free_seat(council, settings):
    group, voters = council
    ada = someone()
    election = make_election(group, candidates=[ada])
    seated(group, since=0)
    turn_clock(settings, 1)
    vote_for(election, voters, ada)
    turn_clock(settings, 7)
    with pytest.raises(GroupError, match="All 4 seats are taken"):
        count_election(election=election, by=None)
    election.refresh_from_db()
    assert election.state == "open" and not Candidate.objects.filter(elected=True).exists()


def test_counts_are_shown_to_members_where_eleven_voted(settings, member):
    for number, tells in ((10, False), (11, True)):
        group, ada = make_group(), someone()
        voters = [voter(group) for _ in range(number)]
        election = make_election(group, candidates=[ada])
        turn_clock(settings, 1)
        vote_for(election, voters, ada)
        assert f"{number} votes" not in shown(voters[0].client.get(election.get_absolute_url()))
        turn_clock(settings, 7)
        count_election(election=election, by=None)
        inside = shown(voters[0].client.get(election.get_absolute_url()))
        outside = shown(member.client.get(election.get_absolute_url()))
        assert (f"{number} votes" in inside) == tells and f"{number} of {number} who may" in inside
        assert "votes<" not in outside and "who may" not in outside
        assert "Elected" in inside and "Elected" in outside


def test_called_off_with_a_reason_and_the_votes_are_forgotten(council, settings, manager):
    group, voters = council
    ada = someone()
    election = make_election(group, candidates=[ada])
    turn_clock(settings, 1)
    vote_for(election, voters, ada)
    with pytest.raises(ElectionError, match="Say why"):
        cancel_election(election=election, by=manager, reason="")
    cancel_election(election=election, by=manager, reason="A candidate fell ill")
    assert Candidate.objects.get().votes == 0
    assert "called off" in shown(voters[0].client.get(election.get_absolute_url()))


def test_a_ballot_is_cast_on_the_page(council, settings):
    group, voters = council
    ada = someone()
    election = make_election(group, candidates=[ada])
    turn_clock(settings, 1)
    address, one = reverse("groups:vote", args=[election.key]), voters[0]
    page = one.client.get(address)
    assert "cannot be changed or taken back" in page.text and "checked" not in page.text
    assert one.client.post(address, {"choices": [ada.pk + 10_000]}).status_code == 200
    assert one.client.post(address, {"choices": [Candidate.objects.get().pk]}).status_code == 302
    assert "You have voted" in one.client.get(election.get_absolute_url()).text
    assert "You have voted" in one.client.post(address, {"choices": []}).text
    assert Candidate.objects.get().votes == 1


def test_members_are_told_when_it_is_announced_and_when_voting_opens(council, settings):
    group, voters = council
    election = make_election(group, candidates=[])
    turn_clock(settings, 1)
    vote_for(election, voters[:1])
    remind(), remind()
    told = Notification.objects.filter(about__startswith=f"election:{election.key}")
    assert told.filter(about__endswith="announced").count() == 3
    assert set(told.filter(about__endswith="open").values_list("person", flat=True)) == {
        one.person_id for one in voters[1:]
    }


def test_who_is_erased_stands_no_longer_and_how_many_voted_stays(council, settings, manager):
    group, voters = council
    ada, ben = someone(), someone()
    election = make_election(group, candidates=[ada, ben])
    turn_clock(settings, 1)
    vote_for(election, voters[:2], ada)
    vote_for(election, voters[2:], ben)
    erase_person(person=ada.person, by=manager, reason="Letter")
    erase_person(person=voters[0].person, by=manager, reason="Letter")
    turn_clock(settings, 7)
    count_election(election=election, by=manager)
    assert Membership.objects.get(election=election).person == ben.person
    page = shown(voters[1].client.get(election.get_absolute_url()))
    assert "Somebody who is no longer here" in page and "3 of 3 who may" in page
    assert Ballot.objects.count() == 3
