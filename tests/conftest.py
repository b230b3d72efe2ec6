"""What every test may ask for."""

import pytest
from django.core.cache import cache

from tests.browsing import browser, looking
from tests.cast import administrator, manager, member, network, reviewer, stranger

__all__ = ["administrator", "browser", "looking", "manager", "member", "network", "reviewer", "stranger"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/walks/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


def pytest_xdist_make_scheduler(config, log):
    """The walks go to one process, and first: they share a demonstration and take longest."""
    from xdist.scheduler import LoadScopeScheduling

    class WalksTogether(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return "walks" if "/walks/" in nodeid else nodeid

    return WalksTogether(config, log)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache outlives a test's transaction."""
    cache.clear()
