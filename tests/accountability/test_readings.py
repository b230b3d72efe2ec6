"""A figure as one reader may see it."""

import pytest

from bigtent.ledger.readings import read_figure


@pytest.mark.parametrize("count", range(1, 11))
def test_from_one_to_ten_nobody_outside_sees_the_number(count):
    reading = read_figure(count, 500, exact=False)
    assert (reading.sentence, reading.value, reading.share) == ("fewer than 11 of 500", None, None)


@pytest.mark.parametrize(("value", "of"), [(490, 500), (499, 500), (0, 5), (5, 5), (10, 10)])
def test_nor_a_figure_from_which_one_follows(value, of):
    reading = read_figure(value, of, exact=False)
    assert reading.is_hidden
    assert reading.share is None
    assert str(value) not in reading.sentence.replace(str(of), "") or not value


@pytest.mark.parametrize(("value", "of"), [(0, 500), (11, 500), (500, 500), (489, 500)])
def test_other_figures_are_shown(value, of):
    reading = read_figure(value, of, exact=False)
    assert reading.sentence == f"{value} of {of}"
    assert reading.share == pytest.approx(100 * value / of)


@pytest.mark.parametrize(("value", "within"), [(290, 300), (299, 300)])
def test_nor_one_that_leaves_a_few_of_another_figure(value, within):
    reading = read_figure(value, 500, exact=False, within=within)
    assert (reading.sentence, reading.value, reading.share) == ("not shown of 500", None, None)


@pytest.mark.parametrize(("value", "within"), [(300, 300), (289, 300), (310, 300)])
def test_a_rest_of_none_or_of_many_is_shown(value, within):
    assert read_figure(value, 500, exact=False, within=within).value == value


def test_staff_see_every_number():
    assert read_figure(3, 1204, exact=True).sentence == "3 of 1,204"


def test_no_figure_is_said_in_words():
    assert read_figure(None, None, exact=True).sentence == "no figure"
