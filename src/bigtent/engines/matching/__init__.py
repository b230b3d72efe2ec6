"""Pair mentees with mentors: the exact optimum under a program, with the proof and the reasons.

    program = Program.read("program.toml")
    result = assign(mentees, mentors, program)
    verify(mentees, mentors, program, result.certificate)

See docs/engines/matching.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigtent.engines.matching.assigning import assign, assign_points
    from bigtent.engines.matching.certificates import Certificate
    from bigtent.engines.matching.checking import Verdict, verify, verify_points
    from bigtent.engines.matching.errors import (
        CertificateError,
        FrameError,
        MatchingError,
        PairError,
        PointsError,
        ProgramError,
        ProofError,
    )
    from bigtent.engines.matching.programs import Program
    from bigtent.engines.matching.reasons import Explanation
    from bigtent.engines.matching.rematching import rematch
    from bigtent.engines.matching.results import Result

__all__ = [
    "Certificate",
    "CertificateError",
    "Explanation",
    "FrameError",
    "MatchingError",
    "PairError",
    "PointsError",
    "Program",
    "ProgramError",
    "ProofError",
    "Result",
    "Verdict",
    "assign",
    "assign_points",
    "rematch",
    "verify",
    "verify_points",
]

# Numpy takes its time to load: each name is fetched when it is first used.
_HOME = {
    "assigning": ("assign", "assign_points"),
    "certificates": ("Certificate",),
    "checking": ("Verdict", "verify", "verify_points"),
    "errors": tuple(name for name in __all__ if name.endswith("Error")),
    "programs": ("Program",),
    "reasons": ("Explanation",),
    "rematching": ("rematch",),
    "results": ("Result",),
}


def __getattr__(name: str) -> object:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
