"""What the matching engine refuses, and how it says so.

MatchingError
├── FrameError        a table of people cannot be used
├── ProgramError      a program file or one of its tables cannot be used
├── PairError         a lock, a block or a previous pair cannot be honored
├── PointsError       a table of points cannot be used
├── CertificateError  a certificate does not prove what it says
└── ProofError        the numbers are too large to be proven exactly
"""


class MatchingError(Exception):
    """Base of everything this engine refuses; `column`, `row` and `value` say where."""

    def __init__(
        self,
        message: str,
        *,
        column: str | None = None,
        row: int | None = None,
        value: object = None,
    ) -> None:
        super().__init__(message)
        self.column = column
        self.row = row
        self.value = value


class FrameError(MatchingError):
    """A table of mentees or mentors has a fault."""


class ProgramError(MatchingError):
    """A program, or a table it names, has a fault."""


class PairError(MatchingError):
    """A lock, a block or a previous pair contradicts the rest.

    Of a lock that the program forbids, `against` says by what: the place and the name of each hurdle, in the
    program's order (first its rules, then factors that forbid, then blocked pairs).
    """

    against: tuple[tuple[int, str], ...] = ()


class PointsError(MatchingError):
    """Points or capacities are not whole numbers in range."""


class CertificateError(MatchingError):
    """The certificate was refused."""


class ProofError(MatchingError):
    """No exact proof is possible with numbers of this size."""
