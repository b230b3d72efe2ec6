"""What every test may ask for."""

import gc

import pytest
from django.core.cache import cache
from django.utils.translation import deactivate

from tests import installations
from tests.browsing import browser, looking
from tests.cast import administrator, manager, member, network, reviewer, stranger

LONG = ("/walks/test_demonstration_goes", "/walks/", "/browser/", "kill", "/engines/", "/security/")
WITHOUT_DEMONSTRATION = ("test_empty.py", "test_manager.py", "test_running.py")
# They read one record of how every address answers everybody (tests/security/opened.py).
OF_ONE_RECORD = (
    "test_permission_matrix.py",
    "test_no_page_tells_of_others.py",
    "test_answers_are_read_in_one_place.py",
    "test_no_inline_code.py",
    "test_no_word_is_forgotten.py",
)
__all__ = ["administrator", "browser", "looking", "manager", "member", "network", "reviewer", "stranger"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes long comes first, the walks before all."""
    for item in items:
        if "/walks/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
    items.sort(key=_turn)


def _turn(item) -> int:
    return next((turn for turn, part in enumerate(LONG) if part in item.nodeid), len(LONG))


def pytest_configure():
    installations.name_the_run()


def pytest_sessionfinish(session):
    if not hasattr(session.config, "workerinput"):
        installations.forget()


def pytest_xdist_make_scheduler(config, log):
    """The walks through the demonstration go to one process, which builds it once, and so do those who read one record
    of all answers; the tests of any other file stay together too, because they share what is costly."""
    from xdist.scheduler import LoadScopeScheduling

    class DemonstrationOnce(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            path = nodeid.partition("::")[0]
            if path.endswith(OF_ONE_RECORD):
                return "all answers"
            return "demonstration" if "/walks/" in path and not path.endswith(WITHOUT_DEMONSTRATION) else path

    return DemonstrationOnce(config, log)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The cache and the language of the last page outlive a test's transaction."""
    cache.clear()
    deactivate()


def pytest_collection_finish(session):
    """What was loaded until now stays until the end: looking through all of it again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
