"""What tests of counts have in common."""

import pytest

from tests.factories import make_person


@pytest.fixture
def crowd(db):
    """People who answer nothing; without them who did not answer would be a small number, and nothing shown."""
    for _ in range(12):
        make_person()
