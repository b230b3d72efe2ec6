"""The examples in the docstrings are run as written."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import bigtent.engines.matching as matching


@pytest.mark.parametrize("name", ["assigning", "checking", "programs", "rematching"])
def test_examples_hold(name):
    done = doctest.testmod(import_module(f"bigtent.engines.matching.{name}"))
    assert done.attempted
    assert done.failed == 0


def test_the_guide_says_what_happens():
    guide = Path(__file__).parents[3] / "docs" / "engines" / "matching.md"
    done = doctest.testfile(str(guide), module_relative=False)
    assert (done.failed, done.attempted > 5) == (0, True)


def test_the_public_names_are_sorted_and_there():
    assert matching.__all__ == sorted(matching.__all__)
    assert all(getattr(matching, name) for name in matching.__all__)
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        matching.guess  # noqa: B018
