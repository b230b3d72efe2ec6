"""What stands literally in the text: addresses, e-mail, hashtags, quotations, lists of recommendations, money."""

import re
from decimal import Decimal

from bigtent.engines.announcements.parts import MISSING, Link, Money, Part, Quote
from bigtent.engines.announcements.words import BULLET, EMOJI, NAMED, PERSON, pattern, trimmed

ADDRESS = pattern(r"\bhttps?://[^\s<>\"“”]{2,400}|\bwww\.[^\s<>\"“”]{3,300}", re.I)
DOMAIN = pattern(
    r"^[ \t]*(?P<domain>(?:[a-z0-9-]{1,63}\.){1,4}(?:org|com|us|edu|gov|net|info|health))[ \t]*$", re.M | re.I
)
EMAIL = pattern(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}\b")
HASHTAG = pattern(r"(?<![\w/&#])#(\w{1,60})")
USES = (
    ("recording", r"recording|replay|watch (?:it )?(?:again|back|here)|grabaci[oó]n"),
    ("register", r"regist\w*|rsvp|sign[ -]?up|inscr[ií]\w*|reg[ií]str\w*|tickets?"),
    ("apply", r"appl(?:y|ications?|ying)|nominat\w*|submit|solicit\w*|postul\w*"),
    ("join", r"zoom|teams|meet\.google|join (?:here|by|at|the (?:call|meeting))|dial"),
    ("read", r"read|article|download|learn more|lea"),
)
USES_READ = [(use, pattern(rf"(?:{words})\b", re.I)) for use, words in USES]
QUOTED = pattern(r"(?:(?<=[\s(])|^)[“\"](?=\S)(?P<words>[^“”\"\n]{20,1500})[”\"](?!\w)", re.M)
SAID_AFTER = pattern(rf"\s*[-–—]\s*(?P<by>{PERSON})")
SAID_BEFORE = pattern(
    rf"(?:\bAs )?(?P<by>{PERSON}|{NAMED}) (?:says|said|explains|explained|writes|told)\b[^.“\"\n]{{0,80}}$"
)
MONEY = pattern(
    r"(?P<sign>US\$|\$|€|£)\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{1,9}(?:\.\d{1,2})?)(?P<k>\s?[kK]\b)?"
)
CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
PAID = pattern(r"\b(?:stipend|salary|scholarship|award|grant|honorarium|up to|worth|receive|estipendio|beca)\b", re.I)
RECOMMENDS = pattern(r"\brecommend\w*|\brecomend\w*", re.I)
POINT = pattern(rf"(?:(?<=\s)|^)(?P<mark>{BULLET})\s*(?P<words>[^\n]{{3,}})", re.M)


def read_links(text: str) -> tuple[Part[Link], ...]:
    """Every address once, with what it is for by the words right before it."""
    found: dict[str, Part[Link]] = {}
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)]}'’”\"")
        whole = address if address.lower().startswith("http") else f"https://{address}"
        end = match.start() + len(address)
        found.setdefault(whole, Part(Link(whole, _use(text, match.start(), address)), match.start(), end))
    for match in DOMAIN.finditer(text):
        whole = f"https://{match['domain'].lower()}/"
        found.setdefault(whole, Part(Link(whole, "card"), *match.span("domain"), "inferred", "preview"))
    return tuple(found.values())


def _use(text: str, start: int, address: str) -> str:
    """By the nearest word before it on the way back to the sentence before; by the address itself for a call."""
    if re.search(r"zoom\.us|teams\.(?:microsoft|live)|meet\.google|webex", address, re.I):
        return "join" if "register" not in address else "register"
    lead = text[max(0, start - 80) : start]
    nearest = [(match.start(), use) for use, sign in USES_READ for match in sign.finditer(lead)]
    return max(nearest)[1] if nearest else "other"


def read_email(text: str) -> Part[str | None]:
    match = EMAIL.search(text)
    return Part(match[0].lower(), *match.span()) if match else MISSING


def read_hashtags(text: str) -> tuple[Part[str], ...]:
    return tuple(Part(match[1], *match.span()) for match in HASHTAG.finditer(text))


def read_quotes(text: str) -> tuple[Part[Quote], ...]:
    """What somebody said: five words or more that do not look like a title."""
    return tuple(
        Part(Quote(match["words"].strip(), _said_by(text, match)), *match.span("words"))
        for match in QUOTED.finditer(text)
        if len(match["words"].split()) >= 5 and not looks_like_title(match["words"])
    )


def looks_like_title(words: str) -> bool:
    """Capitals on most words, and no sentence's end."""
    long = [word for word in re.findall(r"[\w'’-]+", words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return bool(long) and capitals >= 0.7 * len(long) and not words.rstrip().endswith((".", ","))


def _said_by(text: str, match: re.Match[str]) -> str:
    after = SAID_AFTER.match(text, match.end())
    before = SAID_BEFORE.search(text, max(0, match.start() - 160), match.start())
    said = after or before
    return trimmed(said["by"]) if said else ""


def read_stipend(text: str) -> Part[Money | None]:
    """The first amount near a word such as stipend; otherwise none, for a price is no stipend."""
    for match in MONEY.finditer(text):
        around = text[max(0, match.start() - 70) : match.end() + 30]
        if PAID.search(around):
            amount = Decimal(match["number"].replace(",", "")) * (1000 if match["k"] else 1)
            return Part(Money(amount, CURRENCIES[match["sign"]]), *match.span())
    return MISSING


def read_recommendations(text: str) -> tuple[Part[str], ...]:
    """The points of the list that follows the word, whether each begins a line or stands behind a mark within one."""
    lead = RECOMMENDS.search(text)
    first = POINT.search(text, lead.end()) if lead else None
    if first is None or first.start() - lead.end() > 200:  # type: ignore[union-attr]
        return ()
    mark = first["mark"]
    parts: list[Part[str]] = []
    start = first.start("words")
    while start >= 0:
        following = text.find(mark, start)
        stretch = text[start : following if following >= 0 else len(text)]
        # The end of a list is nowhere marked: its last point is one sentence.
        point = stretch if following >= 0 and "\n\n" not in stretch.strip() else _sentence(stretch)
        point = point.rstrip()
        if point:
            parts.append(Part(point, start, start + len(point)))
        over = following < 0 or "\n\n" in stretch.strip()
        start = -1 if over else _skip(text, following + len(mark))
    return tuple(parts)


def _skip(text: str, start: int) -> int:
    match = pattern(rf"(?:{EMOJI}|\s)*").match(text, start)
    return match.end() if match else start


def _sentence(text: str) -> str:
    line = text.lstrip("\n").partition("\n")[0]
    end = re.search(r"[.!?](?=\s+[“\"A-Z]|\s*$)", line)
    return line[: end.end()] if end else line
