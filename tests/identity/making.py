"""Makes people who answer the questions, through the room's own services."""

from datetime import date

from bigtent.identity.services import enter_definition, save_answer
from tests.factories import make_account, make_consent, make_person

COUNTED = ("reporting",)
FACTS = {
    "name": "Groups we were made for",
    "basis": "Invented for a test.",
    "source": "Minutes of a board that does not exist, May 2026",
    "population": "Residents of an invented state",
    "geography": "Lakeland",
    "population_source": "An invented table",
    "population_on": "2025-07-01",
    "view": "alone_or_in_combination",
    "from_on": "2026-01-01",
    "until_on": "",
}


def said(*chosen, **written):
    """A raw answer; `words` is what is written beside no choice."""
    return {"chosen": list(chosen), "written": {("" if place == "words" else place): w for place, w in written.items()}}


def make_answer(question="race_ethnicity", answer=None, *, account=None, purposes=COUNTED):
    """An answer of somebody who agrees to each of these purposes as a whole and for this datum."""
    account = account or make_account(person=make_person(), roles=["member"])
    for purpose in purposes:
        if not account.person.consents.in_force().filter(purpose=purpose, datum="").exists():
            make_consent(person=account.person, purpose=purpose)
    allows = [(purpose, True, f"identity.{question}") for purpose in purposes]
    save_answer(question=question, answer=answer or said("black"), by=account, allows=allows)
    return account


def make_answers(counts, question="race_ethnicity", **facts):
    """So many people for each combination of groups, given as "black+white"."""
    for groups, count in counts.items():
        for _ in range(count):
            make_answer(question, said(*groups.split("+")), **facts)


def make_definition(by, shares, **facts):
    days = {"population_on": date(2025, 7, 1), "from_on": date(2026, 1, 1), "until_on": None}
    return enter_definition(shares=shares, by=by, **FACTS | days | facts)
