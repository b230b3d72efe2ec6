"""What pages are made of."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from hypothesis import given
from hypothesis import strategies as st

from bigtent.ledger.declarations import Due
from bigtent.project import drawing
from bigtent.project.templatetags import charts, components, questions

LIBRARIES = (components.register, charts.register, questions.register)
TAGS = sorted(name for library in LIBRARIES for name in library.tags)
FILTERS = sorted(name for library in LIBRARIES for name in library.filters)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "components.md"


def drawn(source, **context):
    return engines["django"].from_string(source).render(context).strip()


@pytest.fixture
def gallery(client, network):
    return client.get("/components/").content.decode()


def test_every_component_is_shown(gallery):
    shown = {name for names in re.findall(r'data-component="([^"]+)"', gallery) for name in names.split()}
    assert shown == set(TAGS)


@pytest.mark.parametrize("name", TAGS)
def test_every_component_is_documented(name):
    assert f"{{% {name}" in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_documented(name):
    assert f"\\|{name}" in DOCUMENT.read_text(encoding="utf-8")


def test_a_status_is_a_shape_and_a_word():
    text = drawn('{% status "worse" %}')
    assert "icons.svg#worse" in text and "Getting worse" in text


def test_a_status_that_does_not_exist_names_those_that_do():
    with pytest.raises(TemplateSyntaxError, match="'improving'"):
        drawn('{% status "splendid" %}')


def test_every_status_has_its_shape_in_the_sprite():
    sprite = (Path(drawing.__file__).parent / "static/project/icons.svg").read_text()
    shapes = {shape for shape, _label in components.STATUSES.values()} | set(components.NOTICES.values())
    assert [shape for shape in shapes | set(components.SIGNS) if f'id="{shape}"' not in sprite] == []


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "fewer than 11"), (10, "fewer than 11"), (11, "11")])
def test_a_small_count_is_not_shown_to_the_public(count, text):
    assert f"<dd>{text}</dd>" in drawn('{% figure count "people" public=True %}', count=count)


def test_a_figure_opens():
    assert '<a class="opens" href="/rows/">24,410</a>' in drawn('{% figure 24410 "reachable" opens="/rows/" %}')


def test_nothing_known_is_a_dash_and_not_zero():
    assert "<dd>–</dd>" in drawn('{% figure value "reachable" %}', value=None)


def test_a_missing_value_has_no_bar():
    assert drawn("{% bar None 100 %}").count("<rect") == 1
    assert drawn("{% bar 0 100 %}").count("<rect") == 2


def test_what_a_person_wrote_is_escaped():
    assert "&lt;b&gt;" in drawn("{% notice words %}{{ words }}{% endnotice %}", words="<b>")


def test_a_notice_keeps_its_paragraphs():
    assert "<p>Nothing was written.</p>" in drawn(
        '{% notice "Stop" kind="error" %}<p>Nothing was written.</p>{% endnotice %}'
    )


def test_pages_keep_what_else_was_asked(rf):
    page = Paginator(range(100), 10).page(2)
    text = drawn("{% pager page %}", page=page, request=rf.get("/?q=Osei&page=2"))
    assert 'href="?q=Osei&amp;page=3" rel="next"' in text and "Page 2 of 10" in text


def test_one_page_needs_no_pager(rf):
    assert drawn("{% pager page %}", page=Paginator(range(5), 10).page(1), request=rf.get("/")) == ""


def test_a_due_item_says_how_long_it_takes():
    item = Due(title="Review", why="Sixty wait.", button="Open the desk", url="/desk/", minutes=1)
    text = drawn("{% due item first=True %}", item=item)
    assert 'class="button" href="/desk/"' in text and "about 1 minute<" in text


def test_a_crumb_without_a_page_is_refused():
    with pytest.raises(TemplateSyntaxError, match="neither a path nor the name"):
        drawn('{% crumbs "Rounds" "no-such-page" "Fall" %}')


class Questions(forms.Form):
    year = forms.IntegerField(label="Class year", help_text="Four digits.")
    reach = forms.MultipleChoiceField(
        label="How may we reach you?", choices=[("a", "E-mail"), ("b", "Phone")], widget=forms.CheckboxSelectMultiple
    )
    listed = forms.BooleanField(label="Show me", help_text="To other members.")


def test_a_field_is_wired_to_its_hint_and_its_error():
    text = drawn("{% fields form %}", form=Questions({"year": "soon", "listed": "on"}))
    assert 'aria-describedby="id_year_helptext id_year_error"' in text
    assert 'id="id_year_helptext"' in text and 'id="id_year_error"' in text and 'aria-invalid="true"' in text


def test_a_group_of_boxes_is_a_fieldset_with_its_question_as_legend():
    text = drawn('{% fields form "reach" %}', form=Questions())
    assert "<legend>How may we reach you?</legend>" in text and text.count('class="choice"') == 2


def test_a_single_box_stands_before_its_words():
    text = drawn('{% fields form "listed" %}', form=Questions())
    assert text.index("<input") < text.index("Show me")


def test_the_summary_of_errors_leads_to_the_fields():
    form = Questions({"year": "soon", "listed": "on"})
    text = drawn("{% errors form %}{% fields form %}", form=form)
    targets = re.findall(r'href="#([^"]+)"', text)
    assert targets == ["id_year", "id_reach"] and all(f'id="{target}"' in text for target in targets)
    assert "2 answers need another look" in text


def test_without_errors_there_is_no_summary():
    assert drawn("{% errors form %}", form=Questions()) == ""


def test_evidence_adds_up():
    fall = drawing.waterfall(("Anyone", "", -23.0), [("Name", "", 6.4), ("School", "", 18.0)])
    assert fall.total.weight == pytest.approx(1.4)
    assert [step.kind for step in fall.falls] == ["f0", "f1", "f1"]
    assert [float(step.after) for step in fall.falls][-1] > float(fall.zero)


def test_amounts_have_five_steps_and_zero_has_none():
    ((_label, cells),) = drawing.heat([("Surgery", [0, 1, 50, 100, None])])
    assert [cell.step for cell in cells] == [0, 1, 3, 5, 0]


@pytest.mark.parametrize("values", [[], [5], [5, 5], [1, 2, 1]])
def test_a_line_is_drawn_from_any_number_of_values(values):
    assert drawn('{% spark values "words" %}', values=values).count("<polyline") == min(len(values), 1)


@given(reached=st.integers(0, 50_000), found=st.integers(0, 50_000), missing=st.integers(0, 50_000))
def test_the_tent_has_a_dot_for_everybody_in_proportion(reached, found, missing):
    tent = drawing.tent(reached, found, missing)
    dots = [sum(dot.kind == kind for dot in tent.dots) for kind in "abc"]
    assert len(tent.dots) <= drawing.MOST_DOTS + 3
    for number, people in zip(dots, (reached, found, missing), strict=True):
        assert abs(number - people / tent.each) <= 1 and (number > 0) == (people > 0)


def test_those_in_reach_stand_in_the_middle_and_the_missing_at_the_edges():
    tent = drawing.tent(15_000, 9_410, 7_590)
    middle = {kind: [abs(float(dot.x) - drawing.CENTER) for dot in tent.dots if dot.kind == kind] for kind in "abc"}
    means = [sum(middle[kind]) / len(middle[kind]) for kind in "abc"]
    assert means == sorted(means)
