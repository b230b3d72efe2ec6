"""The words announcements are written in, in English and Spanish."""

import re

MONTHS = {
    "january": 1, "jan": 1, "enero": 1, "ene": 1, "february": 2, "feb": 2, "febrero": 2, "march": 3, "mar": 3,
    "marzo": 3, "april": 4, "apr": 4, "abril": 4, "abr": 4, "may": 5, "mayo": 5, "june": 6, "jun": 6, "junio": 6,
    "july": 7, "jul": 7, "julio": 7, "august": 8, "aug": 8, "agosto": 8, "ago": 8, "september": 9, "sept": 9,
    "sep": 9, "septiembre": 9, "october": 10, "oct": 10, "octubre": 10, "november": 11, "nov": 11, "noviembre": 11,
    "december": 12, "dec": 12, "diciembre": 12, "dic": 12,
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"

WEEKDAYS = {
    "monday": 0, "mon": 0, "lunes": 0, "tuesday": 1, "tues": 1, "tue": 1, "martes": 1, "wednesday": 2, "wed": 2,
    "miércoles": 2, "thursday": 3, "thurs": 3, "thu": 3, "jueves": 3, "friday": 4, "fri": 4, "viernes": 4,
    "saturday": 5, "sat": 5, "sábado": 5, "sunday": 6, "sun": 6, "domingo": 6,
}  # fmt: skip
WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"

# An abbreviation names a zone with its summer time, as people write it: nobody who writes EST in July means winter.
ZONES = {
    "America/New_York": r"E[SD]?T|Eastern(?: (?:Standard |Daylight )?Time)?|hora del este",
    "America/Chicago": r"C[SD]?T|Central(?: (?:Standard |Daylight )?Time)?|hora (?:del )?centr(?:o|al)",
    "America/Denver": r"M[SD]?T|Mountain(?: (?:Standard |Daylight )?Time)?|hora de la montaña",
    "America/Los_Angeles": r"P[SD]?T|Pacific(?: (?:Standard |Daylight )?Time)?|hora del pac[ií]fico",
    "America/Anchorage": r"AK[SD]?T|Alaska Time",
    "Pacific/Honolulu": r"HS?T|Hawai[ʻ'’]?i(?: Standard)? Time",
    "America/Puerto_Rico": r"AST|Atlantic(?: Standard)? Time|hora de Puerto Rico",
    "UTC": r"UTC|GMT",
}


def pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of which blanks are bounded: over a page of line ends an open one is tried again from each of them."""
    return re.compile(words.replace(r"\s*", r"\s{0,9}").replace(r"\s+", r"\s{1,9}"), flags)


ZONE = pattern(r"\s*\(?\s*(?:" + "|".join(f"(?P<z{n}>{words})" for n, words in enumerate(ZONES.values())) + r")\b\)?")

CREDENTIALS = re.findall(
    r"\S+",
    "MD DO PhD MPH MSPH MPA RN NP FNP PA PA-C DDS DMD PharmD MSN DNP MBA JD MS MA MSc ScD DrPH MHA MHS"
    " MPP MEd EdD BS BA  BSN CNM FAAN FAAFP FAAP FACP FACS FACOG FACEP FAHA LCSW MSW LICSW PsyD OD DVM"
    " MBBS DPT OTR CRNA LPN CHW CNS FRCP  MSEd MPhil DHSc DMSc LMFT LPC RDN CPH FACHE",
)
CREDENTIAL = (
    "(?:"
    + "|".join(re.escape(word) for word in sorted(CREDENTIALS, key=len, reverse=True))
    + r"|M\.D\.|Ph\.D\.|D\.O\.)"
)
DEGREES = rf"{CREDENTIAL}\b\.?(?:\s*[,/]\s*{CREDENTIAL}\b\.?)*"

STATES = re.findall(
    r"\S+",
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY"
    " NC ND OH OK OR  PA RI SC SD TN TX UT VT VA WA WV WI WY PR",
)
STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois"
    "|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri"
    "|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma"
    "|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|West Virginia|Wisconsin|Wyoming|Puerto Rico"
)

# A name as it is set in a line of text: words with a capital, small words between them.
# A stop belongs to a word only within it, or where it closes one such as "U.S.".
CAP = r"(?:[A-ZÁÉÍÓÚÑÜ0-9](?:[\w'’&/\-]|\.(?=\w)|(?<=\.[A-Z])\.|(?<=\bSt)\.|(?<=\bDr)\.)*)"
SMALL = r"(?:of|the|in|and|for|to|a|an|on|at|with|from|by|or|is|&|y|de|la|el|los|las|del|en|para|con)"
RUN = rf"{CAP}(?:,?[ ](?:{CAP}|{SMALL}\b)){{0,24}}"
NAMED = rf"{CAP}(?:[ ](?:{CAP}|{SMALL}\b)){{0,24}}"
SURNAME = r"[A-ZÁÉÍÓÚÑÜ][\w'’]*[a-záéíóúñü][\w'’]*(?:-[A-ZÁÉÍÓÚÑÜ][\w'’]+)*"
PERSON = rf"{SURNAME}(?: [A-Z]\.)?(?: (?:de|la|del|van|von|der|da|dos|bin|al|el))*(?: {SURNAME}){{1,2}}"
PERSON_SHORT = rf"{SURNAME}(?: [A-Z]\.)?(?: (?:de|la|del|van|von|der|da|dos|bin|al|el))* {SURNAME}"

ORGANIZATION_WORDS = set(
    re.findall(
        r"\S+",
        "Alliance Institute University Mission School College Center Centre Health Association Department"
        " National Society  Project Committee Council Foundation Hospital Clinic Office Board Program Network"
        " Group Initiative Academy Fund  Federation Coalition League Union Medical Medicine Public Community"
        " Campaign Press Journal Affairs Grand Rounds  United American Primary Care Black Latino Hispanic"
        " Register Join Apply Save Date Zoom Webinar Social Read More",
    )
)
ROLE_NOUNS = set(
    re.findall(
        r"\S+",
        "Organizer Director Professor Physician Founder Chair President Nurse Board Associate Assistant Dean"
        " Senior Chief  Member Student Resident Fellow Coordinator Manager Attorney Researcher Family"
        " Executive Vice Co-founder Co-Founder  Cofounder Author Advocate Midwife Dentist Pharmacist"
        " Psychologist Epidemiologist Scientist Instructor Lecturer  Policy Program Medical Clinical Surgeon"
        " Pediatrician Psychiatrist Counselor Head Lead Partner Principal Deputy  Officer CEO Dr Dr. Prof"
        " Prof. Our our Emeritus Distinguished Founding Former Attending",
    )
)
EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?)*"
BULLET = rf"(?:[•▪◦‣·*–—]|-(?=\s)|{EMOJI})"


def trimmed(name: str) -> str:
    """A name without the small words, commas and stops that a greedy reading left at its end."""
    kept = name.strip().rstrip(" ,;:!?.")
    while match := re.search(rf"[ ,]{SMALL}$", kept):
        kept = kept[: match.start()].rstrip(" ,;:!?.")
    return kept
