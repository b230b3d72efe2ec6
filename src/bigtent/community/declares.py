"""What the community room offers to others."""

from bigtent.community.care_declares import (
    DEEDS_OF_CARE,
    DUE_OF_CARE,
    HISTORY_OF_CARE,
    KNOWN_OF_CARE,
    REFERENCE_OF_CARE,
    SWEPT_OF_CARE,
)

__all__ = ["DEEDS", "DUE", "HISTORY", "KNOWN", "REFERENCE", "SWEPT"]

DEEDS = (*DEEDS_OF_CARE,)
DUE = (*DUE_OF_CARE,)
HISTORY = (*HISTORY_OF_CARE,)
KNOWN = (*KNOWN_OF_CARE,)
REFERENCE = (*REFERENCE_OF_CARE,)
SWEPT = (*SWEPT_OF_CARE,)
