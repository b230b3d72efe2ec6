"""Every value that comes from outside, read in one place and refused by name when it makes no sense."""

import os
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

MAIL_SECONDS = 20
# The others can be told so only in their own settings.
TOLD_NOT_TO_TRACK = frozenset(
    {"mailersend", "mailgun", "mailjet", "mandrill", "postmark", "sendgrid", "sparkpost", "test", "unisender_go"}
)
KEY_BYTES = 32
MOST_MEGABYTES = 10_000


class BadEnvironment(SystemExit):
    """Raised at start with one line for every value that cannot be used."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Bigtent cannot start.\n" + "\n".join(f"  {line}" for line in problems))


class Environment:
    """Reads named values, collects what is wrong, and refuses once with the whole list."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def words(self, name: str, default: str = "") -> list[str]:
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value in allowed:
            return value
        self._refuse(name, value, "one of " + ", ".join(allowed))
        return default

    def flag(self, name: str, default: bool = False) -> bool:
        return self.choice(name, "1" if default else "0", ("0", "1")) == "1"

    def number(self, name: str, default: int) -> int:
        return self._parsed(name, str(default), _number, "a whole number, 0 or more")

    def secure_address(self, name: str) -> str:
        """An address whose answers nobody on the way can change: HTTPS, or this machine itself."""
        return self._parsed(name, "", _secure_address, "an address that begins with https://") or ""

    def zone(self, name: str, default: str) -> str:
        return self._parsed(name, default, lambda v: ZoneInfo(v).key, "a zone such as America/New_York")

    def moment(self, name: str) -> datetime | None:
        """A fixed time that the whole system takes for now; empty means the real clock."""
        if not self.text(name):
            return None
        return self._parsed(name, "", _moment, "a date or time such as 2026-11-22 or 2026-11-22T09:00+00:00")

    def database(self, name: str, data: Path) -> dict[str, Any]:
        """Django's settings of the one database: SQLite under `data`, or the PostgreSQL address given."""
        if not self.text(name):
            return _sqlite(data / "bigtent.sqlite3")
        return self._parsed(name, "", _database, "postgres://USER:PASSWORD@HOST:PORT/NAME or sqlite:///PATH")

    def mail(self, name: str, data: Path) -> dict[str, Any]:
        """Django's mail settings: `files` under `data`, `console`, smtp://USER:PASSWORD@HOST:PORT, or a provider."""
        expected = "files, console, smtp[s]://USER:PASSWORD@HOST:PORT, or anymail:PROVIDER where Anymail is installed"
        return self._parsed(name, "files", lambda v: _mail(v, data), expected)

    def provider(self, name: str) -> dict[str, Any]:
        """Anymail's settings, as NAME=VALUE with commas between. What is refused is not repeated: it holds keys."""
        pairs = [pair.partition("=") for pair in self.words(name)]
        if not all(key and value for key, _equals, value in pairs):
            self.problems.append(f"{name} must be NAME=VALUE, several with commas between, as Anymail names them.")
            return {}
        return {key.strip(): value.strip() for key, _equals, value in pairs}

    def mailbox(self, name: str) -> str:
        return self._parsed(name, "", _mailbox, "an e-mail address such as bounces@example.org") or ""

    def megabytes(self, name: str, default: int) -> int:
        """A size in megabytes, given back in bytes."""
        return self._parsed(name, str(default), _megabytes, "a whole number of megabytes between 1 and 10000")

    def keys(self, name: str) -> list[str]:
        """Keys for encryption, newest first. What is refused is not repeated: it may be most of a key."""
        given = self.words(name)
        if not all(_is_key(key) for key in given):
            self.problems.append(
                f"{name} holds something that is not a key; each must be 32 bytes in URL-safe base64, "
                "with commas between, the newest first."
            )
            return []
        return given

    def together(self, name: str, *others: str) -> None:
        """With the first the others are needed too."""
        missing = [other for other in others if self.text(name) and not self.text(other)]
        self.problems.extend(f"{other} is empty; it is needed where {name} is given." for other in missing)

    def check(self) -> None:
        if self.problems:
            raise BadEnvironment(self.problems)

    def _parsed(self, name: str, default: str, parse: Callable[[str], Any], expected: str) -> Any:
        value = self.text(name, default)
        try:
            return parse(value)
        except (ValueError, KeyError, OSError):
            self._refuse(name, value, expected)
            return parse(default) if default else {}

    def _refuse(self, name: str, value: str, expected: str) -> None:
        self.problems.append(f"{name} is {value!r}; it must be {expected}.")


def _is_key(text: str) -> bool:
    try:
        return len(urlsafe_b64decode(text)) == KEY_BYTES
    except ValueError:
        return False


def _number(value: str) -> int:
    if not value.isdecimal():
        raise ValueError(value)
    return int(value)


def _secure_address(value: str) -> str:
    parts = urlsplit(value)
    here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if value and not (parts.hostname and (parts.scheme == "https" or here)):
        raise ValueError(value)
    return value.rstrip("/")


def _megabytes(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= MOST_MEGABYTES:
        raise ValueError(value)
    return int(value) * 1_000_000


def _moment(value: str) -> datetime:
    """A date alone means its noon in UTC, so that it is the same day in every zone of the United States."""
    moment = datetime.fromisoformat(value)
    if len(value) == len("2026-11-22"):
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;",
        },
    }


def _database(value: str) -> dict[str, Any]:
    parts = urlsplit(value)
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return _sqlite(Path(parts.path))
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError(value)
    host = unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": parts.port or "",
        "OPTIONS": {"pool": True},
    }


def _provider(name: str) -> dict[str, Any]:
    """A mail provider reached through Anymail, told to count neither what is opened nor what is followed."""
    if not name.isidentifier() or not find_spec("anymail") or not find_spec(f"anymail.backends.{name}"):
        raise ValueError(name)
    told = {"track_opens": False, "track_clicks": False} if name in TOLD_NOT_TO_TRACK else {}
    return {
        "EMAIL_BACKEND": f"anymail.backends.{name}.EmailBackend",
        "ANYMAIL": {"SEND_DEFAULTS": told, "REQUESTS_TIMEOUT": MAIL_SECONDS},
    }


def _mailbox(value: str) -> str:
    name, _at, host = value.rpartition("@")
    if value and (not name or not host or "+" in name or any(c.isspace() for c in value)):
        raise ValueError(value)
    return value


def _mail(value: str, data: Path) -> dict[str, Any]:
    if value in ("files", "console"):
        backend = "filebased" if value == "files" else "console"
        return {
            "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
            "EMAIL_FILE_PATH": str(data / "mail"),
        }
    if value.startswith("anymail:"):
        return _provider(value.removeprefix("anymail:"))
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(value)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": MAIL_SECONDS,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }
