"""Pages in a real browser."""

import pytest

from tests.browsing import browser, looking

__all__ = ["browser", "looking"]

pytestmark = pytest.mark.browser
