"""No word that somebody sees is left where no translator finds it."""

import pytest

from tests.catalog.collecting import SOURCE
from tests.catalog.unmarked_in_python import in_python
from tests.catalog.unmarked_in_templates import in_template

# Modules whose words are English for everybody, and why.
ENGLISH = {
    "engines/": "a library for notebooks; rooms say its refusals in their own words",
    "library/pars.py": "headings and names of states as they stand in a template of others",
    "project/checks.py": "Django's deployment checks, in English as Django's own",
    "project/cli.py": "help of the command line, beside that of the engines",
    "project/demo/": "what invented people would have typed",
    "project/environment.py": "said before any language is known",
    "project/formats/": "formats of dates",
    "project/serving.py": "said by the server to whoever runs it",
}
# Names, columns and headers: not sentences, though they look like some.
NO_SENTENCES = {
    "alumni/services/cells.py": {"Alabama AL,Alaska AK,"},
    "gatherings/views/registering.py": {'attachment; filename="'},
    "ledger/spreadsheets.py": {'attachment; filename="'},
    "ledger/writing.py": {" = %s WHERE id = %s"},
    "people/services/reference.py": {
        "List of U.S. medical schools", "National Medical Fellowships, ", "Report on the road map", "Named in: ",
        "American Medical Association, ", "Social Mission Alliance, ",
    },
    "library/views/learning.py": {'attachment; filename="', 'attachment; filename="certificate-'},
    "library/views/training.py": {'attachment; filename="statements-'},
    "people/sessions.py": {"Mac OS"},
    "people/views/takeout.py": {'attachment; filename="'},
    "project/settings.py": {"Bigtent <bigtent@localhost>"},
}  # fmt: skip


def of(name: str, found) -> list[str]:
    allowed = tuple(NO_SENTENCES.get(name, ()))
    return [f"{name}: {text!r}" for text in found if not text.startswith(allowed or "\0")]


def test_no_word_of_a_template_is_unmarked():
    unmarked = []
    for path in sorted(SOURCE.glob("*/templates/**/*.*")):
        if path.suffix in (".html", ".txt"):
            found = in_template(path.read_text(encoding="utf-8"), html=path.suffix == ".html")
            unmarked += of(path.relative_to(SOURCE).as_posix(), found)
    assert unmarked == []


def test_no_sentence_of_the_code_is_unmarked():
    unmarked = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(tuple(ENGLISH)) and "/migrations/" not in name:
            unmarked += of(name, (text for _line, text in in_python(path.read_text(encoding="utf-8"))))
    assert unmarked == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Good day</p>", ["Good day"]),
        ("<p>{% translate 'Good day' %}, {{ name }}: <b>you</b></p>", ["you"]),
        ('<img alt="A tent"><input type="submit" value="Send"><input value="{{ x }}" placeholder="Ann">',
         ["A tent", "Send", "Ann"]),
        ('{% notice "No mentor yet" kind="care" %}{% endnotice %}', ["No mentor yet"]),
        ('{{ name|default:"Nobody" }}{% include "a.html" with title="All of it" %}', ["Nobody", "All of it"]),
        ('{{ day|date:"F j, Y" }}{% blocktranslate with d=day|date:"j F" %}x{% endblocktranslate %}',
         ['date:"F j, Y"', 'date:"j F"']),
        ("{% blocktranslate %}Good day{% endblocktranslate %}{# a note #}<code>make run</code>", []),
        ('<a class="quiet button" href="{% url \'home\' %}"{% if x %} aria-current="page"{% endif %}>→ 5</a>', []),
        ('{{ day|date:"DATE_FORMAT" }}{{ day|date:_("l, F j") }}{{ x|default:_("Nobody") }} Bigtent', []),
    ],
)  # fmt: skip
def test_a_planted_word_in_a_template_is_found(source, found):
    assert sorted(in_template(source)) == sorted(found)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise RoundError("This round is over.")', ["This round is over."]),
        ('messages.success(request, "Saved")', ["Saved"]),
        ('name = forms.CharField(label="name", help_text=_("Any."))', ["name"]),
        ('name = models.CharField("your name", max_length=9)', ["your name"]),
        ('Due(title=_("Look"), why="It waits", button="Open", url=x)', ["It waits", "Open"]),
        ('class State(models.TextChoices):\n    NEW = "new", "new here"\n    OLD = "old"', ["new here", "old"]),
        ('words = f"{count} people wait for you"', [" people wait for you"]),
        ('"""What it does, in a sentence."""\nraise RoundError(_("This round is over."))', []),
        ('log.warning("Job %s was lost.", key)\nraise TypeError("People are read as persons.")', []),
        ('class State(models.TextChoices):\n    NEW = "new", _("new here")', []),
        ('Measure(name="alumni", label=_("Alumni"), unit=_("people"), query="state=new")', []),
    ],
)
def test_a_planted_sentence_in_code_is_found(source, found):
    assert sorted(text for _line, text in in_python(source)) == sorted(found)
