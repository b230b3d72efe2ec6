"""What every test may ask for."""

import pytest
from django.core.cache import cache

from tests.browsing import browser, looking
from tests.cast import administrator, manager, member, network, reviewer, stranger

WITHOUT_DEMONSTRATION = ("test_empty.py", "test_manager.py", "test_running.py")
__all__ = ["administrator", "browser", "looking", "manager", "member", "network", "reviewer", "stranger"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The walks come first, because they take longest."""
    for item in items:
        if "/walks/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: "/walks/" not in item.nodeid)


def pytest_xdist_make_scheduler(config, log):
    """The walks through the demonstration go to one process, which builds it once; a story with an installation
    of its own goes anywhere."""
    from xdist.scheduler import LoadScopeScheduling

    class DemonstrationOnce(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            path = nodeid.partition("::")[0]
            return "demonstration" if "/walks/" in path and not path.endswith(WITHOUT_DEMONSTRATION) else nodeid

    return DemonstrationOnce(config, log)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache outlives a test's transaction."""
    cache.clear()
