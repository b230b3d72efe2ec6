"""What the tests of promises over every address share."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import override_settings

from tests.catalog.longer import written_as_spanish
from tests.security.opened import Record, open_everything


@pytest.fixture(scope="session")
def taken_back(django_db_setup, django_db_blocker):
    """`with taken_back():` makes what several tests look at; in the end the database is as it was."""

    @contextmanager
    def made():
        with django_db_blocker.unblock():
            everything = transaction.atomic()
            # As for a test: what insists on a transaction of its own may count this one as none.
            everything._from_testcase = True
            with everything:
                yield
                transaction.set_rollback(True)

    return made


@pytest.fixture(scope="session")
def opened(taken_back, tmp_path_factory) -> Record:
    """Every address, opened and acted on by each role once."""
    words = [written_as_spanish(tmp_path_factory.mktemp("words"))]
    with taken_back(), override_settings(LOCALE_PATHS=words):
        return open_everything()
