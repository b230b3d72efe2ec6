"""What a person may say of herself: each question with its version, its reason, its readers and its duration."""

from bigtent.identity.questions.background import FIRST_GENERATION, HOMETOWN, LANGUAGES_SPOKEN, MEDICAL_SCHOOL
from bigtent.identity.questions.question import Choice, Question
from bigtent.identity.questions.race import RACE_ETHNICITY
from bigtent.identity.questions.self import DISABILITY, GENDER, ORIENTATION, PRONOUNS

# In the order in which they are asked. New words are a new version at the end of its line; an old one never changes.
VERSIONS: dict[str, tuple[Question, ...]] = {
    "race_ethnicity": (RACE_ETHNICITY,),
    "gender": (GENDER,),
    "pronouns": (PRONOUNS,),
    "orientation": (ORIENTATION,),
    "disability": (DISABILITY,),
    "first_generation": (FIRST_GENERATION,),
    "hometown": (HOMETOWN,),
    "languages_spoken": (LANGUAGES_SPOKEN,),
    "medical_school": (MEDICAL_SCHOOL,),
}


def questions() -> list[Question]:
    """Every question as it is asked now."""
    return [versions[-1] for versions in VERSIONS.values()]


def question_of(name: str, version: int | None = None) -> Question:
    """A question as it is asked now, or as it was asked; KeyError where there is none."""
    versions = VERSIONS[name]
    return versions[-1] if version is None else versions[version - 1]


__all__ = ["VERSIONS", "Choice", "Question", "question_of", "questions"]
