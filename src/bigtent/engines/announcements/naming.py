"""Who is named: speakers, authors, hosts, who posted it first, who was honored."""

import re
from dataclasses import dataclass

from bigtent.engines.announcements.parts import MISSING, Honor, Part, Speaker
from bigtent.engines.announcements.words import (
    BULLET,
    DEGREES,
    NAMED,
    ORGANIZATION_WORDS,
    PERSON,
    PERSON_SHORT,
    ROLE_NOUNS,
    SURNAME,
    pattern,
    trimmed,
)

SECTION = pattern(
    r"\b(?P<label>Guest speakers?|Speakers?|Panelists?|Presenters?|Moderators?|Ponentes?|Panelistas?"
    r"|Moderadora?)\s*:\s*"
    r"|\b(?P<verb>[Ff]eaturing|[Mm]oderated by|[Pp]resented by|[Ww]ith speakers?|con"
    r"|[Ww]ith(?=\s+(?:Dra?|Prof)\b))\s+(?=(?:Dr[.a]?\s|Prof\.?\s)?"
    rf"{PERSON_SHORT})"
)
SECTION_ENDS = pattern(
    r"https?://|\n\s*\n|\n\s*(?:When|Where|Date|Time|Register|RSVP|Location|Cost|Host|Moderators?|Cuándo|Dónde)\b"
    r"|\b(?:Guest speakers?|Speakers?|Panelists?|Presenters?|Ponentes?|Panelistas?|Moderators?|Moderadora?|Register"
    r"|RSVP)"
    r"\s*(?::|here\b)",
)
ONE = pattern(
    rf"(?:^|(?<=[.;:!?] )|(?<=[.;!?]\s)|(?<=\n)|(?<=, )|(?<=\band )|(?<=\by ))[ \t]*(?:{BULLET}\s*)*(?:(?:Dr|Dra"
    rf"|Prof)\.? )?"
    rf"(?P<name>{PERSON_SHORT}(?: {SURNAME})?)"
    rf"(?P<degrees>,? {DEGREES})?",
    re.M,
)
DEGREE = pattern(rf"^,?\s*({DEGREES})")
# Where somebody works is said with "at"; what stands behind "of" is only where there is no such.
AT = [pattern(rf"\b(?:{words})\s+(?:the\s+)?(?P<name>{NAMED})") for words in ("at|en", "of|with|de", "from")]
MODERATES = pattern(r"\bmoderat|\bmoderador", re.I)
AUTHORS = pattern(
    rf"(?:\bAuthors?:|\b[Ww]ritten by|^\s*By|\bAutor(?:es|a)?:)\s+(?P<names>{PERSON_SHORT}(?:(?:\s*(?:,|;|&|\band\b"
    rf"|\by\b))+"
    rf"\s*(?:{PERSON}(?=\s*(?:[,;&.\n]|and\b|y\b|$))|{PERSON_SHORT}))*)",
    re.M,
)
REPOSTED = pattern(r"^[ \t]*(?P<by>\S[^\n]{0,119}?) (?:reposted this|compartió esto)\b", re.M)
OURS = pattern(
    rf"\b[Tt]he (?P<name>{NAMED}) (?:reaffirms?|announces?|is|are|has|have|will|welcomes?"
    rf"|invites?)\b[^.\n]{{0,40}}\bour\b"
)
HOSTS = (
    rf"\b(?:[Hh]ost(?:ed|s)?|[Oo]rganiz(?:ed|er)|[Ss]ponsor(?:ed)?|[Pp]resented|[Oo]frecido|[Oo]rganizado)(?:\s+by"
    rf"|\s+por|:)\s+(?:[Tt]he\s+|el\s+|la\s+)?(?P<name>{NAMED})",
    rf"\b(?:our )?(?:friends|partners|colleagues) at (?:the )?(?P<name>{NAMED})",
    rf"\bby (?:the |our )?(?P<name>{NAMED}(?: \([A-Z]{{2,8}}\))?) sponsored\b|\b(?P<name2>[A-Z][\w.]*(?: (?:of|and"
    rf"|the|[A-Z][\w.&]*)){{0,12}}(?: \([A-Z]{{2,8}}\))?)[ -]sponsored\b",
    rf"\b(?:next|upcoming|first|latest)\s+(?P<name>{NAMED})\s+(?:event|session|webinar|series|meeting)\b",
    rf"\b[Hh]iring\b[^.\n]*? at (?:the )?(?P<name>{NAMED})",
    rf"^(?:[Tt]he )?(?P<name>{NAMED}) (?:invites|presents|is hosting|hosts|is hiring|seeks|is accepting|is seeking"
    rf"|announces|is offering|invita|te invita)\b",
    rf"\b(?:[Tt]he )(?P<name>{NAMED}) (?:invites|presents|is hosting|hosts|is hiring|seeks|is seeking|announces"
    rf"|is offering)\b",
)
HOSTS_READ = [pattern(host, re.M) for host in HOSTS]
PUBLISHED = pattern(
    rf"\b(?:article|interview|story|piece|segment|episode|op-ed|published|featured|report|commentary|essay) (?:in"
    rf"|with|on) (?P<name>{NAMED})"
)
CHEERS = pattern(
    r"\b(?:[Cc]ongratulations|[Cc]ongrats|[Kk]udos|[Ff]elicidades|[Ff]elicitaciones)\b,?\s+(?:to"
    r"|a)\s+(?P<who>(?:(?:our|the|Dr\.?|Prof\.?) )*[^.!?\n]{3,200})"
)
AWARDED = pattern(
    rf"\b(?:received|receiving|winning|won|winner of|awarded|recognition for|recognized (?:with|as)|named|recipient of"
    rf"|honored with|selected for|elected)\s+(?:(?:recognition for|as|the|a|an|his|her|their|this year['’]s)\s+)*"
    rf"(?P<award>{NAMED})"
)
GIVEN = pattern(rf"\b(?:from|by|of)\s+(?:the\s+)?(?P<giver>{NAMED})(?P<short>\s\([A-Z]{{2,8}}\))?")
CLAIMED = pattern(
    rf"(?P<who>{PERSON})(?:, {DEGREES},?)? (?:has been|was|is|has) (?:named|awarded|honored|elected|won|received"
    rf"|selected)\b"
)
SPEAKS = pattern(rf"(?P<who>{PERSON_SHORT}) (?:says|said|told|explains)\b")


@dataclass(frozen=True)
class Named:
    """All that was read of names."""

    host: Part[str | None]
    authors: tuple[Part[str], ...]
    publisher: Part[str | None]
    reposted_by: Part[str | None]
    original_author: Part[str | None]


def is_person(name: str) -> bool:
    """Whether capitals that stand together may be somebody's name."""
    return not any(word.strip(".,") in ORGANIZATION_WORDS for word in name.split())


def read_speakers(text: str) -> tuple[Part[Speaker], ...]:
    """Everybody in the parts that begin with words such as "Speakers:"; each name once."""
    found: dict[str, Part[Speaker]] = {}
    for section in SECTION.finditer(text):
        over = SECTION_ENDS.search(text, section.end())
        end = over.start() if over else len(text)
        if section["verb"]:
            stop = pattern(r"[.!?](?=\s+[A-Z]|\s*$)|\n|\b(?:on|discuss\w*|this|for)\b").search(text, section.end())
            end = min(end, stop.start() if stop and not text[: stop.start()].endswith(("Dr", "Prof")) else end)
        moderates = bool(MODERATES.search(section[0]))
        for part in _in_section(text, section.end(), end, moderates=moderates):
            if (kept := found.get(part.value.name)) is None or moderates:
                found[part.value.name] = part if kept is None else _moderating(kept)
    return tuple(sorted(found.values(), key=lambda part: part.start))


def _moderating(part: Part[Speaker]) -> Part[Speaker]:
    one = part.value
    as_moderator = Speaker(one.name, one.credentials, "moderator", one.about, one.organization)
    return Part(as_moderator, part.start, part.end, part.sure)


def _in_section(text: str, start: int, end: int, *, moderates: bool) -> list[Part[Speaker]]:
    stretch = text[start:end]
    names = [match for match in _names(stretch) if _speaks(stretch, match)]
    ends = [match.start("name") for match in names[1:]] + [len(stretch)]
    return [_speaker(stretch, match, until, start, moderates) for match, until in zip(names, ends, strict=False)]


def _names(stretch: str) -> list[re.Match[str]]:
    found, position = [], 0
    while match := ONE.search(stretch, position):
        found.append(match)
        position = max(match.end("name"), match.start() + 1)
    return found


def _speaks(stretch: str, match: re.Match[str]) -> bool:
    """A name, and behind it what stands behind names in such lists; not an organization within somebody's lines."""
    if not is_person(_name(match)) or match["name"].split()[0] in ROLE_NOUNS:
        return False
    rest = stretch[match.start("name") + len(_name(match)) :]
    behind = re.match(r"\s*(?:$|\n|[,;(:\-–—.&]|and\b|y\b|from\b|of\b|at\b|\w+)", rest)
    word = re.match(r"[ ]+([A-Z][\w-]+)", rest)
    return behind is not None and (word is None or word[1] in ROLE_NOUNS or bool(match["degrees"]))


def _name(match: re.Match[str]) -> str:
    """Without a third word that says what she is, such as "Organizer"."""
    words = match["name"].split()
    while len(words) > 2 and words[-1].split("-")[0] in ROLE_NOUNS | {"Co"}:
        words.pop()
    return " ".join(words)


def _speaker(stretch: str, match: re.Match[str], until: int, offset: int, moderates: bool) -> Part[Speaker]:
    name, start = _name(match), match.start("name")
    rest = stretch[start + len(name) : until]
    degrees = DEGREE.match(rest)
    rest = rest[degrees.end() :] if degrees else rest
    aside = re.match(r"\s*\(([^)\n]{2,60})\)", rest)
    if aside and MODERATES.search(aside[1]):
        moderates, rest = True, rest[aside.end() :]
    about = re.sub(r"\s+", " ", rest).strip(" \t\n,;:.-–—•*&")
    about = re.sub(r"(?:(?:^|,? )(?:and|y))?(?: (?:Dr|Dra|Prof)\.?)?$", "", about).strip(" ,;:()")
    at = next((found for sign in AT if (found := sign.search(about))), None)
    role = "moderator" if moderates or MODERATES.match(about) else "speaker"
    # The point that ends a sentence is none of "JD", that of "M.D." is.
    credentials = re.sub(r"(?<!\.\w)\.$", "", re.sub(r"\s*[,/]\s*", ", ", degrees[1])) if degrees else ""
    organization = trimmed(at["name"].split(". ")[0]) if at else ""
    end = start + len(stretch[start:until].rstrip(" \t\n,;-–—•*"))
    one = Speaker(name, credentials, "moderator" if role == "moderator" else "speaker", about, organization)
    return Part(one, offset + start, offset + end)


def read_names(text: str) -> Named:
    """Host, authors, publisher, and of a repost whose words they are."""
    reposted = REPOSTED.search(text)
    reposted_by: Part[str | None] = Part(reposted["by"].strip(" •\t"), *reposted.span("by")) if reposted else MISSING
    return Named(_host(text), _authors(text), _publisher(text), reposted_by, _original(text) if reposted else MISSING)


def _host(text: str) -> Part[str | None]:
    for sign in HOSTS_READ:
        for match in sign.finditer(text):
            group = "name2" if "name2" in sign.groupindex and match["name2"] else "name"
            name = re.split(r" in (?=[A-Z])| (?:with|con) (?=Dra?\b|Prof\b)", trimmed(match[group]))[0]
            if len(name) > 1:
                return Part(name, match.start(group), match.start(group) + len(name))
    return MISSING


def _authors(text: str) -> tuple[Part[str], ...]:
    match = AUTHORS.search(text)
    if match is None:
        return ()
    start, end = match.span("names")
    name = pattern(rf"{PERSON}(?=\s*(?:[,;&.\n]|and\b|y\b|$))|{PERSON_SHORT}")
    return tuple(Part(one[0], *one.span()) for one in name.finditer(text, start, end))


def _publisher(text: str) -> Part[str | None]:
    if match := PUBLISHED.search(text):
        name = trimmed(match["name"])
        return Part(name, match.start("name"), match.start("name") + len(name))
    if match := re.search(rf"^[^\n|]{{8,200}} \| (?P<name>{NAMED})\s*$", text, re.M):
        return Part(match["name"], *match.span("name"), "inferred", "preview")
    return MISSING


def _original(text: str) -> Part[str | None]:
    """Whoever says "our" of a thing it names itself with; otherwise whose address or tag the post carries."""
    if match := OURS.search(text):
        name = trimmed(match["name"])
        return Part(name, match.start("name"), match.start("name") + len(name), "inferred", "speaks_of_itself")
    if match := re.search(r"@([a-z0-9-]{2,40})\.(?:org|edu|com|gov|net)\b", text):
        name = match[1].upper() if len(match[1]) <= 5 else match[1]
        return Part(name, *match.span(1), "inferred", "address")
    return MISSING


def read_honor(text: str) -> Part[Honor | None]:
    """Who, what for, from whom; the words of praise around the name are left out."""
    match = CHEERS.search(text) or CLAIMED.search(text)
    if match is None:
        return MISSING
    person = _honored(match["who"])
    award = AWARDED.search(text, match.start())
    if not person or award is None:
        return MISSING
    name = _award(award["award"])
    giver = GIVEN.search(text, award.start("award") + len(name))
    given = trimmed(giver["giver"]) if giver and giver.start() - award.end() < 60 else ""
    return Part(Honor(person, name, given), match.start(), (giver or award).end())


def _award(words: str) -> str:
    return trimmed(re.split(r" (?:from|by|at) (?:the )?", words)[0])


def _honored(words: str) -> str:
    """The name within "Senior Fellow Brigit Carter who ..."; titles before it are no part of it."""
    run = re.match(rf"(?:our |the |Dr\.? )*(?P<run>{NAMED})", words)
    if run is None:
        return ""
    names = [word for word in trimmed(run["run"]).split() if word.strip(",") not in ROLE_NOUNS]
    return " ".join(names[:3]) if len(names) >= 2 and is_person(" ".join(names[:3])) else ""


def read_speaking(text: str) -> Part[str | None]:
    """Who is quoted as saying something."""
    match = SPEAKS.search(text)
    return Part(match["who"], *match.span("who")) if match and is_person(match["who"]) else MISSING
