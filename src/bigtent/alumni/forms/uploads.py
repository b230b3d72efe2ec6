"""Files that come through a page."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from bigtent.alumni.readers.kinds import refuse_disguised
from bigtent.ledger.errors import Refusal


def is_what_it_says(kinds: dict[str, str]) -> Callable[[UploadedFile], None]:
    """A validator: the file is one of these kinds, and the one that its name says."""

    def validate(upload: UploadedFile) -> None:
        try:
            refuse_disguised(upload, upload.name or "", kinds)
        except Refusal as refusal:
            raise ValidationError(refusal.message) from refusal

    return validate
