"""What the tests of promises over every address share."""

import pytest
from django.db import transaction

from tests.security.opened import Record, open_everything


@pytest.fixture(scope="session")
def opened(django_db_setup, django_db_blocker) -> Record:
    """Every address, opened and acted on by each role once; what was made for that is taken back."""
    with django_db_blocker.unblock():
        everything = transaction.atomic()
        # As for a test: what insists on a transaction of its own may count this one as none.
        everything._from_testcase = True
        with everything:
            record = open_everything()
            transaction.set_rollback(True)
    return record
