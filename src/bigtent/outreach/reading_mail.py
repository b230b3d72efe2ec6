"""What a mail that came back is: a delivery report, a complaint, an automatic answer, or somebody writing.

Reads bytes as they arrive and never fails on them: what makes no sense is told as unreadable. Formats: delivery status
notifications (RFC 3464), feedback reports (RFC 5965), automatic responses (RFC 3834).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from enum import StrEnum

from bigtent.outreach.handing_over import NO_SUCH_ADDRESS

MOST_BYTES = 2_000_000
MOST_PARTS = 50
ID = re.compile(r"<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
ENVELOPE = re.compile(r"\+([A-Za-z0-9][A-Za-z0-9.-]{5,100})@")
AUTOMATIC_SUBJECT = re.compile(
    r"^\s*(auto(matic)?[ -]?(reply|response)|auto:|out of (the )?office|away from|i am (away|out)|"
    r"respuesta autom[aá]tica|fuera de (la )?oficina|ausente)",
    re.IGNORECASE,
)
# Headers whose presence says that no person wrote this.
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-MS-Exchange-Inbox-Rules-Loop")
AUTOMATIC_PRECEDENCE = ("auto_reply", "auto-reply", "bulk", "junk", "list")
# The library trips over some broken mail in ways of its own; to us they are all alike.
UNREADABLE = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
WANTED = "not-spam"
# What the mailto of List-Unsubscribe puts into the subject, as our letters write it.
STOP = re.compile(r"^\s*stop\s+(\S{3,100})\s*$", re.IGNORECASE)


class Kind(StrEnum):
    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    AUTOMATIC = "automatic answer"
    REPLY = "reply"
    STOP = "wish to get no more"
    OTHER = "other"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Returned:
    """What came back, and by which of our Message-IDs (without brackets) or envelope tokens it can be ours.

    `gone` says that the address takes no mail for good; `detail` is what the other server said, in one line; of a
    wish to get no more it is the token.
    """

    kind: Kind
    mail_ids: tuple[str, ...] = ()
    gone: bool = False
    detail: str = ""


def read_mail(raw: bytes, *, sent_to: str = "") -> Returned:
    """What a mail is, as its bytes say. `sent_to` is the address it came in by, where the mail server tells it."""
    try:
        return _read(raw, sent_to)
    except UNREADABLE:
        return Returned(Kind.UNREADABLE)


def _read(raw: bytes, sent_to: str) -> Returned:
    mail = message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32)
    if not mail.keys():
        return Returned(Kind.UNREADABLE)
    parts = [part for part, _number in zip(mail.walk(), range(MOST_PARTS), strict=False)]
    envelope = tuple(_envelope(mail, sent_to))
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            return _complaint(part, _ids_below(parts, envelope))
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            return _delivery_status(part, _ids_below(parts, envelope))
    answered = tuple(_ids(_text(mail, "In-Reply-To"), _text(mail, "References")))
    if _is_from_a_server(mail):
        return Returned(Kind.OTHER, _ids_below(parts, envelope))
    if _is_automatic(mail):
        return Returned(Kind.AUTOMATIC, answered + envelope)
    if told := STOP.match(_text(mail, "Subject")):
        return Returned(Kind.STOP, detail=told[1])
    # Some servers give a mail another Message-ID; the address that was answered still names ours.
    return Returned(Kind.REPLY, answered + envelope) if answered else Returned(Kind.OTHER)


def plain_text(raw: bytes, most: int = 5_000) -> str:
    """What somebody wrote, as far as it is plain text."""
    try:
        for part in message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32).walk():
            content = part.get_payload(decode=True) if part.get_content_type() == "text/plain" else None
            if isinstance(content, bytes):
                return content.decode("utf-8", "replace")[:most].replace("\0", "").strip()
    except UNREADABLE:
        pass
    return ""


def _complaint(report: Message, ids: tuple[str, ...]) -> Returned:
    fields = _fields(report)
    said = _line(fields.get("feedback-type", ""))
    return Returned(Kind.OTHER if said.casefold() == WANTED else Kind.COMPLAINT, ids, detail=said)


def _delivery_status(report: Message, ids: tuple[str, ...]) -> Returned:
    """The block of the one recipient; where a report has several the worst of them counts."""
    blocks = [block for block in map(_fields_of, _blocks(report)) if "action" in block or "status" in block]
    if not blocks:
        return Returned(Kind.OTHER, ids)
    return max((_outcome(block, ids) for block in blocks), key=lambda one: ORDER.index(one.kind))


ORDER = (Kind.OTHER, Kind.DELIVERED, Kind.DELAY, Kind.BOUNCE)


def _outcome(block: dict[str, str], ids: tuple[str, ...]) -> Returned:
    action = block.get("action", "").strip().casefold().split(" ")[0]
    diagnostic = block.get("diagnostic-code", "")
    status = STATUS.search(block.get("status", ""))
    # A gateway often knows no more than 5.0.0 itself and repeats what the last server said.
    if status is None or status.group(2, 3) == ("0", "0"):
        status = STATUS.search(diagnostic) or status
    detail = _line(" ".join(filter(None, (status and status[0], diagnostic))))
    failed = action == "failed" or (not action and status is not None and status[1] == "5")
    if failed:
        gone = status is not None and bool(NO_SUCH_ADDRESS.fullmatch(status[0]))
        return Returned(Kind.BOUNCE, ids, gone, detail)
    if action == "delayed" or (not action and status is not None and status[1] == "4"):
        return Returned(Kind.DELAY, ids, detail=detail)
    return Returned(Kind.DELIVERED if action in ("delivered", "relayed") else Kind.OTHER, ids, detail=detail)


def _blocks(report: Message) -> list[Message]:
    """The parser makes one message of each block; broken ones it leaves as text."""
    held = report.get_payload()
    if isinstance(held, list):
        return [one for one in held if isinstance(one, Message)]
    text = str(held)
    return [message_from_bytes(block.encode("utf-8", "replace")) for block in re.split(r"\r?\n\r?\n", text)]


def _fields(report: Message) -> dict[str, str]:
    """All fields of a part that consists of fields."""
    return {name: value for block in [report, *_blocks(report)] for name, value in _fields_of(block).items()}


def _fields_of(block: Message) -> dict[str, str]:
    return {name.casefold(): _decoded(value) for name, value in block.items()}


def _ids_below(parts: list[Message], envelope: tuple[str, ...]) -> tuple[str, ...]:
    """Every Message-ID in the headers that were sent back, and in what the report quotes of them."""
    found: list[str] = []
    for part in parts[1:]:
        found += _ids(_text(part, "Message-ID"))
        if part.get_content_type() in ("text/rfc822-headers", "text/plain"):
            content = part.get_payload(decode=True)
            found += _ids(content.decode("utf-8", "replace")) if isinstance(content, bytes) else []
    found += _ids(_text(parts[0], "In-Reply-To"), _text(parts[0], "References"))
    return tuple(dict.fromkeys([*found, *envelope]))


def _ids(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (found[1:-1] for found in ID.findall(text[:20_000]))


def _envelope(mail: Message, sent_to: str) -> Iterator[str]:
    """Tokens in the addresses it came in by, such as bounces+TOKEN@example.org; servers may change their case."""
    texts = [sent_to, *(_text(mail, name) for name in ("To", "Delivered-To", "X-Original-To"))]
    for text in texts:
        yield from (token.casefold() for token in ENVELOPE.findall(text[:2_000]))


def _is_from_a_server(mail: Message) -> bool:
    """A report in a form of its own: it must not be taken for somebody writing."""
    sender = _text(mail, "From").casefold()
    empty = _text(mail, "Return-Path").strip() == "<>" and not _is_automatic(mail)
    return empty or "mailer-daemon" in sender or "postmaster@" in sender


def _is_automatic(mail: Message) -> bool:
    told = _text(mail, "Auto-Submitted").strip().casefold()
    if told:
        return not told.startswith("no")
    if any(name in mail for name in AUTOMATIC_HEADERS):
        return True
    if _text(mail, "Precedence").strip().casefold() in AUTOMATIC_PRECEDENCE:
        return True
    return bool(AUTOMATIC_SUBJECT.search(_text(mail, "Subject")))


def _text(mail: Message, name: str) -> str:
    return " ".join(_decoded(value) for value in mail.get_all(name, []))


def _decoded(value: object) -> str:
    text = str(value)
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, MessageError):
        return text


def _line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]
