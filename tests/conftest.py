"""What every test may ask for."""

import pytest
from django.core.cache import cache

from tests.browsing import browser, looking
from tests.cast import administrator, manager, member, network, reviewer, stranger

__all__ = ["administrator", "browser", "looking", "manager", "member", "network", "reviewer", "stranger"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The walks come first and in one process: they share a demonstration and take longest."""
    items.sort(key=lambda item: "/walks/" not in item.nodeid)
    for item in items:
        if "/walks/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("walks"))


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache outlives a test's transaction."""
    cache.clear()
