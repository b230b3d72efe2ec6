"""Refusals of the library room.

LibraryError
    ResourceError   a resource, solution or brief cannot be kept or adopted as asked
    CourseError     a course cannot be changed, begun, answered or completed as asked
    CalculatorError a calculation cannot be made of what was given
    CreditError     credit cannot be claimed, or not be exported
"""

from bigtent.ledger.errors import Refusal


class LibraryError(Refusal):
    """Base of what this room refuses."""


class ResourceError(LibraryError):
    """A resource, solution or brief cannot be kept or adopted as asked."""


class CourseError(LibraryError):
    """A course cannot be changed, begun, answered or completed as asked."""


class CalculatorError(LibraryError):
    """A calculation cannot be made of what was given; `field` says of which."""


class CreditError(LibraryError):
    """Credit cannot be claimed, or not be exported."""
