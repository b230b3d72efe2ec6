"""A role over one part of the network, in words, with its letter and its end."""

import pytest
from django.urls import reverse

from bigtent.people.errors import AccountError
from bigtent.people.services import end_role, grant_role
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def lakeside(network):
    return make_organization(name="Lakeside School")


def held(account):
    account.forget_roles()
    return account.held


def grant(administrator, member, **told):
    page = reverse("people:grant_role", args=[member.person.key])
    return administrator.client.post(page, {"role": "program_manager"} | told, follow=True).text


def test_it_works(administrator, member, lakeside):
    page = grant(administrator, member, scope=f"school:{lakeside.pk}", until_on="2027-01-31")
    assert "Program manager for Lakeside School, until January 31, 2027" in page
    assert held(member) == {("member", ""), ("program_manager", f"school:{lakeside.pk}")}
    assert member.roles == {"member"}


def test_the_choice_is_grouped_by_kind(administrator, member, lakeside):
    page = administrator.client.get(reverse("people:account", args=[member.person.key])).text
    assert f'<option value="school:{lakeside.pk}">Lakeside School</option>' in page
    assert '<optgroup label="One school">' in page


def test_each_is_ended_by_itself(administrator, member, lakeside):
    grant(administrator, member, scope=f"school:{lakeside.pk}")
    grant(administrator, member)
    end = {"role": "program_manager", "scope": f"school:{lakeside.pk}"}
    administrator.client.post(reverse("people:end_role", args=[member.person.key]), end)
    assert held(member) == {("member", ""), ("program_manager", "")}


@pytest.mark.parametrize(
    ("role", "scope", "words"),
    [
        ("administrator", "school", "Only program managers and reviewers"),
        ("member", "school", "Only program managers and reviewers"),
        ("reviewer", "planet:1", "is no part of this network"),
        ("reviewer", "school:999999", "is no part of this network"),
    ],
)
def test_what_cannot_be_bound_is_refused(member, lakeside, role, scope, words):
    scope = f"school:{lakeside.pk}" if scope == "school" else scope
    with pytest.raises(AccountError, match=words):
        grant_role(account=member, role=role, scope=scope, by=None)


def test_a_bound_role_needs_a_second_factor_too(member, lakeside, client):
    grant_role(account=member, role="reviewer", scope=f"school:{lakeside.pk}", by=None)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("people:directory")).url == reverse("mfa_index")


def test_a_staff_role_is_told_by_letter(member, lakeside, mailoutbox, django_capture_on_commit_callbacks):
    scope = f"school:{lakeside.pk}"
    with django_capture_on_commit_callbacks(execute=True):
        grant_role(account=member, role="reviewer", scope=scope, by=None)
        end_role(account=member, role="reviewer", scope=scope, by=None)
    told = ["You hold this role now: Reviewer for Lakeside School.", "has ended: Reviewer for Lakeside School."]
    assert [words in letter.body for words, letter in zip(told, mailoutbox, strict=True)] == [True, True]


def test_that_of_a_member_is_not(member, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        grant_role(account=member, role="member", by=None)
    assert mailoutbox == []
