"""What the linkage engine refuses, and in which words.

LinkageError
|-- TableError      a table that cannot be read as records: a column, a row, an id
|-- ModelError      a model file or a model's setting
|-- TrainingError   the tables hold too little to learn from or to compare
`-- MissingExtra    a way of running that needs something not installed
"""


class LinkageError(Exception):
    """Base of every refusal; carries where the fault lies and what to do about it."""

    def __init__(
        self,
        message: str,
        *,
        column: str | None = None,
        row: int | None = None,
        value: object = None,
        remedy: str = "",
    ) -> None:
        self.column = column
        self.row = row
        self.value = value
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())


class TableError(LinkageError):
    """A table cannot be read as records."""


class ModelError(LinkageError):
    """A model, or a file that describes one, is not usable."""


class TrainingError(LinkageError):
    """Nothing in the tables can be compared or learned from."""


class MissingExtra(LinkageError):
    """Something optional is not installed."""
