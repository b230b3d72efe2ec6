"""What an announcement is called."""

import re

from bigtent.engines.announcements.dates import DAY, SPOKEN
from bigtent.engines.announcements.kinds import OPPORTUNITIES
from bigtent.engines.announcements.links import ADDRESS, DOMAIN, looks_like_title
from bigtent.engines.announcements.parts import MISSING, Part
from bigtent.engines.announcements.words import CAP, EMOJI, NAMED, RUN, SMALL, pattern, trimmed

LABELED = pattern(r"^\s*(?:Title|Topic|Event|Subject|Título|Tema)\s*:\s*(?P<t>[^\n]{3,160})$", re.M | re.I)
READ = pattern(r"\b(?:Read|Lea)\s*:\s*(?P<t>[^\n]{5,200}?)(?=\s+https?://|\s*\n|\s*$)")
QUOTED = pattern(r"[“\"](?P<t>[^“”\"\n]{5,140})[”\"]")
QUOTED_BEHIND_KIND = pattern(
    r"\b(?:webinar|workshop|town hall|panel|training|seminario web|taller|conversation|talk|hearing)"
    r"(?:,|:| on| about| titled| called| sobre)?\s+[“\"](?P<t>[^“”\"\n]{5,140})[”\"]", re.I
)  # fmt: skip
AFTER_KIND = pattern(
    rf"\b(?:webinar|workshop|town hall|meeting|panel|training|seminario web|taller|conversation|talk|event|mixer"
    rf"|meet-?up|hearing)"
    rf"(?:,|:| on| about| titled| called| sobre| —| –| -)\s+(?P<t>{RUN})",
)
JOIN_FOR = pattern(
    rf"\b(?:[Jj]oin|[Úú]nete)\b[^.!?\n]{{0,60}}?\b(?:for|a)\s+(?:the |our |an? |el |la |nuestr[oa] )?(?P<t>{RUN})"
)
NOUNS = {
    "fellowship": "[Ff]ellowship", "scholarship": "[Ss]cholarships?", "award": "[Aa]wards?|[Pp]rize|[Mm]edal",
    "practicum": "[Pp]racticum|[Ii]nternship|[Ee]xternship", "grant": "[Gg]rants?|[Ff]und", "job": "",
    "committee": "(?:[Ss]ub)?[Cc]ommittee|[Tt]ask [Ff]orce|[Ww]orking [Gg]roup|[Bb]oard|[Pp]anel|[Cc]ouncil",
}  # fmt: skip
HIRING = pattern(
    rf"\b(?:hiring|seeks?|seeking|position:?|role:?)\s+(?:for )?(?:an? |the )?(?P<t>(?:(?:full|part)-time )?{RUN})"
)
WITHIN = pattern(rf"\s+(?:through|of|within|on|in) (?:the |our )?(?P<t>{NAMED})")
FLYER = pattern(r"^(?P<t>[^\n]{5,140}?)\s+(?:flyer|poster|image)\b", re.M | re.I)
NOT_TITLES = pattern(
    r"reposted this|^(?:https?|www)|^#|^(?:when|where|date|time|join|register|who|what|why|how|hi|hello|dear|hola"
    r"|good morning)\b|@"
    r"|^no alternative text|^(?:visit|apply|download|read)\b", re.I
)  # fmt: skip
# What is called out before anything is said.
CALLS = pattern(r"^\W*(?:(?:exciting|great|big|good) news|save the date|grandes noticias)\W*$", re.I)
AT_HOUR = pattern(r"\b\d{1,2}(?::\d\d|(?:-\d{1,2})? ?[ap]\.?m\b)", re.I)
FRAME = pattern(rf"^(?:{EMOJI}|\s)+|(?:{EMOJI}|\s)+$")
SENTENCE = pattern(r"(?<=[a-z)][.!?])(?<!\bDr\.)(?<!\bSt\.)\s")
ASKED = pattern(r"\b(?:join|serve on|seeking|for|on|to|of)\s+(?:the |its |our |an? )?$", re.I)
LONGEST = 140


def read_title(text: str, kind: str) -> Part[str | None]:
    """The title by the first rule that finds one; without any the beginning of the text, as inferred."""
    for rule in RULES:
        if part := rule(text, kind):
            return part
    return _beginning(text)


def _found(match: re.Match[str], why: str = "") -> Part[str | None]:
    title = trimmed(match["t"]) if not match["t"].rstrip().endswith(("!", "?")) else match["t"].strip()
    title = FRAME.sub("", re.split(r" \| | · ", title)[0]).strip()
    if not 3 <= len(title) <= LONGEST:
        return MISSING
    start = match.start("t") + match["t"].index(title)
    return Part(title, start, start + len(title), "inferred" if why else "found", why)


def _labeled(text: str, kind: str) -> Part[str | None]:
    match = LABELED.search(text) or (READ.search(text) if kind in {"article", "media", "post"} else None)
    return _found(match) if match else MISSING


def _quoted_behind_kind(text: str, kind: str) -> Part[str | None]:
    match = QUOTED_BEHIND_KIND.search(text)
    return _found(match) if match else MISSING


def _quoted(text: str, kind: str) -> Part[str | None]:
    """A quotation that is set like a title; in a post only three words and more, for a term may be quoted too."""
    for match in QUOTED.finditer(text):
        words = len(match["t"].split())
        if looks_like_title(match["t"]) and words >= (
            3 if kind in {"article", "media", "post", "letter", "honor"} else 2
        ):
            return _found(match)
    return MISSING


def _named_behind_kind(text: str, kind: str) -> Part[str | None]:
    for match in AFTER_KIND.finditer(text):
        title = _without_when(match["t"])
        if len(title.split()) >= 2 and looks_like_title(title):
            return Part(title, match.start("t"), match.start("t") + len(title))
    return MISSING


def _without_when(words: str) -> str:
    """A title that runs on into the day or the hour, without them."""
    cuts = [at.start() for sign in (DAY, SPOKEN, AT_HOUR) if (at := sign.search(words))]
    return trimmed(words[: min(cuts)] if cuts else words)


def _headline(text: str, kind: str) -> Part[str | None]:
    """A short first line above others that is no sentence."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    if len(lines) < 2 or text[lines[0].end() :].count("\n\n") > 30:
        return MISSING
    first = re.match(rf"\s*(?:[•*\-]\s+|(?:{EMOJI})\s*)*(?P<t>\S[^\n]*?)(?:\s*{EMOJI})*\s*$", lines[0][0])
    if first is None or NOT_TITLES.search(first["t"]) or len(first["t"]) > 110 or first["t"].endswith((".", ":", ",")):
        return MISSING
    start = lines[0].start() + first.start("t")
    return Part(first["t"], start, start + len(first["t"]))


def _card(text: str, kind: str) -> Part[str | None]:
    """The title of a preview: a line that stands there twice, or right above a bare domain, or of a flyer."""
    seen: dict[str, re.Match[str]] = {}
    for match in re.finditer(r"^[ \t]*(?P<t>\S[^\n]{4,200}?)[ \t]*$", text, re.M):
        if NOT_TITLES.search(match["t"]):
            continue
        if match["t"] in seen or DOMAIN.match(
            text, match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
        ):
            return _found(seen.get(match["t"], match), "preview")
        seen[match["t"]] = match
    flyer = FLYER.search(text)
    return _found(flyer, "preview") if flyer and looks_like_title(flyer["t"]) else MISSING


def _joined(text: str, kind: str) -> Part[str | None]:
    """What one is asked to join for, before a preview's own words where both name it."""
    match = JOIN_FOR.search(text)
    if match and len(trimmed(match["t"]).split()) >= 2:
        return _found(match)
    return MISSING


def _of_opportunity(text: str, kind: str) -> Part[str | None]:
    """The name that ends with what it is, such as "Summer Fellowship": the shortest that stands there alone."""
    if kind not in OPPORTUNITIES:
        return MISSING
    if kind == "job":
        match = HIRING.search(text)
        if match is None:
            return MISSING
        title = re.split(r" (?:at|in) ", trimmed(match["t"]))[0]
        return Part(title, match.start("t"), match.start("t") + len(title))
    name = pattern(rf"\b(?P<t>{CAP}(?: (?:{CAP}|{SMALL}\b))*? (?:{NOUNS[kind]}))\b")
    found = [match for match in name.finditer(text) if len(match["t"].split()) >= 2]
    if not found:
        return MISSING
    if kind == "committee":
        asked = [match for match in found if ASKED.search(text, max(0, match.start("t") - 30), match.start("t"))]
        return _committee(text, (asked or found)[0])
    return _best_named(text, found)


def _committee(text: str, match: re.Match[str]) -> Part[str | None]:
    """A committee with the one it belongs to, where the text says so right behind it."""
    title = re.sub(r"^(?:[Jj]oin|[Ss]erve on|[Ss]eeking)?\s*(?:the|our|an?)\s+|^[Jj]oin ", "", match["t"])
    start = match.end("t") - len(title)
    above = WITHIN.match(text, match.end("t"))
    if above is None:
        return Part(title, start, match.end("t"))
    upper = trimmed(above["t"])
    return Part(f"{title}, {upper}", start, above.start("t") + len(upper), "inferred", "put_together")


def _best_named(text: str, found: list[re.Match[str]]) -> Part[str | None]:
    """Of a name and the same with its giver before it, the name; with its abbreviation where the text gives one."""
    names = {trimmed(match["t"]): match for match in reversed(found)}
    shortest = [name for name in names if not any(name != other and name.endswith(other) for other in names)]
    best = max(shortest, key=lambda name: (len(name.split()) >= 3, sum(name in match["t"] for match in found)))
    title = re.sub(rf"^(?:(?:{SMALL}|Apply|Join|Open|Announcing|New)\s+)+", "", best)
    start = names[best].end("t") - len(title)
    stem = title.rpartition(" ")[0]
    short = re.search(re.escape(stem) + r" (\([A-Z]{2,10}\))", text) if stem else None
    if short:
        return Part(f"{stem} {short[1]}{title[len(stem) :]}", start, start + len(title), "inferred", "put_together")
    return Part(title, start, start + len(title))


def _beginning(text: str) -> Part[str | None]:
    """The first sentence, cut at a word; nothing where there is no word at all."""
    for match in re.finditer(r"(?P<t>\w[^\n]{2,})", text):
        if NOT_TITLES.search(match["t"]) and "reposted this" in match["t"]:
            continue
        sentences = SENTENCE.split(match["t"])
        sentence = next((one for one in sentences if not CALLS.search(one)), sentences[0])
        cut = min([at.start() for sign in (DAY, SPOKEN, ADDRESS) if (at := sign.search(sentence, 10))], default=200)
        sentence = trimmed(sentence[:cut]) if cut < 200 else sentence.rstrip(" .")
        if len(sentence) > 100:
            sentence = sentence[:100].rpartition(" ")[0] or sentence[:100]
        sentence = sentence.strip()
        if sentence:
            start = text.index(sentence, match.start("t"))
            return Part(sentence, start, start + len(sentence), "inferred", "beginning")
    return MISSING


RULES = (
    _labeled, _of_opportunity, _quoted_behind_kind, _quoted, _named_behind_kind, _headline, _joined, _card
)  # fmt: skip
