"""Whole stories in a real browser against a real installation: server, worker, database of its own."""

import pytest

from tests.installations import migrated
from tests.walks.sites import Site, copy_installation, halt, remove, start
from tests.walks.windows import Windows


@pytest.fixture
def window(browser):
    """`window(site, "member")` opens a browser for somebody; see `Windows.open`."""
    windows = Windows(browser)
    yield windows.open
    windows.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Site:
    """The small demonstration, built by the command that everybody uses; a start from nothing is in test_running.py."""
    site = start(migrated(tmp_path_factory.mktemp("demonstration")))
    site.heard("Sign in as somebody")
    site.as_built = copy_installation(site.folder, tmp_path_factory.mktemp("as-built") / "data")
    site.sign_in_everybody()
    yield site
    remove(site)


@pytest.fixture
def empty_site(tmp_path) -> Site:
    """An installation without any data, waiting to be set up."""
    site = start(migrated(tmp_path / "data"), BIGTENT_START="empty")
    yield site
    remove(site)


@pytest.fixture
def started(tmp_path):
    """Starts an installation over a folder of this test, and stops it in the end: `started(BIGTENT_START="empty")`."""
    running = []

    def begin(**environment):
        for site in running:
            halt(site)
        running.append(start(tmp_path / "data", **environment))
        return running[-1]

    yield begin
    for site in running:
        remove(site)
