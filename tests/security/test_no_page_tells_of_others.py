"""Every page of the platform, opened by those who may read few people: nobody else stands on it.

A page that reads people by another way than `visible_to` fails here, because everybody of the scene has words of her
own in every datum (`tests.security.marks`, which says once more, plainly, who may be read).
"""

import pytest

pytestmark = pytest.mark.django_db
NAMES = {"Family", "Given"}


def told_of_others(opened, role, words=frozenset()) -> set[tuple[str, str, int]]:
    """Each page with the words on it of people she may not read, or may read with other `words` only."""
    return {
        (name, word, pk) for name, one in opened.of(role).items() for word, pk in one.shown
        if pk not in opened.readable[role] or (words and word not in words)
    }  # fmt: skip


@pytest.mark.parametrize("role", ["visitor", "stranger"])
def test_who_has_no_role_finds_nobody(opened, role):
    assert told_of_others(opened, role) == set()


def test_a_member_finds_those_who_said_yes_without_what_they_withhold(opened):
    assert opened.readable["member"]
    assert told_of_others(opened, "member", NAMES) == set()


def test_a_manager_of_a_part_finds_those_of_her_part(opened):
    assert len(opened.readable["everybody"] - opened.readable["of-part"]) > 5
    assert told_of_others(opened, "of-part") == set()


def test_the_words_are_found_where_they_may_be(opened):
    """Otherwise the tests above would find nothing anywhere."""
    found = {name for name, one in opened.of("manager").items() if one.shown}
    assert {"people:person", "people:directory", "people:bulk_edit", "mentoring:mentors", "mentoring:students"} <= found
    assert len(found) > 12
