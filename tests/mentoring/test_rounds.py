"""A round: opened, proposed with a proof, looked at, decided, proposed again."""

import pytest

from bigtent.mentoring.models import MatchRound
from tests.mentoring.making import make_round, proposed

pytestmark = pytest.mark.django_db


def test_it_works():
    match_round = make_round(mentees=2, mentors=1)

    proposal = proposed(match_round)

    assert (proposal.number, proposal.placed, proposal.waiting) == (1, 1, 1)
    assert proposal.total == proposal.bound and proposal.gap == 0
    assert match_round.state == MatchRound.State.PROPOSED
    assert proposal.pairings.get().points == sum(proposal.pairings.get().reasons.values())
