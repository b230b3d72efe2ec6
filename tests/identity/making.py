"""Makes people who answer the questions, through the room's own services."""

from bigtent.identity.services import save_answer
from tests.factories import make_account, make_consent, make_person

COUNTED = ("reporting",)


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
