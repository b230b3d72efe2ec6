"""Who may apply, cut into clauses: what can be checked, what only the person can say, and what nobody checks."""

import re

from bigtent.engines.announcements.parts import Clause, Part
from bigtent.engines.announcements.words import BULLET, EMOJI, STATE_NAMES, pattern

SECTION = pattern(
    r"(?P<label>\bWho (?:is|are) eligible\??|\bWho (?:can|may|should) apply\??|\bEligibility(?: criteria"
    r"| requirements)?\s*[:\n]"
    r"|\bRequirements\s*[:\n]|\bQui[eé]n(?:es)? puede[n]? (?:solicitar|postular\w*)\??)\s*"
    r"|(?P<must>\b(?:Eligible )?(?:[Aa]pplicants|[Cc]andidates|[Nn]ominees) (?:must|should|are)\b(?: be)?)"
    r"|(?P<open>\b[Oo]pen to\b)"
)
ENDS = pattern(
    rf"(?:\s(?={EMOJI})|\s(?=(?:When|Where|How|What|Why) [^.?!\n]{{3,80}}\?)|\n\s*\n(?!\s*{BULLET})"
    rf"|\n(?=[A-Z][\w ]{{2,30}}:)|https?://"
    r"|\b(?:To apply|Apply (?:by|at|here|now)|Deadline|Applications? (?:are )?due)\b)"
)
CUT = pattern(
    rf"\s*;\s*(?:and\s+|or\s+)?|\n\s*(?:{BULLET}|\d+[.)])?\s*|(?:(?<=\s)|^){BULLET}\s+|(?<=[a-z)])\.\s+(?=[A-Z])"
)
ADDRESSED = pattern(
    r"\b(?:[Oo]pportunity for|[Oo]pen to(?: all)?|[Cc]alling all|[Aa]ttention|needs of our)\s+"
    r"(?P<who>[^.!?,;\n]{0,60}?\b(?:students|residents|fellows|physicians|nurses|trainees|graduates|faculty)\b)"
)
GROUPS = pattern(
    r"\bminoriti[sz]ed|\bminorit(?:y|ies)\b|\bunderrepresented|\bunder-represented|\bidentif(?:y|ies) as\b"
    r"|\bpeople of color\b"
    r"|\b(?:Black|African[ -]American|Hispanic|Latin[oaxe]|Native American|Indigenous|American Indian|Alaska Native"
    r"|Pacific Islander|Asian|LGBTQ\w*|transgender|wom[ae]n|female|male|disabilit\w+|disabled|veterans?|race|ethnic\w*"
    r"|relig\w+|gender|sexual orientation)\b",
    re.I,
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
WITHIN = pattern(
    r"\b(?:degree|graduated|graduates?)\b[^;.\n]{0,40}?\b(?:in|within|during) the (?:last|past"
    r"|previous) (?:(?P<n>\w+) )?years?\b",
    re.I,
)
GRADUATES = pattern(
    r"\bgraduating (?P<when>this year|in (?:the )?(?:spring |fall |summer )?(?:of )?20\d\d|by \w+ 20\d\d)\b", re.I
)
FIELD = pattern(r"\b(?:an? )?(?P<field>[\w-]+(?: [\w-]+){0,2}?)[ -]related\b[^;.\n]{0,20}\b(?:degree|field)\b"
                   r"|\bdegree in (?:an? )?(?P<field2>[a-z][\w -]{2,50}?)(?=[;,.\n]|$"
                       r"| or a related)", re.I)  # fmt: skip
CITIZENS = pattern(
    r"\b(?:U\.?S\.?|United States|American) (?:citizens?|nationals?)\b(?:(?:,| or| and|/)+ ?(?:a )?(?:U\.?S\.? )?"
    r"(?:nationals?|(?:lawful )?permanent residents?))*|\bauthoriz(?:ed|ation) to work\b|\bpermanent residents?\b", re.I
)  # fmt: skip
LICENSED = pattern(rf"\blicensed?\b[^;.\n]{{0,40}}?\bin (?:the state of )?(?P<state>{STATE_NAMES})\b", re.I)
HOURS = pattern(r"\b(?P<n>\d{1,2}) hours? (?:per|a|each|every) week\b", re.I)
STAGES = (
    ("premedical", r"\bpre-?med\w*|\bundergraduates?\b"),
    ("resident", r"\bresidents?\b(?! of)"),
    ("fellow", r"\bfellows\b"),
    ("early_career", r"\bearly[ -]career\b|\brecent graduates?\b"),
    (
        "student",
        r"\b(?:dual-degree|medical|nursing|dental|pharmacy|graduate|health professions?|doctoral|PhD"
        r"|MD)?[ -]?students?\b|\btrainees\b",
    ),
)
STAGES_READ = [(stage, pattern(words, re.I)) for stage, words in STAGES]
PROFESSIONS = pattern(
    r"\b(?:physicians?(?: assistants?| associates?)?|nurses?(?: practitioners?)?|dentists?|pharmacists?"
    r"|social workers?|midwi(?:fe|ves)"
    r"|psychologists?|public health professionals?|clinicians?)\b", re.I
)  # fmt: skip
COMMITS = pattern(r"\bcommit(?:ment|ted)\b|\binterest(?:ed)? in\b|\bpassion\w*|\bdemonstrat\w+|\bexperience\b", re.I)


def read_eligibility(text: str) -> tuple[Part[Clause], ...]:
    """The clauses of the part on who may apply; without one, what a sentence says of whom it is for."""
    section = SECTION.search(text)
    if section is None:
        return tuple(_addressed(text))
    over = ENDS.search(text, section.end())
    end = over.start() if over else len(text)
    if section["open"]:
        stop = pattern(r"[.!?](?=\s|$)|\n").search(text, section.end(), end)
        end = stop.start() if stop else end
    return tuple(
        clause for start, until in _pieces(text, section.end(), end) for clause in _clauses(text, start, until)
    )


def _addressed(text: str) -> list[Part[Clause]]:
    match = ADDRESSED.search(text)
    if match is None:
        return []
    clauses = _clauses(text, *match.span("who"))
    return [Part(part.value, part.start, part.end, "inferred", "addressed_to") for part in clauses]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between semicolons, marks and line ends, without the blanks around them."""
    pieces, begin = [], start
    for cut in CUT.finditer(text, start, end):
        pieces.append((begin, cut.start()))
        begin = cut.end()
    pieces.append((begin, end))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in pieces if len(text[a:b].strip(" .:?\n")) > 2]


def _clauses(text: str, start: int, end: int) -> list[Part[Clause]]:
    """What one piece asks; a piece that asks two things, such as a degree by year and by field, gives both.

    Belonging to a group comes first: whatever else stands in such a piece, none of it is checked.
    """
    words = text[start:end].strip(" .,:;\n\t")
    if GROUPS.search(words):
        return [_part(text, start, end, "not_checked")]
    begin = start + text[start:end].index(words)
    found = [_part(text, begin + a, begin + b, kind, value) for kind, value, (a, b) in _checks(words)]
    return found or [_part(text, start, end, *_by_word(words))]


def _checks(words: str) -> list[tuple[str, str, tuple[int, int]]]:
    """The checks that have a shape of their own, and where they stand."""
    found = []
    within, graduates = WITHIN.search(words), GRADUATES.search(words)
    if within:
        end = max(within.end(), graduates.end() if graduates else 0)
        found.append(("degree_within_years", str(_number(within["n"])), (within.start(), end)))
    elif graduates:
        found.append(("degree_within_years", "0", graduates.span()))
    if match := FIELD.search(words):
        field = re.sub(r"^(?:with|an?|the) ", "", (match["field"] or match["field2"]).strip().lower())
        found.append(("degree_field", re.sub(r"^(?:with|an?|the) ", "", field).replace("-", " "), match.span()))
    for kind, sign, group in (
        ("citizenship", CITIZENS, ""),
        ("licensed_in", LICENSED, "state"),
        ("hours_per_week", HOURS, "n"),
    ):
        if match := sign.search(words):
            found.append((kind, match[group] if group else "", match.span()))
    return found


def _by_word(words: str) -> tuple[str, str]:
    if not COMMITS.search(words):
        for stage, sign in STAGES_READ:
            if sign.search(words):
                return "stage", stage
        if match := PROFESSIONS.search(words):
            return "profession", match[0].lower()
    return "statement", ""


def _number(word: str | None) -> int:
    if not word:
        return 1
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 3 else NUMBERS.get(word.lower(), 1)


def _part(text: str, start: int, end: int, kind: str, value: str = "") -> Part[Clause]:
    stretch = text[start:end]
    words = stretch.strip(" .,:;\n\t")
    begin = start + stretch.index(words) if words else start
    return Part(Clause(kind, re.sub(r"\s+", " ", words), value), begin, begin + len(words))
