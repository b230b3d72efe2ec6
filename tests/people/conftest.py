"""What tests of people may ask for besides the cast."""

from datetime import timedelta

import pytest

from bigtent.ledger.clock import now


@pytest.fixture
def later(settings):
    """`later(hours=13)` moves the one clock on."""

    def move(**by):
        settings.NOW = now() + timedelta(**by)

    return move
