"""Log lines without personal data: what an address, a token or the words of an exception would tell is left out.

Of an exception its type stands in the log and where it arose; its words may hold what somebody typed, and those of the
database whole rows.
"""

import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path

from bigtent.ledger import events

ADDRESS = re.compile(r"[^\s@<>\"'=&?,;:(]+(?:@|%40)[^\s@<>\"'=&,;:)/]+")
QUERY = re.compile(r"\?[^\s\"']*")
LONG = re.compile(r"(?<![\w.-])(?:[\w-]{24,}|(?=[\w-]*\d)[\w-]{16,})=*")
NUMBERS = re.compile(r"\+?\(?\d[\d\s().-]{7,}\d")
DATABASE = re.compile(r"(?:DETAIL|CONTEXT|HINT|STATEMENT):.*", re.DOTALL)
CODE = re.compile(r"(?i)\b(password|secret|token|code|key|cookie|authorization)\b(\s*[=:]\s*)\S+")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def scrubbed(text: str) -> str:
    """The text in one line, without addresses, telephone numbers, queries, tokens and the database's own words."""
    text = _in_one_line(DATABASE.sub("", text))
    text = CODE.sub(r"\1\2[left out]", QUERY.sub("", text))
    for pattern in (ADDRESS, LONG, NUMBERS):
        text = pattern.sub("[left out]", text)
    return text.strip()


def _in_one_line(text: str) -> str:
    return CONTROL.sub(" ", text)


class Discreet(logging.Formatter):
    """Time in UTC, level, place and message, scrubbed; of an exception the types and the lines of code it came by."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        where = f"{self.formatTime(record)} {record.levelname} {record.name}"
        # Our own events hold ids and our own words only; everything else may hold what somebody typed.
        clean = _in_one_line if record.name == events.log.name else scrubbed
        lines = [f"{where} {clean(record.getMessage())}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += self.came_by(record.exc_info[1])
        return "\n".join(lines)

    def came_by(self, fault: BaseException) -> list[str]:
        """Each fault of the chain by its type, with file, line and function, and nothing that was in a variable."""
        lines, seen = [], set()
        while fault is not None and id(fault) not in seen:
            seen.add(id(fault))
            lines.append(f"  {type(fault).__module__}.{type(fault).__qualname__}")
            frames = traceback.extract_tb(fault.__traceback__)
            lines += [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            fault = fault.__cause__ or fault.__context__
        return lines


def configuration(level: str, data: Path) -> dict:
    """Django's settings of the log: faults to where the process writes its errors, events of security to a file.

    At the levels INFO and DEBUG the events are written to both.
    """
    (data / "logs").mkdir(exist_ok=True)
    ours = {"level": "INFO", "handlers": ["events"]}
    plain = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": "bigtent.project.logs.Discreet"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "discreet", "level": level},
            # Opened anew when another program moved it away, so that it can be rotated under a running server.
            "events": {
                "class": "logging.handlers.WatchedFileHandler",
                "filename": str(data / "logs" / "security.log"),
                "formatter": "discreet",
                "delay": True,
            },
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "bigtent.security": ours,
            "django": plain,
            "django.db.backends": {"level": "WARNING"},
        },
    }
