"""Names as lists write them, taken apart: whole names, titles, degrees, nicknames, capitals."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bigtent.alumni.services.cells import CellProblem

WORDS = {
    "particles": "de del la las los da das do dos di du van von der den ter st st. bin ibn al el le y",
    "titles": "dr mr mrs ms miss mx prof professor hon rev",
    "credentials": "md do dds dmd dnp phd mph ms msn bsn rn np pa pac pharmd mba jd msw lcsw facp faap facs scd dvm od "
    "psyd edd mphil ma ba bs mbbs frcp dpt",
    "generations": "jr sr ii iii iv",
}
PARTICLES, TITLES, CREDENTIALS, GENERATIONS = (frozenset(words.split()) for words in WORDS.values())
FORMER = re.compile(r"\((?:n[ée]e|formerly|born|maiden:?)\s+([^)]+)\)|\bn[ée]e\s+(\S+)", re.IGNORECASE)
ASIDE = re.compile(r"\s*[(\[“\"][^)\]”\"]*[)\]”\"]\s*")
CAPITAL_AFTER = re.compile(r"(^|[\s'’-])(\w)")


@dataclass(frozen=True, slots=True)
class Name:
    first: str
    middle: str
    last: str
    former: str
    credential: str


def read_name(cells: dict[str, str]) -> Name:
    """A name from its own columns or from a whole name; refused when a part is missing or holds digits."""
    former = _plain(cells.get("former_name", ""))
    credential = cells.get("credential", "").strip()
    first, middle = _plain(cells.get("first_name", "")), _plain(cells.get("middle_name", ""))
    last = _plain(cells.get("last_name", ""))
    if cells.get("full_name") and not last:
        first, middle, last, born, degrees = _apart(cells["full_name"])
        former, credential = former or born, credential or degrees
    elif "," in last and not first:
        first, middle, last, born, degrees = _apart(last)
        former, credential = former or born, credential or degrees
    elif "," in last:
        last, credential = _without_degrees(last, credential)
    name = Name(_cased(first), _cased(middle), _cased(last), _cased(former), credential)
    _refuse_odd(name)
    return name


def _refuse_odd(name: Name) -> None:
    if not any(map(str.isalpha, name.last)):
        raise CellProblem(_("There is no last name."), _("Fill it in; a row without a name cannot be kept."))
    if not any(map(str.isalpha, name.first)):
        raise CellProblem(
            _("“%(value)s” is not a first and a last name.") % {"value": name.last[:60]},
            _("Fill in the missing one; an initial is enough for the first name."),
        )
    for part in (name.first, name.middle, name.last, name.former):
        if any(map(str.isdigit, part)) or "@" in part:
            raise CellProblem(
                _("“%(value)s” does not look like a name.") % {"value": part[:60]},
                _("Correct it. If whole columns have shifted, check the row for a missing cell."),
            )
    if max(len(name.first), len(name.middle)) > 80 or max(len(name.last), len(name.former)) > 120:
        raise CellProblem(
            _("The name is longer than names are."), _("Correct it; often several people stand in one cell.")
        )


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def _apart(text: str) -> tuple[str, str, str, str, str]:
    """First, middle, last, former name and degrees of a whole name in either order."""
    found = FORMER.search(text)
    former = _plain(found[1] or found[2]) if found else ""
    text = ASIDE.sub(" ", FORMER.sub(" ", text))
    parts = [_plain(part) for part in text.split(",") if _plain(part)]
    degrees = [part for part in parts[1:] if _is_degree(part)]
    generation = [part for part in parts[1:] if part.lower().rstrip(".") in GENERATIONS]
    parts = parts[:1] + [p for p in parts[1:] if p not in degrees and p not in generation]
    if len(parts) > 1:
        last, given = parts[0], _without_titles(" ".join(parts[1:]).split())
    else:
        given, last = _given_and_last(_without_titles(" ".join(parts).split()), degrees)
    last = " ".join([last, *generation])
    return " ".join(given[:1]), " ".join(given[1:]), last, former, ", ".join(degrees)


def _is_degree(part: str) -> bool:
    """Whether a part consists of degrees only: “MD”, “M.D. MPH”."""
    tokens = part.lower().replace(".", "").replace("-", "").split()
    return bool(tokens) and all(token in CREDENTIALS for token in tokens)


def _without_titles(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and tokens[0].lower().rstrip(".") in TITLES:
        tokens = tokens[1:]
    return tokens


def _given_and_last(tokens: list[str], degrees: list[str]) -> tuple[list[str], str]:
    """“Maria Elena de la Cruz” ends in a last name of three words."""
    while len(tokens) > 2 and _is_degree(tokens[-1]) and tokens[-1].isupper():
        degrees.insert(0, tokens.pop())
    if len(tokens) < 2:
        return [], " ".join(tokens)
    start = len(tokens) - 1
    if tokens[start].lower().rstrip(".") in GENERATIONS and start > 1:
        start -= 1
    while start > 1 and tokens[start - 1].lower() in PARTICLES:
        start -= 1
    return tokens[:start], " ".join(tokens[start:])


def _without_degrees(last: str, credential: str) -> tuple[str, str]:
    """“Whitfield, MD” in the column for the last name; “Whitfield, Jr.” keeps its generation."""
    head, *rest = [_plain(part) for part in last.split(",")]
    degrees = [part for part in rest if _is_degree(part)]
    return " ".join([head, *(p for p in rest if p not in degrees)]), credential or ", ".join(degrees)


def _cased(text: str) -> str:
    """Names written in capitals, or without any, get theirs back; others stay as they are."""
    if len(text) < 3 or not (text.isupper() or text.islower()):
        return text
    cased = CAPITAL_AFTER.sub(lambda found: found[1] + found[2].upper(), text.lower())
    words = [_word(word) for word in cased.split(" ")]
    return " ".join(words)


def _word(word: str) -> str:
    plain = word.lower().rstrip(".")
    if plain in GENERATIONS - {"jr", "sr"}:
        return plain.upper()
    if plain.startswith("mc") and len(plain) > 4:
        return f"Mc{word[2:3].upper()}{word[3:]}"
    return word
