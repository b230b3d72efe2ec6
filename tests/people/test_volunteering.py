"""Those who give time sign one agreement for their roles; staff see who is cleared for what, and what is missing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.clearance import clearance
from bigtent.people.errors import AgreementError, CheckError, VersionChanged
from bigtent.people.models import Agreement, Check, Person, Signature
from bigtent.people.services import (
    draft_agreement,
    edit_agreement,
    end_signature,
    publish_agreement,
    record_checks,
    sign_agreement,
    take_back_agreement,
    take_back_end,
)
from tests.cast import signed_in
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NAMES = ("Ada", "Bea", "Cleo", "Dora")
SIGN = "/people/me/giving-time/sign/"


@pytest.fixture
def agreement(manager):
    """The version in force, with the text the platform brings."""
    made = draft_agreement(by=manager)
    publish_agreement(agreement=made, by=manager)
    made.refresh_from_db()
    return made


def sign(agreement, account, *roles, language="en"):
    return sign_agreement(
        agreement=agreement, roles=roles, signed_as=account.person.name, language=language, by=account
    )


def newer(manager, **values):
    made = draft_agreement(by=manager)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    publish_agreement(agreement=made, by=manager)
    return made


def text_of(client, address, *args, **query):
    return client.get(reverse(address, args=args), query).content.decode()


def test_it_works(agreement, manager, member):
    page = member.client.get(SIGN, {"roles": ["mentor"]}).content.decode()
    assert "Why we ask" in page and "As a mentor" in page and "As a caller" not in page
    told = {"version": agreement.number, "read_in": "en", "signed_as": "Miriam Tsosie"}
    member.client.post(f"{SIGN}?roles=mentor", told)
    assert "There is no background check yet." in text_of(member.client, "people:giving_time")
    for kind in Check.Kind.values:
        told = {"kind": kind, "state": "passed", "on": "2026-11-20", "people": member.person.key}
        manager.client.post(reverse("people:record_checks"), told)
    assert "You are cleared for all you signed for" in text_of(member.client, "people:giving_time")
    assert list(Person.objects.cleared("mentor", TODAY)) == [member.person]


def test_without_an_agreement_there_is_nothing_to_sign(member, client):
    assert "There is nothing to sign yet" in text_of(member.client, "people:giving_time")
    assert member.client.get(SIGN).url == reverse("people:giving_time")
    assert "No agreement is published yet" in text_of(client, "people:agreement")


def test_no_role_is_chosen_for_anybody(agreement, member):
    assert "checked" not in text_of(member.client, "people:sign_agreement")
    assert "Choose at least one role." in member.client.get(SIGN, {"next": "read"}).content.decode()


def test_what_is_read_is_what_binds(agreement, member):
    page = member.client.get(SIGN, {"roles": ["speaker"], "language": "es"}).content.decode()
    assert "A qué se compromete" in page and "the Spanish text binds" in page
    member.client.post(
        f"{SIGN}?roles=speaker&language=es", {"version": 1, "read_in": "es", "signed_as": "miriam tsosie"}
    )
    signed = Signature.objects.get()
    assert (signed.language, signed.signed_as, signed.role) == ("es", "miriam tsosie", "speaker")


def test_the_name_typed_is_ones_own(agreement, member):
    page = member.client.post(f"{SIGN}?roles=mentor", {"version": 1, "read_in": "en", "signed_as": "Somebody Else"})
    assert "such as “Miriam Tsosie”" in page.content.decode()
    assert not Signature.objects.exists()


def test_a_version_published_while_somebody_reads_is_read_first(agreement, manager, member):
    newer(manager, sign_anew=True)
    with pytest.raises(VersionChanged, match="Another version was published while you read"):
        sign(agreement, member, "mentor")
    page = member.client.post(f"{SIGN}?roles=mentor", {"version": 1, "read_in": "en", "signed_as": "Miriam Tsosie"})
    assert "Another version was published" in page.content.decode() and "Version 2" in page.content.decode()


def test_it_can_be_renewed_in_its_latest_thirty_days(agreement, member):
    held = sign(agreement, member, "mentor")[0]
    assert held.until_on == date(2027, 11, 22)
    with pytest.raises(AgreementError, match="You can renew it from October 23, 2027"):
        sign(agreement, member, "mentor")
    Signature.objects.update(until_on=TODAY + timedelta(days=30))
    assert "Sign again: Mentor" in text_of(member.client, "people:giving_time")
    renewed = sign(agreement, member, "mentor")[0]
    assert renewed.until_on == date(2027, 12, 22)


def test_a_newer_version_may_ask_everybody_to_sign_anew(agreement, manager, member):
    sign(agreement, member, "speaker")
    newer(manager)
    assert Person.objects.cleared("speaker", TODAY).exists()
    newer(manager, sign_anew=True)
    assert [one.missing for one in clearance(member.person, TODAY)] == [
        ("A newer version of the agreement has to be signed.",)
    ]
    assert not Person.objects.cleared("speaker", TODAY).exists()
    sign(Agreement.objects.in_force(), member, "speaker")
    assert Person.objects.cleared("speaker", TODAY).exists()


def test_she_ends_a_role_on_any_day_and_can_let_it_go_on(agreement, member, settings):
    held = sign(agreement, member, "speaker")[0]
    page = member.client.post(reverse("people:end_my_role", args=[held.pk]), follow=True).content.decode()
    assert "You can let it go on within seven days." in page and "Let it go on" in page
    assert not Person.objects.cleared("speaker", TODAY).exists()
    member.client.post(reverse("people:take_back_end", args=[held.pk]))
    assert Person.objects.cleared("speaker", TODAY).exists()
    end_signature(signature=held, by=member)
    settings.NOW += timedelta(days=8)
    with pytest.raises(AgreementError, match="can no longer be taken back"):
        take_back_end(signature=held, by=member)


def test_nobody_ends_the_role_of_somebody_else(agreement, member, stranger):
    held = sign(agreement, member, "speaker")[0]
    assert stranger.client.post(reverse("people:end_my_role", args=[held.pk])).status_code == 404


def test_staff_end_a_role_with_a_reason_that_she_reads(agreement, manager, member):
    held = sign(agreement, member, "speaker")[0]
    address = reverse("people:end_role_of_volunteer", args=[member.person.key, held.pk])
    manager.client.post(address, {"reason": ""})
    assert Signature.objects.in_force().exists()
    manager.client.post(address, {"reason": "Did not come to three talks"})
    assert "Staff ended it: Did not come to three talks" in text_of(member.client, "people:giving_time")
    with pytest.raises(AgreementError, match="staff ended this role"):
        sign(agreement, member, "speaker")
    manager.client.post(reverse("people:go_on_as_volunteer", args=[member.person.key, held.pk]))
    assert Person.objects.cleared("speaker", TODAY).exists()


def test_only_the_outcome_of_a_check_and_its_day_are_kept():
    kept = {field.name for field in Check._meta.fields}
    assert kept == {"id", "person", "kind", "state", "on", "until_on", "by", "ended_at"}


def test_checks_are_recorded_for_many_at_once(agreement, manager):
    people = [make_person() for _ in range(3)]
    record_checks(people=people, kind="training", state="passed", on=TODAY, by=manager)
    told = {"kind": "background", "state": "asked", "on": "2026-11-22", "people": [one.key for one in people]}
    manager.client.post(reverse("people:record_checks"), told)
    assert Check.objects.waiting().count() == 3
    assert AuditEntry.objects.filter(verb="record_checks").first().count == 3


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ({"on": date(2026, 11, 23)}, "still to come"),
        ({"state": "asked", "until_on": date(2027, 1, 1)}, "Only what was passed holds until a day."),
        ({"until_on": date(2026, 1, 1)}, "2026-01-01 is before 2026-11-22"),
        ({"kind": "credit"}, "There is no such check"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(manager, outcome, words):
    given = {"kind": "training", "state": "passed", "on": TODAY} | outcome
    with pytest.raises(CheckError, match=words):
        record_checks(people=[make_person()], by=manager, **given)


def test_while_a_renewal_is_under_way_what_was_passed_holds(agreement, manager, member):
    sign(agreement, member, "caller")
    until = TODAY + timedelta(days=10)
    record_checks(people=[member.person], kind="training", state="passed", on=TODAY, until_on=until, by=manager)
    record_checks(people=[member.person], kind="training", state="asked", on=TODAY, by=manager)
    assert Person.objects.cleared("caller", until).exists()
    assert not Person.objects.cleared("caller", until + timedelta(days=1)).exists()
    record_checks(people=[member.person], kind="training", state="not_passed", on=TODAY, by=manager)
    assert "The training was not passed." in text_of(member.client, "people:giving_time")


def test_a_published_text_never_changes(agreement, manager):
    values = {"text_en": "Other words", "text_es": "", "valid_months": 12, "sign_anew": False}
    with pytest.raises(AgreementError, match="is published and stays as it is"):
        edit_agreement(agreement=agreement, by=manager, values=values, roles={})
    with pytest.raises(AgreementError, match="is published and stays as it is"):
        publish_agreement(agreement=agreement, by=manager)


def test_a_publication_can_be_taken_back_for_a_day_while_nobody_signed(agreement, manager, member, settings):
    assert "It can still be taken back" in text_of(manager.client, "people:agreement_version", 1)
    take_back_agreement(agreement=agreement, by=manager)
    publish_agreement(agreement=agreement, by=manager)
    sign(agreement, member, "speaker")
    with pytest.raises(AgreementError, match="while nobody has signed it"):
        take_back_agreement(agreement=agreement, by=manager)
    Signature.objects.all().delete()
    settings.NOW += timedelta(hours=25)
    with pytest.raises(AgreementError, match="24 hours"):
        take_back_agreement(agreement=agreement, by=manager)


def test_a_draft_is_seen_as_everybody_will_see_it_and_by_nobody_else(manager, member, client):
    manager.client.post(reverse("people:draft_agreement"))
    page = text_of(manager.client, "people:agreement_version", 1)
    assert "this is how everybody will see it" in page and "What you take on" in page
    for reader in (member.client, client):
        assert reader.get(reverse("people:agreement_version", args=[1])).status_code == 404


def test_a_draft_is_written_role_by_role(manager):
    draft = draft_agreement(by=manager)
    told = {"text_en": "# Rules\n\nBe <b>kind</b>.", "valid_months": 6, "speaker-offered": "on"}
    address = reverse("people:edit_agreement", args=[1])
    manager.client.post(address, told)
    manager.client.post(reverse("people:publish_agreement", args=[1]))
    assert Agreement.objects.in_force() is None
    manager.client.post(address, told | {"speaker-text_en": "Come on time.", "speaker-needs_training": "on"})
    manager.client.post(reverse("people:publish_agreement", args=[1]))
    draft.refresh_from_db()
    assert [(one.role, one.needs) for one in draft.roles.all()] == [("speaker", ["training"])]
    assert "Be &lt;b&gt;kind&lt;/b&gt;." in text_of(manager.client, "people:agreement_version", 1)


def test_both_languages_are_whole_or_there_is_one(manager):
    draft = draft_agreement(by=manager)
    draft.roles.filter(role="mentor").update(text_es="")
    with pytest.raises(AgreementError, match="“Mentor”: the Spanish text has to be there for everyone"):
        publish_agreement(agreement=draft, by=manager)


def test_what_changed_is_shown_line_by_line(agreement, manager, client):
    newer(manager, text_en=agreement.text_en.replace("five working days", "three working days"))
    page = text_of(client, "people:agreement_changes", 2)
    assert "<del>- Answer messages about your role within five working days.</del>" in page
    assert "<ins>- Answer messages about your role within three working days.</ins>" in page
    assert "Nothing changed here." in page


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("", "Ada Bea Cleo Dora"), ("cleared", "Ada Bea"), ("missing", "Cleo Dora"), ("30", "Bea"), ("60", "Bea"),
        ("old", ""), ("asked", "Dora"),
    ],
)  # fmt: skip
def test_coordinators_narrow_the_list(agreement, manager, state, names):
    who = {name: signed_in(make_account(person=make_person(given_name=name))) for name in NAMES}
    for name, account in who.items():
        sign(agreement, account, "speaker" if name in ("Ada", "Bea") else "caller")
    Signature.objects.filter(person=who["Bea"].person).update(until_on=TODAY + timedelta(days=20))
    record_checks(people=[who["Dora"].person], kind="training", state="asked", on=TODAY, by=manager)
    page = manager.client.get(reverse("people:volunteers"), {"state": state})
    assert sorted(one.signature.person.given_name for one in page.context["rows"]) == names.split()


def test_the_list_is_exported_as_it_is_shown(agreement, manager, member):
    sign(agreement, member, "caller", "speaker")
    answer = manager.client.post(reverse("people:export_volunteers") + "?state=missing")
    lines = b"".join(answer).decode().splitlines()
    assert lines[0] == "Given name,Family name,Role,Cleared,Until,Missing,Version,Signed on"
    assert lines[1:] == ["Miriam,Tsosie,Caller at phonebanks,no,2027-11-22,The training is not done.,1,2026-11-22"]
    assert AuditEntry.objects.get(verb="export_volunteers").count == 1


def test_what_is_due_stands_on_the_monday_page(agreement, manager, member):
    sign(agreement, manager, "speaker")
    record_checks(people=[member.person], kind="background", state="asked", on=TODAY, by=manager)
    Signature.objects.update(until_on=TODAY + timedelta(days=9))
    page = manager.client.get("/monday/").content.decode()
    assert "1 signature of people who give time expires within 30 days" in page
    assert "1 check waits for its outcome" in page and "Sign again: Speaker" in page


def test_the_list_costs_the_same_however_long_it_is(agreement, manager, django_assert_max_num_queries):
    for _ in range(12):
        sign(agreement, signed_in(make_account()), "mentor", "speaker")
    with django_assert_max_num_queries(30):
        manager.client.get(reverse("people:volunteers"))


def test_other_members_see_nothing_of_it(agreement, member, manager):
    her = make_account(person=make_person(consents=["directory"]))
    sign(agreement, her, "mentor")
    page = text_of(member.client, "people:person", her.person.key)
    assert "Giving time" not in page and "background" not in page
    assert "There is no background check yet." in text_of(manager.client, "people:person", her.person.key)
