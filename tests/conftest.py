"""What every test may ask for."""

import pytest
from django.core.cache import cache

from tests.browsing import browser, looking
from tests.cast import administrator, manager, member, network, reviewer, stranger

__all__ = ["administrator", "browser", "looking", "manager", "member", "network", "reviewer", "stranger"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache outlives a test's transaction."""
    cache.clear()
