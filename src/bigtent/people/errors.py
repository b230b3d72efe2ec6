"""Refusals of the people room.

PeopleError
    AccountError   an account cannot be opened or closed, a role not granted or ended
    ConsentError   a yes or no cannot be recorded
    ContactError   nobody could be reached with this value
    ProfileError   a fact cannot be changed
    NetworkError   the organization cannot be set up or changed as asked
    OrganizationError   an organization cannot be added
    ExportError    no list may be taken out as asked
    LeavingError   somebody cannot be erased, or an erasure not be asked for
        TakenTooOften   her data were taken out too often in a short time
    BulkEditError  a change to many people cannot be drawn up, released, carried out or taken back
    AgreementError the agreement of those who give time cannot be changed, published or signed
        VersionChanged   another version was published while somebody read
    CheckError     the outcome of a check cannot be recorded
    ExpertError    an entry of the expert roster cannot be kept or used
    MergeError     two records cannot be merged, or a merge not be undone
"""

from bigtent.ledger.errors import Refusal


class PeopleError(Refusal):
    """Base of what this room refuses."""


class AccountError(PeopleError):
    """An account cannot be opened or closed, or a role not granted or ended."""


class ConsentError(PeopleError):
    """A yes or no cannot be recorded."""


class ContactError(PeopleError):
    """Nobody could be reached with this value."""


class ProfileError(PeopleError):
    """A fact cannot be changed."""


class NetworkError(PeopleError):
    """The organization cannot be set up or changed as asked."""


class OrganizationError(PeopleError):
    """An organization cannot be added."""


class ExportError(PeopleError):
    """No list of people may be taken out as asked."""


class LeavingError(PeopleError):
    """Somebody cannot be erased, or an erasure not be asked for."""


class BulkEditError(PeopleError):
    """A change to many people cannot be drawn up, released, carried out or taken back."""


class TakenTooOften(LeavingError):
    """Her data were taken out too often in a short time."""


class MergeError(PeopleError):
    """Two records cannot be merged, or a merge not be undone."""


class AgreementError(PeopleError):
    """The agreement of those who give time cannot be changed, published or signed."""


class VersionChanged(AgreementError):
    """Another version of the agreement was published while somebody read."""


class CheckError(PeopleError):
    """The outcome of a training or a background check cannot be recorded."""


class ExpertError(PeopleError):
    """An entry of the expert roster cannot be kept or used."""
