"""Which files a group keeps."""

from typing import BinaryIO

from bigtent.groups.errors import GroupError
from bigtent.ledger.papers import fault_of


def refuse_foreign(file: BinaryIO, name: str) -> None:
    """Refuse with words what is not a paper, too large, or another thing than its name says."""
    if fault := fault_of(file, name):
        raise GroupError(fault, field="file")
