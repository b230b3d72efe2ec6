"""Tables of the mentoring room."""

from bigtent.mentoring.models.notice import Notice
from bigtent.mentoring.models.people import Background, Language, Mentee, Mentor, Slot
from bigtent.mentoring.models.program import MentoringProgram
from bigtent.mentoring.models.proposal import Pairing, Price, Proposal, Unmatched
from bigtent.mentoring.models.rounds import Block, Lock, MatchRound

__all__ = [
    "Background",
    "Block",
    "Language",
    "Lock",
    "MatchRound",
    "Mentee",
    "Mentor",
    "MentoringProgram",
    "Notice",
    "Pairing",
    "Price",
    "Proposal",
    "Slot",
    "Unmatched",
]
