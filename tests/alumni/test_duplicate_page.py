"""Two records side by side: what each says, how it fits, and why the chance is what it is."""

import pytest

from bigtent.alumni.models import Award, DuplicatePair, DuplicateRun
from tests.factories import make_affiliation, make_person

pytestmark = pytest.mark.django_db

EVIDENCE = [
    {"field": field, "left": "TURNER", "right": "TURNER", "level": level, "weight": weight}
    for field, level, weight in (("last_name", "same", 8.5), ("first_name", "one slip", 5.0), ("phone", "missing", 0.0))
]


def pair_of(first, second, probability=0.5):
    run = DuplicateRun.objects.create()
    return DuplicatePair.objects.create(run=run, first=first, second=second, probability=probability, evidence=EVIDENCE)


def person_with(*years):
    person = make_person()
    for year in years:
        Award.objects.create(person=person, year=year)
    return person


def row(account, pair, label):
    page = account.client.get(pair.get_absolute_url()).text
    return page.split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]


def test_it_works(reviewer):
    pair = pair_of(person_with(2014), person_with(2014), probability=0.97)
    page = reviewer.client.get(pair.get_absolute_url()).text
    assert "The evidence makes it 97% likely" in page
    assert "Stands in" not in page


@pytest.mark.parametrize(
    ("ours", "theirs", "word"), [([2014], [2014], "Same"), ([2014], [2014, 2015], "Close"), ([2014], [2015], None)]
)
def test_awards_in_common_are_pointed_out(reviewer, ours, theirs, word):
    awards = row(reviewer, pair_of(person_with(*ours), person_with(*theirs)), "Awards")
    assert (f"{word}</span>" in awards) if word else ('class="fit' not in awards)


def test_what_only_one_record_says_is_called_so(reviewer):
    first, second = make_person(), make_person()
    make_affiliation(person=first, class_year=1994)
    assert "Given once" in row(reviewer, pair_of(first, second), "Class year")


def test_the_weights_stand_in_a_fold_and_make_the_chance(reviewer):
    page = reviewer.client.get(pair_of(make_person(), make_person()).get_absolute_url()).text
    assert "How this chance is made" in page
    assert "Last name: same" in page
    assert "First name: One letter off" in page
    assert "Telephone" not in page
    # Even odds after 13.5 doublings: one pair in 2 to the power of 13.5 before them.
    assert "1 in 11,586" in page
