"""From rows of the network to what the matching engine reads, and nothing more."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.mentoring.errors import ProgramError
from bigtent.mentoring.models import MatchRound, Mentee, Mentor, MentoringProgram
from bigtent.people.models import Place, Purpose, Specialty
from bigtent.people.models.reading import leave_out_withheld

if TYPE_CHECKING:
    import polars as pl

    from bigtent.engines.matching import Program

ONLINE = "online"
# What no program may name, alone or as a part of a column's name. The questions people answer of themselves are among
# them by the names they have there; a test holds the two lists together.
PROTECTED = (
    "race", "races", "racial", "ethnicity", "ethnic", "hispanic", "color", "ancestry", "national_origin", "nationality",
    "citizenship", "gender", "sex", "pronouns", "orientation", "disability", "disabled", "religion", "age",
    "race_ethnicity", "first_generation", "hometown", "languages_spoken", "medical_school",
)  # fmt: skip
COMMON: dict[str, Callable[[Any], Any]] = {
    "state": lambda one: one.person.place.state if one.person.place else "",
    "division": lambda one: one.person.place.division if one.person.place else "",
    "stage": lambda one: one.stage,
    "institution": lambda one: str(one.institution_id or ""),
    "topics": lambda one: " ".join(one.topics),
    "slots": lambda one: " ".join(one.slots),
    "hours": lambda one: one.hours,
}
OF_MENTEES: dict[str, Callable[[Mentee], Any]] = {
    **COMMON,
    "mentee_id": lambda one: str(one.pk),
    "specialty": lambda one: one.specialty.code if one.specialty else "",
    "wanted_languages": lambda one: " ".join(one.wanted_languages),
    "wanted_backgrounds": lambda one: " ".join(one.wanted_backgrounds),
    "in_person": lambda one: "1" if one.in_person else "0",
    "ways": lambda one: _ways(one, online=not one.in_person, in_person=True),
}
OF_MENTORS: dict[str, Callable[[Mentor], Any]] = {
    **COMMON,
    "mentor_id": lambda one: str(one.pk),
    "capacity": lambda one: max(0, one.free),
    "specialty": lambda one: one.person.specialty.code if one.person.specialty else "",
    "languages": lambda one: " ".join(one.languages),
    "backgrounds": lambda one: " ".join(one.backgrounds),
    "ways": lambda one: _ways(one, online=one.meets != "in_person", in_person=one.meets != "online"),
}


def _ways(one, *, online: bool, in_person: bool) -> str:
    """How a person can meet, as words two people can share: "online", or "in-CO" for in person there."""
    place = one.person.place
    here = f"in-{place.state}" if in_person and place else ""
    return " ".join(filter(None, (ONLINE if online else "", here)))


@dataclass(frozen=True)
class Inputs:
    """What one proposal is made from; `mentees` and `mentors` by their id in the engine's tables."""

    program: "Program"
    mentees_table: "pl.DataFrame"
    mentors_table: "pl.DataFrame"
    mentees: dict[str, Mentee] = field(default_factory=dict)
    mentors: dict[str, Mentor] = field(default_factory=dict)

    @property
    def places(self) -> int:
        return int(self.mentors_table["capacity"].sum())

    def same_person(self) -> list[tuple[str, str]]:
        """Pairs of a person with herself."""
        mentors = {mentor.person_id: id_ for id_, mentor in self.mentors.items()}
        return [(id_, mentors[mentee.person_id]) for id_, mentee in self.mentees.items() if mentee.person_id in mentors]


def read_inputs(match_round: MatchRound) -> Inputs:
    """Everyone who takes part today: open, with a yes to being paired; of the students those without a mentor."""
    of_program = match_round.program
    program = engine_program(of_program)
    mentors = Mentor.objects.filter(program=of_program).open_on(today()).consenting().cleared(today())
    mentors = mentors.with_places().with_person()
    mentees = Mentee.objects.filter(program=of_program).open_on(today()).consenting().waiting().with_person()
    mentees = list(mentees.select_related("specialty").order_by("pk"))
    mentors = list(mentors.order_by("pk"))
    for side in (mentees, mentors):
        leave_out_withheld([one.person for one in side], Purpose.MENTORING)
    return Inputs(
        program,
        _table(mentees, "mentees", OF_MENTEES, program),
        _table(mentors, "mentors", OF_MENTORS, program),
        {str(one.pk): one for one in mentees},
        {str(one.pk): one for one in mentors},
    )


def _table(rows: list, which: str, known: dict[str, Callable], program: "Program") -> "pl.DataFrame":
    """Only the columns the program names; the rest of what is known of a person never reaches the engine."""
    import polars as pl

    named = [column.split(".", 1)[1] for column in program.columns_read() if column.startswith(f"{which}.")]
    for name in named:
        if name not in known:
            raise ProgramError(
                _("The program reads %(column)s, which is not known. Known are: %(known)s.")
                % {"column": f"{which}.{name}", "known": ", ".join(sorted(known))}
            )
    return pl.DataFrame({name: [known[name](row) for row in rows] for name in named})


def engine_program(program: MentoringProgram) -> "Program":
    """The program as the engine reads it, with the tables of specialties and states as they are today."""
    from bigtent.engines.matching import MatchingError, Program

    try:
        made = Program.from_dict(program.engine_form(), tables={**reference_tables(), **program.tables})
    except MatchingError as error:
        raise ProgramError(_("The program cannot be used: %s") % error) from error
    _refuse_protected(made)
    return made


def _refuse_protected(program: "Program") -> None:
    """A protected attribute is no criterion; what people say of themselves is not even within reach here."""
    for column in program.columns_read():
        name = f"_{column.partition('.')[2].casefold().replace('-', '_')}_"
        if any(f"_{word}_" in name for word in PROTECTED):
            words = _(
                "The program reads %(column)s. Race, ethnicity and other protected attributes are no criterion in a "
                "pairing. Take that factor or rule out; a student’s own wish is asked for as a wish."
            )
            raise ProgramError(words % {"column": column})


def reference_tables() -> dict[str, list[list[str]]]:
    """Which specialties are close to one another, and which states are neighbors."""
    families = Specialty.objects.order_by("code").values_list("code", "family")
    divisions = Place.objects.order_by("state").values_list("state", "division").distinct()
    return {
        "specialty_family.csv": [["specialty", "family"], *map(list, families)],
        "state_division.csv": [["state", "division"], *map(list, divisions)],
    }
