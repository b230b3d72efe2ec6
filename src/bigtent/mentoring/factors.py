"""What a program's factors and rules say in words, and the most that each can give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

Tables = Mapping[str, Sequence[Sequence[str]]]

LABELS = {
    "specialty": gettext_lazy("Specialty"),
    "place": gettext_lazy("Place"),
    "stage": gettext_lazy("Stage"),
    "topics": gettext_lazy("Topics"),
    "language": gettext_lazy("Language"),
    "own_wish": gettext_lazy("Own wish"),
    "times": gettext_lazy("Times"),
    "hours": gettext_lazy("Hours"),
}
COLUMNS = {
    "specialty": gettext_lazy("specialty"),
    "state": gettext_lazy("state"),
    "division": gettext_lazy("part of the country"),
    "stage": gettext_lazy("stage"),
    "institution": gettext_lazy("institution"),
    "topics": gettext_lazy("topics"),
    "languages": gettext_lazy("languages"),
    "wanted_languages": gettext_lazy("languages the student wishes"),
    "backgrounds": gettext_lazy("background the mentor tells of"),
    "wanted_backgrounds": gettext_lazy("background the student wishes to share"),
    "slots": gettext_lazy("times"),
    "hours": gettext_lazy("hours a month"),
    "ways": gettext_lazy("ways to meet"),
    "in_person": gettext_lazy("only in person"),
    "capacity": gettext_lazy("students at a time"),
    "mentee_id": gettext_lazy("number of the student’s wish"),
    "mentor_id": gettext_lazy("number of the mentor’s offer"),
}


@dataclass(frozen=True)
class FactorWords:
    """One factor for a page: its name, what it gives in a sentence, and the most it can give."""

    name: str
    label: str
    sentence: str
    most: int


def label(name: str) -> str:
    return str(LABELS.get(name) or name.replace("_", " ").capitalize())


def column(name: str) -> str:
    return str(COLUMNS.get(name) or name.replace("_", " "))


def read_column(named: str) -> str:
    """ "mentees.state" as "student: state"."""
    which, _dot, name = named.partition(".")
    side = _("student") if which == "mentees" else _("mentor")
    return f"{side}: {column(name)}"


def most_points(factor: Mapping[str, Any], tables: Tables) -> int:
    """The most points a factor can give to a pair."""
    match factor["kind"]:
        case "table":
            return max(int(cell) for row in tables[factor["table"]][1:] for cell in row[1:] if cell)
        case "overlap":
            return factor["points"] * factor.get("at_most", 1)
        case "any_overlap":
            return max(factor["points"], factor.get("no_wish", 0))
        case _:
            return factor["points"]


def in_words(program: Mapping[str, Any]) -> list[FactorWords]:
    """The factors of a program (in the engine's form, with tables) for a page."""
    tables = program.get("tables", {})
    return [
        FactorWords(one["name"], label(one["name"]), _sentence(one), most_points(one, tables))
        for one in program["factor"]
    ]


def _sentence(factor: Mapping[str, Any]) -> str:
    words = {
        "mentee": column(factor["mentee"]),
        "mentor": column(factor["mentor"]),
        **{name: f"{value:,}" for name, value in factor.items() if isinstance(value, int)},
    }
    match factor["kind"]:
        case "equal" if factor.get("family") == "state_division.csv":
            return _("%(points)s for the same state, %(family_points)s in the same part of the country.") % words
        case "equal" if factor.get("family"):
            return _("%(points)s for the same %(mentee)s, %(family_points)s for one of its family.") % words
        case "equal":
            return _("%(points)s for the same %(mentee)s.") % words
        case "table":
            return _("By a table of the student’s and the mentor’s %(mentee)s; an empty cell is not allowed.") % words
        case "overlap":
            return _("%(points)s for each of the %(mentee)s both have, counting at most %(at_most)s.") % words
        case "any_overlap":
            return _("%(points)s for a wish that is met (%(mentee)s), %(no_wish)s without a wish.") % words
        case "closeness":
            words["zero_at"] = f"{factor['zero_at']:g}"
            return _("%(points)s for the same %(mentee)s, falling to 0 at a difference of %(zero_at)s.") % words
        case _:
            return _("Up to %(points)s for alike %(mentee)s.") % words


def rule_in_words(rule: Mapping[str, Any]) -> str:
    """One rule as a sentence."""
    words = {
        "mentee": column(rule.get("mentee", "")),
        "when": column(rule.get("when", "")),
        "count": rule.get("count", 1),
    }
    match rule["kind"]:
        case "differ":
            return _("Not of the same %(mentee)s.") % words
        case "same":
            return _("Of the same %(mentee)s.") % words
        case "same_if":
            return _("Of the same %(mentee)s, if the student wishes: %(when)s.") % words
        case "overlap_at_least":
            return _("With %(mentee)s in common: at least %(count)s.") % words
        case _:
            return _("Not a pair that the program rules out.")


@dataclass(frozen=True)
class Hurdle:
    """One rule for one student: what it says, how many mentors it leaves, how many would fit without it."""

    words: str
    left: int
    without: int


def hurdles_in_words(hurdles: Sequence[Sequence[Any]], program: Mapping[str, Any]) -> list[Hurdle]:
    """The hurdles kept with a proposal. They are in the program's order: first the rules, then factors that
    forbid, then pairs blocked by hand."""
    return [Hurdle(_hurdle(at, name, program), left, without) for at, (name, left, without) in enumerate(hurdles)]


def against_in_words(against: Iterable[tuple[int, str]], program: Mapping[str, Any]) -> str:
    """What of the program a pair does not meet, by the hurdles the engine names."""
    return "; ".join(_hurdle(at, name.removesuffix(" allowed by its table"), program) for at, name in against)


def _hurdle(at: int, name: str, program: Mapping[str, Any]) -> str:
    rules = [rule for rule in program["rule"] if rule["kind"] != "block"]
    if at < len(rules):
        return _short(rules[at])
    if name in {factor["name"] for factor in program["factor"]}:
        return _("%(factor)s allows") % {"factor": label(name)}
    return _("not blocked by hand")


def _short(rule: Mapping[str, Any]) -> str:
    words = {"mentee": column(rule["mentee"]), "count": rule.get("count", 1)}
    match rule["kind"]:
        case "differ":
            return _("of another %(mentee)s") % words
        case "same":
            return _("of the same %(mentee)s") % words
        case "same_if":
            return _("of the same %(mentee)s, as asked") % words
        case _:
            return _("with %(mentee)s in common") % words


def why_in_words(hurdles: Sequence[Hurdle], mentors: int) -> str:
    """Why a student waits: the walk through the rules and what each leaves."""
    steps = [ngettext("%(n)s mentor", "%(n)s mentors", mentors) % {"n": f"{mentors:,}"}]
    before = mentors
    for hurdle in hurdles:
        if hurdle.left != before:
            left = f"{hurdle.left:,}" if hurdle.left else _("none")
            steps.append(f"{left} {hurdle.words}")
        before = hurdle.left
    if before:
        steps.append(_("their places went where they add more"))
    return " → ".join(steps)


def change_in_words(hurdles: Sequence[Hurdle]) -> str:
    """The one rule whose absence would leave most mentors; empty when none helps alone."""
    if hurdles and hurdles[-1].left == 0:
        best = max(hurdles, key=lambda hurdle: hurdle.without)
        if best.without:
            words = ngettext(
                "Without “%(rule)s”: %(n)s mentor fits.", "Without “%(rule)s”: %(n)s mentors fit.", best.without
            )
            return words % {"rule": best.words, "n": f"{best.without:,}"}
    return ""
