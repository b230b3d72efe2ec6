"""What is never a criterion: by which names it is known, and which sentences ask for it."""

import re
from unicodedata import category, normalize

# Names of columns and kinds, alone or as a part of a longer name. Citizenship is not among them: some posts are open
# by law to citizens or to those who may work in the country only, and it is that and nothing else which may be asked.
PROTECTED = (
    "race", "races", "racial", "ethnicity", "ethnic", "hispanic", "color", "ancestry", "national_origin", "nationality",
    "gender", "sex", "pronouns", "orientation", "disability", "disabled", "religion", "age", "birth", "pregnancy",
    "veteran", "marital", "first_generation", "hometown", "minority", "underrepresented", "background",
)  # fmt: skip

# Words by which a sentence says to which group somebody belongs.
GROUPS = (
    r"rac(?:e|ial)|ethnic\w*|minorit\w+|under-?\s?represented|people of colou?r|person of colou?r|bipoc|"
    r"black|white|african|hispanic|latin(?:o|a|x|e)s?|chican\w+|asian|pacific islander|native|indigenous|tribal|"
    r"american indian|wom[ae]n|m[ae]n|female|male|gender\w*|sex|sexual\w*|gay|lesbian|bisexual|queer|lgbt\w*|"
    r"transgender|non-?binary|disab\w+|deaf|blind|muslim|christian|jew\w*|hindu|catholic|religio\w+|faith|veteran|"
    r"pregnan\w+|first[- ]generation|immigrant|refugee|daca|years old|years of age|"
    r"afro\w*|trans|two[- ]spirit|autis\w+|neurodiver\w+|married|single (?:mother|father|parent)|"
    r"liv(?:e|ing) with hiv|am (?:over|under) (?:the age of )?\d\d|"
    r"mujer(?:es)?|hombres?|negr[oa]s?|hispan[oa]s?|ind[ií]genas?|inmigrantes?|refugiad[oa]s?|discapaci\w+|"
    r"embaraza\w+|minor[ií]as?|soy (?:gay|lesbiana|trans)|años de edad"
)
# A cause somebody stands for is not a group somebody belongs to.
CAUSES = re.compile(
    r"\b(?:racial|race|gender|ethnic|disability|minority|indigenous|black|latin[oaxe]|wom[ae]n['’]?s?|maternal)"
    r"(?:[ -](?:and|or)[ -]\w+)?[ -](?:health(?: (?:equity|disparit\w+|inequit\w+|care))?|equity|justice|disparit\w+|"
    r"inequit\w+|inequalit\w+)\b",
    re.IGNORECASE,
)
ASKING = re.compile(rf"\b(?:{GROUPS})\b", re.IGNORECASE)


def names_protected(name: str) -> bool:
    """Whether the name of a kind, of a fact or of a code names a protected attribute, alone or as a part of it."""
    plain = f"_{re.sub(r'[^a-z0-9]+', '_', name.casefold()).strip('_')}_"
    return any(f"_{word}_" in plain for word in PROTECTED)


def asks_belonging(sentence: str) -> bool:
    """Whether a sentence would have somebody say to which group she belongs; letters that only look alike, and signs
    that are not seen, hide no word."""
    seen = "".join(sign for sign in normalize("NFKC", sentence) if category(sign) != "Cf")
    return bool(ASKING.search(CAUSES.sub(" ", seen)))
