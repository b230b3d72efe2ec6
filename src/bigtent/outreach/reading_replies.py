"""What somebody wrote in answer to a mail of ours, without the mail she answered and without her signature.

Mail programs mark what they quote in ways of their own (RFC 3676 names the sign ">" and the line "-- "). What stands
above a quotation is never lost; what is written below it, or between its lines, is kept where the quotation is marked.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from html.parser import HTMLParser

from bigtent.outreach.reading_mail import MOST_BYTES, MOST_PARTS, UNREADABLE

MOST_SIGNS, MOST_LINES, MOST_HTML = 10_000, 5_000, 100_000
LONGEST_SIGNATURE, LINES_OF_ATTRIBUTION = 12, 4
BEGINS = r"(on|le|el|am|em|il|op|den|w dniu)\b.{5,400}?"
WROTE = r"(wrote|writes|a [ée]crit|escribi[óo]|schrieb\b.{0,200}|escreveu|ha scritto|schreef\b.{0,200})"
ATTRIBUTION = re.compile(rf"({BEGINS}{WROTE}|[^<>:]{{0,100}}<[^<>@\s]+@[^<>\s]+> wrote)\s*:", re.IGNORECASE)
MAY_BEGIN = re.compile(r"(on|le|el|am|em|il|op|den|w dniu)\b|.{0,100}<", re.IGNORECASE)
MOMENT_OR_ADDRESS = re.compile(r"@|\b\d{1,2}[:h.]\d{2}\b")
ORIGINAL = re.compile(
    r"[-_\s]*(original message|forwarded message|mensaje original|mensaje reenviado|message d'origine|"
    r"message transf[ée]r[ée]|urspr[üu]ngliche nachricht|mensagem original)[-_\s]*:?",
    re.IGNORECASE,
)
SENDER = re.compile(r"[*_]*(from|de|von|da)[*_]*\s*:[*_]*\s*\S", re.IGNORECASE)
HEADER = re.compile(
    r"[*_]*(from|sent|date|to|cc|subject|reply-to|de|enviado( el)?|fecha|para|asunto|envoy[ée]|[àa]|objet|"
    r"von|gesendet|an|betreff)[*_]*\s*:",
    re.IGNORECASE,
)
RULE = re.compile(r"_{10,}|-{20,}")
QUOTED = re.compile(r"\s*>")
SIGNATURE = re.compile(r"--\s*|—\s*")
DEVICE = re.compile(
    r"(sent|enviado|envoy[ée]|gesendet|get|obtener|t[ée]l[ée]charg\w+)\b.{0,12}\b(from|desde|de|depuis|von|outlook)\b.{0,60}"
    r"|(mobile|iphone|android)\b.{0,40}",
    re.IGNORECASE,
)
DEVICE_NAME = re.compile(
    r"iphone|ipad|android|mobile|m[óo]vil|phone|galaxy|outlook|windows|yahoo|proton|mail|samsung|pixel|tel[ée]fono|blackberry",
    re.IGNORECASE,
)


def what_she_wrote(raw: bytes) -> str:
    """The answer in a mail as its bytes arrived; empty where there is none. Never fails, whatever the bytes are."""
    try:
        mail = message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32)
        return without_quotation(_text_of(mail))[:MOST_SIGNS].strip()
    except UNREADABLE:
        return ""


def without_quotation(text: str) -> str:
    """What of a text somebody wrote herself. Where nothing would stay, all that is not marked as quoted."""
    lines = [_printable(line) for line in text.splitlines()[:MOST_LINES]]
    above = _own(lines, cut=True)
    return above or _own(lines, cut=False)


def _own(lines: list[str], *, cut: bool) -> str:
    """The runs of lines that are hers, each without the signature at its end. With `cut` what follows the unmarked
    beginning of a quotation is all quoted; without it only its first lines are."""
    runs: list[list[str]] = [[]]
    at = 0
    while at < len(lines):
        attribution = _attribution(lines, at)
        beginning = attribution or _beginning(lines, at)
        if cut and beginning and not (attribution and _is_quoted_next(lines, at + attribution)):
            break
        if beginning or QUOTED.match(lines[at]):
            runs.append([])
        else:
            runs[-1].append(lines[at])
        at += beginning or 1
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(filter(None, map(_unsigned, runs))))


def _attribution(lines: list[str], at: int) -> int:
    """How many lines from here on say who wrote what follows; 0 where none does.

    Somebody may well write such words herself: only what quoted lines follow, or what names an hour or an address, is
    taken for it.
    """
    if not MAY_BEGIN.match(lines[at].strip()):
        return 0
    for count in range(1, LINES_OF_ATTRIBUTION + 1):
        said = " ".join(line.strip() for line in lines[at : at + count])
        if len(said) > 600 or not lines[at : at + count][-1].strip():
            return 0
        if ATTRIBUTION.fullmatch(said):
            sure = _is_quoted_next(lines, at + count) or MOMENT_OR_ADDRESS.search(said)
            return count if sure else 0
    return 0


def _is_quoted_next(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at:] if line.strip()), "")
    return bool(QUOTED.match(following))


def _beginning(lines: list[str], at: int) -> int:
    """How many lines from here on begin a mail that is quoted without marks: a rule, words that say so, its headers."""
    line = lines[at].strip()
    above = 0
    if ORIGINAL.fullmatch(line) or (line and RULE.fullmatch(line)):
        above = 1
    headers = _headers(lines, at + above)
    # Between rules the words say enough; without, somebody may have written them herself.
    sure = above and ORIGINAL.fullmatch(line) and line.startswith("--")
    return above + headers if headers or sure else 0


def _headers(lines: list[str], at: int) -> int:
    """How many lines from here on are the headers of a mail, the sender first; 0 where they are not at least three."""
    names: set[str] = set()
    end = at
    for number in range(at, min(at + 16, len(lines))):
        line = lines[number].strip()
        header = HEADER.match(line)
        if line and not header:
            break
        if header:
            if not names and not SENDER.match(line):
                break
            names.add(header[1].casefold())
            end = number + 1
    return end - at if len(names) >= 3 else 0


def _unsigned(run: list[str]) -> str:
    """One run of lines without the signature, or the words of a telephone, at its end."""
    text = [line.rstrip() for line in run]
    marks = [number for number, line in enumerate(run) if SIGNATURE.fullmatch(line)]
    if marks and len([line for line in text[marks[-1] :] if line]) <= LONGEST_SIGNATURE:
        text = text[: marks[-1]]
    while text and not text[-1]:
        text.pop()
    if text and DEVICE.fullmatch(text[-1].strip()) and DEVICE_NAME.search(text[-1]):
        text.pop()
    return "\n".join(text).strip()


def _printable(line: str) -> str:
    return "".join(sign for sign in line.replace("\t", " ").replace("\xa0", " ") if sign.isprintable())


def _text_of(mail: Message) -> str:
    """The plain text, or where there is none, the HTML turned into it."""
    plain, html = [], []
    for part in _parts(mail, [MOST_PARTS]):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html"):
            (plain if kind == "text/plain" else html).append(_decoded(part))
    text = "\n\n".join(filter(str.strip, plain))
    return text or "\n\n".join(map(text_of_html, html))


def _parts(mail: Message, left: list[int], depth: int = 0) -> Iterator[Message]:
    """What stands in the mail itself: no files, and not the mails within."""
    left[0] -= 1
    if left[0] < 0 or depth > 10:
        return
    held = mail.get_payload()
    if mail.get_content_maintype() == "multipart" and isinstance(held, list):
        for part in held:
            yield from _parts(part, left, depth + 1)
    elif not isinstance(held, list) and mail.get_content_disposition() != "attachment":
        yield mail


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def text_of_html(html: str) -> str:
    """The text of an HTML mail, with ">" before each line that it shows as quoted."""
    reader = _HtmlReader()
    reader.feed(_without_comments(html[:MOST_HTML]))
    reader.close()
    return reader.text()


def _without_comments(html: str) -> str:
    """Taken out first, with tags that have no end: the reader looks for the end of each through all that follows."""
    first, *others = html.split("<!--")
    told = "".join([first, *(one.partition("-->")[2] for one in others)]).replace("<!", "<x-")
    tags, end, words = told.rpartition(">")
    return tags + end + words.partition("<")[0]


class _HtmlReader(HTMLParser):
    BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table", "hr"})
    UNSEEN = frozenset({"style", "script", "head", "title"})
    VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[bool, list[str]]] = [(False, [])]
        self._open: list[tuple[str, bool]] = []
        self._unseen = 0
        # How many of the open ones quote; counted, because a mail may open a hundred thousand.
        self._quoting = 0

    def handle_starttag(self, tag, attrs):
        if tag in self.UNSEEN:
            self._unseen += 1
        quotes = tag == "blockquote" or "gmail_quote" in (dict(attrs).get("class") or "").split()
        if tag not in self.VOID:
            self._open.append((tag, quotes))
            self._quoting += quotes
        if tag in self.BREAKS:
            self._break()

    def handle_endtag(self, tag):
        if tag in self.UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        # What was never opened closes nothing; what was never closed ends with what holds it.
        if any(tag == opened for opened, _quotes in self._open[-50:]):
            closed = ""
            while closed != tag:
                closed, quoted = self._open.pop()
                self._quoting -= quoted
        if tag in self.BREAKS:
            self._break()

    def handle_data(self, data):
        if not self._unseen:
            self._lines[-1][1].append(re.sub(r"\s+", " ", data))

    def _break(self):
        self._lines.append((self._quoting > 0, []))

    def text(self) -> str:
        shown = [(quoted, "".join(parts).strip()) for quoted, parts in self._lines]
        return "\n".join(f"> {line}" if quoted and line else line for quoted, line in shown)
