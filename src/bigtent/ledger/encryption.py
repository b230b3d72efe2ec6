"""Values that lie encrypted in the database, with keys from outside it.

Encrypted with Fernet (AES-128 in CBC mode with HMAC-SHA256): what is read was written by somebody who holds a key,
and the same answer of two people looks different. Values are padded, so that their length tells nothing either.
"""

import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.utils.translation import gettext as _

from bigtent.ledger.errors import Refusal

PADDED_TO = 128
SHORTEST = 100


class KeyLost(Refusal):
    """A value was encrypted with a key that is no longer given."""


def encrypt(value: Any) -> str:
    """A token of a value that JSON can hold, made with the newest key."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    padded = plain.ljust(-(-len(plain) // PADDED_TO) * PADDED_TO)
    return _keys(tuple(settings.ENCRYPTION_KEYS)).encrypt(padded).decode()


def decrypt(token: str) -> Any:
    """The value of a token made with any of the keys given."""
    return json.loads(_plain(token))


def renew(token: str) -> str:
    """The same value in a token made with the newest key."""
    try:
        return _keys(tuple(settings.ENCRYPTION_KEYS)).rotate(token.encode()).decode()
    except InvalidToken:
        raise _lost() from None


def is_newest(token: str) -> bool:
    """Whether a token was made with the newest key."""
    try:
        _keys(tuple(settings.ENCRYPTION_KEYS[:1])).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def is_token(text: str) -> bool:
    """Whether a text looks like a token: they all begin with the version and the first zeros of the time."""
    return text.startswith("gAAAAA") and len(text) >= SHORTEST


def new_key() -> str:
    """A key of 32 random bytes in URL-safe base64, fit for BIGTENT_ENCRYPTION_KEYS."""
    return Fernet.generate_key().decode()


class EncryptedField(models.TextField):
    """Holds any value of JSON, encrypted. Never asked for in a query: each token differs, so nothing would be found."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else decrypt(value)

    def get_prep_value(self, value):
        return None if value is None else encrypt(value)

    def to_python(self, value):
        return value

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted; it cannot be searched with “{lookup_name}”.")

    def value_to_string(self, obj):
        raise FieldError(f"{self.name} is encrypted; it leaves the database only through the scope of its room.")


@cache
def _keys(given: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in given])


def _plain(token: str) -> bytes:
    try:
        return _keys(tuple(settings.ENCRYPTION_KEYS)).decrypt(token.encode())
    except InvalidToken:
        raise _lost() from None


def _lost() -> KeyLost:
    return KeyLost(
        _("An encrypted value cannot be read. Add the key it was encrypted with to BIGTENT_ENCRYPTION_KEYS.")
    )
