"""What the tests of the community room share."""

from tests.outreach.conftest import postbox

__all__ = ["postbox"]
