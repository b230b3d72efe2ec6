"""Clauses of a sponsor against what somebody chose to state: what fits, what is open, what does not fit.

A library that knows nothing of the web, and cannot be given a protected attribute.
"""

from bigtent.engines.eligibility.checking import Finding, Fit, check
from bigtent.engines.eligibility.clauses import KINDS, Clause, alternative, read_clauses
from bigtent.engines.eligibility.errors import ClauseError, EligibilityError, FactError
from bigtent.engines.eligibility.facts import LANGUAGE_LEVELS, LEVELS, Degree, Facts
from bigtent.engines.eligibility.protected import PROTECTED

__all__ = [
    "Clause",
    "ClauseError",
    "Degree",
    "EligibilityError",
    "FactError",
    "Facts",
    "Finding",
    "Fit",
    "KINDS",
    "LANGUAGE_LEVELS",
    "LEVELS",
    "PROTECTED",
    "alternative",
    "check",
    "read_clauses",
]
