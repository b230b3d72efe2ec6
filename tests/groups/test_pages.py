"""Pages of groups: what everybody sees, what members see, and what each can do there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from bigtent.groups.models import Group, Membership
from bigtent.ledger.clock import today
from tests.factories import make_account, make_consent, make_person
from tests.groups.seating import make_election, make_group, seated, turn_clock, voter
from tests.identity.making import make_answer, said

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Rural Health Circle", "kind": "circle", "purpose": "Care where the road ends.", "seating": "open",
    "founded_on": "2026-01-01", "answer_days": "30", "is_public": "on",
}  # fmt: skip


def inside(group):
    return reverse("groups:inside", args=[group.key])


def main(page) -> str:
    return page.text.partition("<main")[2].partition("</main>")[0]


def test_it_works(manager, client):
    page = manager.client.post(reverse("groups:new"), NEW)
    group = Group.objects.get()
    assert page.url == group.get_absolute_url()
    assert "Care where the road ends." in main(client.get(page.url))
    manager.client.post(reverse("groups:edit", args=[group.key]), NEW | {"seats": "4", "term_months": "24"})
    assert "It has 4 seats." in main(client.get(page.url))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name": "Taken"}, "called “Taken” already"),
        ({"purpose": " "}, "required"),
        ({"seats": "0"}, "greater than or equal to 1"),
        ({"founded_on": "x"}, "valid date"),
    ],
)
def test_what_is_wrong_is_said_on_the_form(manager, told, words):
    make_group(name="Taken")
    page = manager.client.post(reverse("groups:new"), NEW | told)
    assert page.status_code == 200 and words in page.text and Group.objects.count() == 1


def test_the_public_page_names_only_who_agreed_to_it(client, member):
    group, shy = make_group(), make_person(family_name="Shy", consents=["directory"])
    open_one, withheld = (make_person(family_name=name, consents=["press"]) for name in ("Open", "Withheld"))
    make_consent(person=withheld, purpose="press", datum="groups.seat", given=False)
    for person in (shy, open_one, withheld):
        seated(group, person)
    for reader in (client, member.client):
        page = main(reader.get(group.get_absolute_url()))
        assert "Open" in page and "other members" in page
        assert not any(word in page for word in ("Shy", "Withheld", "2 other"))


def test_members_see_each_other_and_others_do_not_see_inside(client, member, stranger):
    group, shy = make_group(), make_person(family_name="Shy")
    seated(group, shy)
    assert "Shy" in main(voter(group).client.get(inside(group)))
    assert "Shy" in main(voter(group).client.get(reverse("groups:table", args=[group.key])))
    assert [one.client.get(inside(group)).status_code for one in (member, stranger)] == [403, 403]
    assert client.get(inside(group)).url.startswith("/accounts/login/")


def test_a_group_of_the_network_is_not_there_for_visitors(client, member, stranger):
    group = make_group(is_public=False, name="Quiet Circle")
    assert [one.get(group.get_absolute_url()).status_code for one in (client, stranger.client, member.client)] == [
        404,
        404,
        200,
    ]
    assert "Quiet Circle" not in client.get("/groups/").text and "Quiet Circle" in member.client.get("/groups/").text
    seated(group, stranger.person)
    assert stranger.client.get(inside(group)).status_code == 200


def test_who_left_is_no_longer_let_in(settings):
    group = make_group()
    one = voter(group)
    Membership.objects.update(left_on=today(), left_because="resigned")
    assert one.client.get(inside(group)).status_code == 403


def test_joining_leaving_and_coming_back_on_the_page(member):
    group = make_group(seating="open")
    address, pages = group.get_absolute_url(), ("join", "leave", "come_back")
    for verb, button in zip(pages, ("Leave this group", "Come back", "Leave this group"), strict=True):
        done = member.client.post(reverse(f"groups:{verb}", args=[group.key]), follow=True)
        assert done.redirect_chain == [(address, 302)] and button in main(done)
    appointed = make_group()
    refused = member.client.post(reverse("groups:join", args=[appointed.key]), follow=True)
    assert "not open to everybody" in refused.text and "Join this group" not in main(refused)


def test_a_seat_is_given_and_everything_done_with_it_on_pages(manager):
    group, ada = make_group(seats=2, term_months=12), make_person(given_name="Ada", family_name="Osei")
    found = main(manager.client.get(reverse("groups:seat", args=[group.key]), {"q": "osei"}))
    assert f"?person={ada.key}" in found
    day = today().isoformat()
    address = f"{reverse('groups:seat', args=[group.key])}?person={ada.key}"
    manager.client.post(address, {"role": "member", "seated": "appointed", "begins": day, "ends": ""})
    row = Membership.objects.get()

    def act(name, at=row, **told):
        return manager.client.post(reverse(f"groups:{name}", args=[at.pk]), told, follow=True)

    act("change_term", ends=(today() + timedelta(days=90)).isoformat())
    act("change_role", role="chair", on=day)
    row.refresh_from_db()
    assert (row.role, row.until_on) == ("chair", today() + timedelta(days=90))
    assert "required" in act("end_membership", on="", because="removed").text
    assert "Say why" in act("end_membership", on=day, because="removed").text
    act("end_membership", on=day, because="resigned")
    assert "Let the membership go on" in main(manager.client.get(row.get_absolute_url()))
    act("take_back_leaving")
    act("take_back_seat")
    assert not group.memberships.on(today()).exists()


def test_only_managers_seat_and_end(member, reviewer, manager):
    group = make_group()
    row, officer = seated(group), voter(group, role="chair")
    names = ("change_role", "change_term", "end_membership", "replace_member")
    for account, wanted in ((member, 403), (reviewer, 403), (officer, 403), (manager, 200)):
        pages = [reverse(f"groups:{name}", args=[row.pk]) for name in names]
        pages += [reverse(f"groups:{name}", args=[group.key]) for name in ("seat", "edit", "end", "new_election")]
        assert {account.client.get(page).status_code for page in pages} == {wanted}


@pytest.mark.parametrize("on", ["", "x", "9999-12-31", "0001-01-01", "2026-02-30", "1" * 50])
def test_any_day_may_be_asked(reviewer, on):
    group = make_group()
    seated(group)
    assert reviewer.client.get(reverse("groups:table", args=[group.key]), {"on": on}).status_code == 200


def test_the_timeline_has_a_bar_for_each_term(reviewer):
    group = make_group()
    seated(group, since=100, days=50), seated(group, since=50)
    drawn = reviewer.client.get(reverse("groups:table", args=[group.key])).context["drawn"]
    assert [(bar.x, bar.width) for bar in drawn.bars] == [("49.50", "50.50"), ("0.00", "49.50")]


def test_as_many_questions_for_many_members_as_for_few(reviewer, django_assert_max_num_queries):
    group = make_group()
    for _ in range(12):
        seated(group)
    make_election(group)
    for address in (group.get_absolute_url(), inside(group), reverse("groups:table", args=[group.key])):
        reviewer.client.get(address)
        with django_assert_max_num_queries(36):
            reviewer.client.get(address)


def test_who_is_at_the_table_is_counted_as_the_network_is(manager, member, settings):
    settings.NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)
    council, circle = make_group(), make_group(kind="circle")
    for number in range(24):
        account = make_answer(answer=said("black" if number < 12 else "white"))
        seated(council if number < 22 else circle, account.person)
    settings.NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
    # A seat given now moves no total of this month, also not one given for an earlier day.
    seated(council, make_answer(answer=said("black")).person, since=60)
    address = reverse("identity:totals")
    page = manager.client.get(address, {"question": "race_ethnicity", "who": "at-the-table"})
    assert "Who is at the table" in main(page) and page.context["found"].people == 22
    assert manager.client.get(address, {"question": "race_ethnicity"}).context["found"].people > 24
    assert manager.client.get(address, {"who": "x"}).context["who"] is None
    assert member.client.get(address, {"who": "at-the-table"}).status_code == 403


def test_what_is_known_of_me_tells_of_my_seats_candidacies_and_ballots(member):
    group = make_group(name="National Council")
    seated(group, member.person)
    make_election(group, candidates=[member])
    known = member.client.get(reverse("people:known")).text
    assert "National Council: Member, since" in known
    page = member.client.get(member.person.get_absolute_url()).text
    assert "National Council" in page and "Stood in an election" in page
    other = make_account(roles=["member"])
    make_consent(person=member.person, purpose="directory")
    from tests.cast import signed_in

    assert "National Council" not in main(signed_in(other).client.get(member.person.get_absolute_url()))


def test_inside_begins_with_what_waits_for_the_reader(settings, reviewer):
    group = make_group(seating="elected", seats=2)
    chair, voting = voter(group, role="chair"), make_election(group)
    turn_clock(settings, 1)
    page = main(chair.client.get(inside(group)))
    waiting, meetings = page.index("What waits for you"), page.index('id="meetings"')
    assert waiting < page.index(voting.get_absolute_url()) < meetings < page.index("Leave this group")
    assert "What waits for you" not in main(reviewer.client.get(inside(group)))


def test_an_officer_who_is_no_staff_finds_it_on_her_own_page(settings):
    group = make_group(seating="elected", seats=2)
    chair = voter(group, role="chair")
    make_election(group)
    turn_clock(settings, 1)
    page = main(chair.client.get(reverse("people:me")))
    assert "What waits for you" in page and f"{group} elects" in page


def test_managers_write_to_the_members_of_a_group(manager, member):
    group = make_group()
    seated(group, member.person)
    address = f"{reverse('outreach:new_audience')}?source=group:{group.pk}"
    assert address in main(manager.client.get(inside(group)))
    assert address not in main(member.client.get(inside(group)))
    assert f'value="group:{group.pk}" selected' in main(manager.client.get(address))
