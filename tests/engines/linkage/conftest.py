"""One invented world, and what linking found in it, for all tests that only look."""

import pytest

from bigtent.engines.linkage import Model, deduplicate, link
from tests.engines.linkage.people import make_world


@pytest.fixture(scope="session")
def world():
    return make_world()


@pytest.fixture(scope="session")
def found(world):
    return link(world.alumni, world.registry, Model.alumni_to_registry())


@pytest.fixture(scope="session")
def clusters(world):
    return deduplicate(world.lists, Model.roster())
