"""Everything that is done reads on the Monday page as a sentence, not as the name of a verb."""

import re
from pathlib import Path

from bigtent.ledger.declarations import declared
from bigtent.project.monday import NOT_TOLD

SOURCE = Path("src/bigtent")


def recorded_verbs():
    """The verbs that services write into the audit by their plain name."""
    text = "\n".join(path.read_text() for path in SOURCE.glob("*/services/*.py"))
    named = re.findall(r'verb="(\w+)"', text) + re.findall(r'_(?:record|changed|end)\([^)\n]*"(\w+_\w+)"', text)
    return set(named)


def test_every_verb_has_its_words():
    told = {deed.verb for deed in declared("DEEDS")}
    assert len(recorded_verbs()) > 40
    assert recorded_verbs() - told - set(NOT_TOLD) == set()
