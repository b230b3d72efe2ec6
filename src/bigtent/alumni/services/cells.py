"""What stands in one cell, read as a date, a year, a telephone number ... or refused with a remedy."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

EARLIEST_CLASS, YEARS_AHEAD = 1940, 8
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
NOTHING = {"n/a", "na", "none", "null", "nil", "-", "--", "?", "unknown", "tbd", "nan", "."}
# People are called Na and Null, so fewer words mean nothing in a name.
NO_NAME = {"n/a", "-", "--", "?", "."}
BROKEN = re.compile(r"#(REF|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC|N/A|GETTING_DATA)[!?]?", re.IGNORECASE)
FORMULA = re.compile(r"[=@]\s*[A-Za-z(+\-$'\"]|[+\-][A-Za-z]+\(|=\d")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: .*)?")
WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-\s]+)?([A-Za-z]{3,9})\.?[-\s]+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?'?(\d{4}|\d{2})"
)
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
YEAR = re.compile(r"(?:.*\D)?((?:19|20)\d\d)(?:\.0+)?(?:\D.*)?")
YEAR_SPAN = re.compile(r"((?:19|20)\d\d)\s*[-/–]\s*((?:19|20)?\d\d)")
SHORT_YEAR = re.compile(r"(?:class of |class )?['’`]?(\d\d)", re.IGNORECASE)
MONEY = re.compile(r"(?:US ?\$|USD|\$)?\s*(\d[\d,. ]*)\s*(?:USD|dollars)?", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s,;<>\"()]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
WORD = re.compile(r"[^\W\d_]")
STATE_NAMES = (
    "Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware DE,"
    "District of Columbia DC,Florida FL,Georgia GA,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,Iowa IA,Kansas KS,"
    "Kentucky KY,Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,"
    "Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,New York NY,"
    "North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,Rhode Island RI,"
    "South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,Vermont VT,Virginia VA,Washington WA,"
    "West Virginia WV,Wisconsin WI,Wyoming WY,Puerto Rico PR,Guam GU,Virgin Islands VI,American Samoa AS,"
    "Northern Mariana Islands MP"
)
STATES = {pair[:-3].lower(): pair[-2:] for pair in STATE_NAMES.split(",")}
STATE_CODES = frozenset(STATES.values())
YES = {"yes", "y", "true", "1", "x", "told", "notified", "informed"}
NO = {"no", "n", "false", "0", "not told", "not notified", "not informed"}
KINDS = ("scholarship", "fellowship", "stipend", "grant", "loan", "prize", "fees", "support")


class CellProblem(Exception):
    """A cell cannot be read: what is wrong with it, and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Reading:
    """What a cell is read against: today's year, and whether 3/4 is the third of April."""

    year: int
    day_first: bool = False


def refuse_formula(text: str) -> None:
    if BROKEN.fullmatch(text):
        raise CellProblem(_("The cell held a broken formula."), _("Paste the value."))
    if FORMULA.match(text):
        raise CellProblem(_("The cell holds a formula, not a value."), _("Paste the value."))


def birth_date(text: str, reading: Reading) -> str:
    born = _date(text, reading, latest=reading.year - 14)
    if not 1900 <= born.year <= reading.year - 14:
        raise CellProblem(
            _("%(value)s is not a possible date of birth.") % {"value": born.isoformat()},
            _("Correct the year, or leave the cell empty."),
        )
    return born.isoformat()


def class_year(text: str, reading: Reading) -> int:
    return _year(text, reading, EARLIEST_CLASS, reading.year + YEARS_AHEAD)


def award_year(text: str, reading: Reading) -> int:
    return _year(text, reading, EARLIEST_CLASS, reading.year + 1)


def _year(text: str, reading: Reading, first: int, latest: int) -> int:
    year = _some_year(text, reading, latest)
    if year is None:
        raise CellProblem(_("%(value)s is not a year.") % {"value": text[:40]}, _("Give four digits, such as 1994."))
    if not first <= year <= latest:
        raise CellProblem(
            _("%(year)d lies outside %(first)d to %(latest)d.") % {"year": year, "first": first, "latest": latest},
            _("Correct the year, or leave the cell empty."),
        )
    return year


def _some_year(text: str, reading: Reading, latest: int) -> int | None:
    if len(text) == 4 and text.isdecimal():
        return int(text)
    span = YEAR_SPAN.fullmatch(text)
    if span:
        end = span[2]
        return int(end if len(end) == 4 else span[1][:2] + end)
    short = SHORT_YEAR.fullmatch(text)
    if short:
        return _century(int(short[1]), latest)
    try:
        return _date(text, reading, latest, serial=False).year
    except CellProblem:
        found = YEAR.fullmatch(text)
        return int(found[1]) if found and not re.search(r"\d{5}", text) else None


def _century(short: int, latest: int) -> int:
    """Two digits mean the latest year that is not beyond `latest`."""
    return 2000 + short if 2000 + short <= latest else 1900 + short


def _date(text: str, reading: Reading, latest: int, serial: bool = True) -> date:
    parts = _iso(text) or _numeric(text, reading, latest) or _worded(text, latest)
    number = SERIAL.fullmatch(text) if serial and not parts else None
    if number and 5_000 < int(number[1]) < 60_000:
        return date(1899, 12, 30) + timedelta(days=int(number[1]))
    try:
        return date(*parts)
    except (TypeError, ValueError):
        raise CellProblem(
            _("%(value)s is not a date.") % {"value": text[:40]},
            _("Write it as year-month-day, such as 1968-05-03."),
        ) from None


def _iso(text: str) -> tuple[int, int, int] | None:
    found = ISO.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(text: str, reading: Reading, latest: int) -> tuple[int, int, int] | None:
    found = NUMERIC.fullmatch(text)
    if not found:
        return None
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    month, day = (two, one) if reading.day_first else (one, two)
    return (_century(year, latest) if len(found[3]) == 2 else year), month, day


def _worded(text: str, latest: int) -> tuple[int, int, int] | None:
    found = WORDED.fullmatch(text)
    if not found or found[2][:3].lower() not in MONTHS.split():
        return None
    month = MONTHS.split().index(found[2][:3].lower()) + 1
    year = int(found[4])
    return (_century(year, latest) if year < 100 else year), month, int(found[1] or found[3] or 1)


def email(text: str, reading: Reading) -> str:
    found = EMAIL.search(text)
    if not found or len(found[0]) > 254 or ".." in found[0]:
        raise CellProblem(
            _("%(value)s is not an e-mail address.") % {"value": text[:60]},
            _("It needs a name, an @ and a domain, such as d.whitfield@example.org."),
        )
    return found[0].lower()


def phone(text: str, reading: Reading) -> str:
    text = text.removesuffix(".0")
    main, *inner = re.split(r"(?i)\s*(?:x|ext\.?|extension)\s*(\d+)", text)
    digits = re.sub(r"\D", "", main)
    if main.lstrip().startswith("+") and not digits.startswith("1") and 8 <= len(digits) <= 15:
        return f"+{digits}"
    digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(digits) != 10 or len(WORD.findall(main)) > 3:
        raise CellProblem(
            _("%(value)s is not a telephone number.") % {"value": text[:40]},
            _("Give ten digits, or + and the country code."),
        )
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" + (f" x{inner[0]}" if inner else "")


def state(text: str, reading: Reading) -> str:
    code = text.upper().replace(".", "")
    code = code if code in STATE_CODES else STATES.get(text.lower().rstrip("."), "")
    if not code:
        raise CellProblem(
            _("%(value)s is not a state of the United States.") % {"value": text[:40]},
            _("Give its two letters, such as GA."),
        )
    return code


def zip_code(text: str, reading: Reading) -> str:
    """Five digits; a spreadsheet that took the leading zeros is forgiven."""
    main = text.removesuffix(".0").split("-")[0].strip()
    if main.isdecimal() and len(main) in (8, 9):
        main = main.zfill(9)[:5]
    if not (main.isdecimal() and 3 <= len(main) <= 5):
        raise CellProblem(
            _("%(value)s is not a ZIP code.") % {"value": text[:40]}, _("Give five digits, such as 02139.")
        )
    return main.zfill(5)


def amount(text: str, reading: Reading) -> str:
    found = MONEY.fullmatch(text)
    number = _plain_number(found[1]) if found else ""
    try:
        value = Decimal(number).quantize(Decimal("0.01"))
    except InvalidOperation:
        value = Decimal(-1)
    if not 0 <= value < 100_000_000:
        raise CellProblem(
            _("%(value)s is not an amount in dollars.") % {"value": text[:40]},
            _("Give a number, such as 5000."),
        )
    return str(value)


def _plain_number(text: str) -> str:
    """5,000.00 and 5.000,00 both mean five thousand."""
    text = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d{2}", text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "") if re.fullmatch(r"\d+|\d{1,3}(,\d{3})+|[\d,]*\.\d+", text) else text


def told(text: str, reading: Reading) -> str:
    word = text.lower()
    return "yes" if word in YES else "no" if word in NO else "unknown"


def kind(text: str, reading: Reading) -> str:
    word = text.lower()
    return next((name for name in KINDS if name in word or word in name), "support")


def words(most: int) -> Callable[[str, Reading], str]:
    """Any text up to `most` characters, blanks set right."""

    def read(text: str, reading: Reading) -> str:
        text = " ".join(text.split())
        if len(text) > most:
            raise CellProblem(
                _("The text has %(size)d characters; there is room for %(most)d.") % {"size": len(text), "most": most},
                _("Shorten it, or match this column with something else."),
            )
        return text

    return read
