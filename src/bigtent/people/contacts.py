"""One written form for each e-mail address and telephone number, so that the same one is known again."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bigtent.people.errors import ContactError


def clean_contact(kind: str, value: str) -> str:
    """The value as it is kept; refused with words when nobody could be reached with it."""
    value = " ".join(str(value).split())
    cleaned = {"email": _email, "phone": _phone, "address": _address}.get(kind)
    if cleaned is None:
        raise ContactError(_("“%s” is no way to reach somebody. Use email, phone or address.") % kind)
    return cleaned(value)


def _email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise ContactError(
            _("“%s” is not an e-mail address. It needs a name, an @ and a domain, such as ada@example.org.") % value,
            field="value",
        ) from None
    return value.lower()


def _phone(value: str) -> str:
    """Ten digits are a number of this country; others keep their country code."""
    number, _sign, extension = value.lower().partition("x")
    digits, is_foreign = re.sub(r"\D", "", number), number.strip().startswith("+")
    if len(digits) == 11 and digits[0] == "1":
        digits, is_foreign = digits[1:], False
    if len(digits) == 10 and not is_foreign:
        written = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    elif 8 <= len(digits) <= 15 and is_foreign:
        written = f"+{digits}"
    else:
        raise ContactError(
            _("“%s” is not a telephone number. Ten digits, such as 202-555-0142, or + and a country code.") % value,
            field="value",
        )
    extension = re.sub(r"\D", "", extension)
    return f"{written} x{extension}" if extension else written


def _address(value: str) -> str:
    if not any(letter.isalnum() for letter in value) or len(value) > 254:
        raise ContactError(_("Write the address in at most 254 characters."), field="value")
    return value
