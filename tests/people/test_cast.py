"""Everyone of the cast can sign in and holds the roles of her name."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("administrator", {"administrator"}),
        ("manager", {"program_manager"}),
        ("reviewer", {"reviewer"}),
        ("member", {"member"}),
        ("stranger", set()),
    ],
)
def test_everyone_is_signed_in_with_her_roles(name, roles, request):
    account = request.getfixturevalue(name)
    assert account.roles == roles
    assert account.client.session["_auth_user_id"] == str(account.pk)
