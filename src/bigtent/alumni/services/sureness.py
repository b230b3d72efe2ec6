"""When two records are merged without asking, when somebody is asked, and when neither: in one place.

A merge can be undone, a person's trust less easily: of a hundred records merged by themselves at most one
may be wrong, and the engine's probabilities are calibrated. Whatever a person has decided before stands.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

SURE = 0.99
WORTH_ASKING = 0.2
LARGEST_CLUSTER = 8

POLICY = (
    _("Two records are merged by themselves when they are the same person with a probability of at least 99%."),
    _("Nothing is merged by itself where dates of birth differ, where both have an account, where more than "
      "eight records would become one, or where somebody took a merge back before."),
    _("Pairs from 20% on are asked. Below that they are left alone."),
    _("“Not the same person” is remembered for good, also when one of the records is merged later."),
)  # fmt: skip


def is_sure(probability: float, is_link: bool, evidence: list[dict[str, Any]]) -> bool:
    """Whether the evidence alone allows a merge without asking."""
    born = next((e for e in evidence if e["field"] == "date_of_birth"), None)
    return is_link and probability >= SURE and not (born and born["weight"] < 0)


def is_worth_asking(probability: float) -> bool:
    return probability >= WORTH_ASKING
