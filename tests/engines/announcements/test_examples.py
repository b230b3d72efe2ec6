"""The examples of the guide and of the docstring say what really comes out."""

import doctest
from importlib import import_module
from pathlib import Path


def test_the_docstring_and_the_guide_are_true():
    guide = Path(__file__).parents[3] / "docs" / "engines" / "announcements.md"
    for done in (
        doctest.testmod(import_module("bigtent.engines.announcements.reading")),
        doctest.testfile(str(guide), module_relative=False),
    ):
        assert (done.failed, done.attempted > 0) == (0, True)
