"""A plan in force, and the passing of days."""

from datetime import UTC, datetime

import pytest

from bigtent.accountability.services import adopt_plan
from tests.factories import make_organization


@pytest.fixture(autouse=True)
def on(settings):
    """Set the clock to a day; it is 2026-11-22 until then."""

    def set_clock(year, month, day):
        settings.NOW = datetime(year, month, day, 15, tzinfo=UTC)

    set_clock(2026, 11, 22)
    return set_clock


@pytest.fixture
def partners():
    """Make so many partner organizations."""

    def make(count):
        for _number in range(count):
            make_organization(is_partner=True, kind="nonprofit")

    return make


@pytest.fixture
def plan(manager, partners):
    """The policy plan, adopted on 2026-11-22 with twelve partners."""
    partners(12)
    return adopt_plan(template="policy-partnerships", by=manager)


@pytest.fixture
def tent(plan):
    """The promise that the number of partners shows."""
    return plan.approaches.get(order=1).actions.get(measure="partners")
