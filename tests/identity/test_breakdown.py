"""Only those are counted who agreed to it twice: to being counted, and in this."""

import pytest

from bigtent.identity import scope
from bigtent.identity.errors import ReadingError
from bigtent.identity.services import save_answer
from bigtent.people.models import Person
from bigtent.people.services import set_consent
from tests.factories import make_person
from tests.identity.making import make_answer, make_answers, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("crowd")]


def counts(by, view="alone_or_in_combination", **asked):
    found = scope.breakdown("race_ethnicity", by=by, purpose="reporting", view=view, **asked)
    return {row.code: row.count for row in found.groups}


def test_it_works(manager):
    make_answers({"black": 20, "hispanic": 15, "black+hispanic": 12})
    found = scope.breakdown("race_ethnicity", by=manager, purpose="reporting", view="alone")
    assert {row.code: row.count for row in found.groups if row.count} == {"black": 20, "hispanic": 15}
    assert (found.answering, found.several, found.declined, found.people) == (47, 12, 0, Person.objects.count())


def test_every_view_of_the_same_answers(manager):
    make_answers({"black": 20, "mena": 15, "black+mena": 12})
    assert counts(manager)["black"] == 32
    assert counts(manager, "in_combination")["mena"] == 12
    assert counts(manager, "as_in_1997")["white"] == 15
    assert counts(manager, "as_in_1997")["two_or_more"] == 12


def test_without_a_yes_to_both_nobody_is_counted(manager):
    make_answers({"black": 20, "asian": 20})
    half = make_answer(answer=said("white"), purposes=())
    set_consent(person=half.person, purpose="reporting", given=True, by=half)
    other = make_answer(answer=said("white"))
    set_consent(person=other.person, purpose="reporting", given=False, by=other)
    assert counts(manager)["white"] == 0


def test_a_yes_to_reporting_is_none_to_research(manager):
    make_answers({"black": 20})
    assert scope.breakdown("race_ethnicity", by=manager, purpose="research").is_refused


def test_a_withdrawn_yes_counts_from_the_next_moment(manager):
    make_answers({"black": 20})
    one = make_answer()
    assert counts(manager)["black"] == 21
    set_consent(person=one.person, purpose="reporting", datum="identity.race_ethnicity", given=False, by=one)
    assert counts(manager)["black"] == 20


def test_a_population_is_part_of_the_network(manager):
    make_answers({"asian": 15})
    first = set(Person.objects.values_list("pk", flat=True))
    for _ in range(15):
        make_person()
    make_answers({"white": 15})
    later = Person.objects.exclude(pk__in=first).values("pk")
    assert counts(manager, people=later) == {**dict.fromkeys(counts(manager), 0), "white": 15}


def test_a_small_total_is_refused_whole(manager):
    make_answers({"asian": 6, "white": 4})
    found = scope.breakdown("race_ethnicity", by=manager, purpose="reporting")
    assert found.is_refused and found.answering is None and found.silent is None


def test_a_small_group_is_hidden_and_with_it_the_next(manager):
    make_answers({"asian": 30, "white": 12, "nhpi": 3})
    assert {code for code, count in counts(manager).items() if count is None} == {"white", "nhpi"}


def test_who_prefers_not_to_say_is_a_line_of_its_own(manager):
    make_answers({"asian": 15})
    for _ in range(12):
        make_answer(answer={"declined": True})
    assert scope.breakdown("race_ethnicity", by=manager, purpose="reporting").declined == 12


@pytest.mark.parametrize("purpose", ["records", "directory", "mentoring", "outreach", "press"])
def test_nothing_is_counted_for_other_purposes(manager, purpose):
    with pytest.raises(ReadingError, match="counted for reporting, research only"):
        scope.breakdown("gender", by=manager, purpose=purpose)


def test_totals_are_read_by_those_who_manage(reviewer, member, stranger):
    for account in (reviewer, member, stranger):
        with pytest.raises(ReadingError, match="who manage the network"):
            scope.breakdown("gender", by=account, purpose="reporting")


def test_a_row_goes_to_nobody_but_herself(member, manager, administrator):
    save_answer(question="gender", answer=said("woman"), by=member)
    for account in (manager, administrator):
        assert scope.own_answers(account) == {}
        assert list(scope.lines_of(member.person, account)) == []
    assert len(list(scope.lines_of(member.person, member))) == 1


def test_the_page_shows_bars_numbers_and_how_they_are_made(manager):
    make_answers({"black": 20, "hispanic": 15, "white": 3})
    text = manager.client.get("/about-you/totals/?question=race_ethnicity&view=alone").content.decode()
    assert "not shown" in text and "Some numbers are not shown" in text and 'class="bar"' in text
    assert "Statistical Policy Directive No. 15" in text and "Versions answered" in text


def test_every_series_by_race_breaks_where_the_categories_changed(manager):
    make_answers({"black": 20})
    text = manager.client.get("/about-you/totals/").content.decode()
    assert "No line may be drawn across that day" in text and "March 28, 2024" in text
    assert "No line may be drawn" not in manager.client.get("/about-you/totals/?question=gender").content.decode()


@pytest.mark.parametrize("asked", ["", "?question=nonsense&view=x&purpose=press", "?question=gender&view=as_in_1997"])
def test_what_makes_no_sense_falls_back_to_what_does(manager, asked):
    assert manager.client.get(f"/about-you/totals/{asked}").status_code == 200


def test_a_breakdown_costs_few_queries(manager, django_assert_max_num_queries):
    make_answers({"black": 20, "hispanic": 15})
    with django_assert_max_num_queries(4):
        scope.breakdown("race_ethnicity", by=manager, purpose="reporting")
