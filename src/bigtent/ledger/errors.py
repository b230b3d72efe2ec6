"""How a refusal is said.

Refusal
    every room's own refusals derive from it
    ZoneError   a time that no clock shows, or a zone that is none
JobLost
    another worker has taken over this job
"""


class Refusal(Exception):
    """A verb was refused. The message is for a person: what was wrong, where, and what to do.

    It becomes a message on the form (at `field` when given), 409 in the API, exit 2 on the command line.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class ZoneError(Refusal):
    """A time that no clock of the zone shows, or a zone that is none."""


class JobLost(Exception):
    """This worker was silent for too long and another one carries the job on."""
