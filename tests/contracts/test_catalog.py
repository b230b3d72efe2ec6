"""The Spanish catalog is complete: every text that is shown stands in it, with the same holes, and compiled."""

import polib
import pytest

from tests.catalog import collecting, keeping
from tests.catalog.collecting import Message


@pytest.fixture(scope="module")
def messages():
    return collecting.collect()


def test_every_text_has_its_spanish(messages):
    """`make messages` collects anew; docs/translating.md says how the Spanish gets in."""
    assert len(messages) > 3000
    faults = list(keeping.faults(keeping.read(), messages))
    assert not faults, "\n".join(faults)


def test_the_compiled_catalog_is_that_of_the_sentences():
    assert keeping.MO.read_bytes() == keeping.compiled(keeping.read()), "Run `make messages`."


ONE = Message(None, "%(count)s person of %(network)s", "%(count)s people of %(network)s", {"people/views.py"})
SURE = Message(None, "<b>Sure</b>, {name}\n", "", {"people/home.html"})


def entry(*forms, message=ONE, flags=()):
    catalog = polib.POFile()
    plural = {"msgid_plural": message.plural, "msgstr_plural": dict(enumerate(forms))} if message.plural else {}
    catalog.append(polib.POEntry(msgid=message.id, msgstr="" if plural else forms[0], flags=list(flags), **plural))
    return catalog


@pytest.mark.parametrize(
    ("catalog", "message", "fault"),
    [
        (polib.POFile(), ONE, "not in the catalog"),
        (entry("%(count)s persona de %(network)s", ""), ONE, "not translated"),
        (entry("%(count)s persona de %(network)s", "%(count)s personas"), ONE, "other holes"),
        (entry("una persona", "%(count)s personas de %(network)s"), ONE, "other holes"),
        (entry("una de %(network)s", "%(count)s de %(network)s", flags=["fuzzy"]), ONE, "marked as unsure"),
        (entry("<b>Seguro</b>, {nombre}\n", message=SURE), SURE, "other holes"),
        (entry("Seguro, {name}\n", message=SURE), SURE, "other holes"),
        (entry("<b>Seguro</b>, {name}", message=SURE), SURE, "begins or ends otherwise"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(catalog, message, fault):
    (told,) = keeping.faults(catalog, [message])
    assert told.startswith(f"{min(message.files)}: {fault}") and repr(message.id) in told


def test_what_is_right_is_left_alone():
    catalog = entry("una persona de %(network)s", "%(count)s personas de %(network)s")
    assert list(keeping.faults(catalog, [ONE])) == []
    assert [*keeping.faults(catalog, [])] == [f"nowhere said any more: {ONE.id!r}"]


PYTHON = """
from django.utils.translation import gettext as _now, pgettext_lazy, ngettext
def f(n): return _now("One" " sentence"), pgettext_lazy("month", "May"), ngettext("%s day", "%s days", n), print("no")
"""
TEMPLATE = """{% translate "It's here" %}{{ x|default:_("Nobody") }}{% notice _("Look") kind="care" %}
{% blocktranslate trimmed count n=many with a=b %}{{ n }} is
  at 5% of {{ a }}{% plural %}{{ n }} are{% endblocktranslate %}"""


def test_texts_of_code_are_found_under_any_name():
    found = [(one.context, one.id, one.plural) for one in collecting.in_python(PYTHON)]
    assert found == [(None, "One sentence", ""), ("month", "May", ""), (None, "%s day", "%s days")]


def test_texts_of_templates_are_found_as_django_asks_for_them():
    found = [(one.id, one.plural) for one in collecting.in_template(TEMPLATE)]
    assert found == [
        ("It's here", ""),
        ("Nobody", ""),
        ("Look", ""),
        ("%(n)s is at 5%% of %(a)s", "%(n)s are"),
    ]


def test_what_somebody_translated_is_taken_over_and_the_rest_is_kept():
    kept = entry("una de %(network)s", "%(count)s de %(network)s")
    catalog = keeping.brought_up(kept, [ONE, SURE])
    assert keeping.take(catalog, entry("<b>Seguro</b>, {name}\n", message=SURE)) == 1
    assert list(keeping.faults(catalog, [ONE, SURE])) == []
