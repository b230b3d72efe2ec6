"""Every page and refusal in a language of tests alone: what stands outside its marks was forgotten.

Letters, PDFs and pages of a bad moment are read in tests/project/test_every_word_is_translated.py.
"""

import pytest

from tests.security.opened import READERS
from tests.security.test_permission_matrix import ACTS, PAGES, table

pytestmark = pytest.mark.django_db
ANSWERED = {"200", "403", "404", "409"}


def forgotten(opened, method, rows) -> str:
    """The words of each answer that no translator could reach."""
    found = {}
    for name in rows:
        for role in READERS:
            one = opened.of_each(method, name)[role]
            if one.status in ANSWERED:
                for words in one.untranslated:
                    found.setdefault(words, f"{method} {name} as {role}: {words}")
    return "\n".join(found.values())


def test_on_no_page(opened):
    assert not (found := forgotten(opened, "get", table(PAGES))), found


def test_in_no_refusal_of_a_form_that_was_not_filled_in(opened):
    assert not (found := forgotten(opened, "post", table(ACTS))), found


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_pages_were_read_in_the_longer_language(opened, method):
    """Otherwise the tests above would find nothing anywhere."""
    pages = {name: one for name, one in opened.of("administrator", method).items() if one.is_page}
    answered = {name: one.is_marked for name, one in pages.items() if one.status in ANSWERED}
    assert len(answered) > 100
    assert [name for name, is_marked in answered.items() if not is_marked] == []
