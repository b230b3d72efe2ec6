"""What the tests of outreach share."""

import pytest

from tests.outreach.postbox import Postbox


@pytest.fixture
def postbox(settings):
    """A real mail server through which the product sends."""
    with Postbox() as postbox:
        yield postbox.used_by(settings)
