"""What happens to names and schools in lists that people keep by hand for fifty years."""

import numpy as np

NEARBY = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqrewyturioopsasdfghjkjlxzvcbvnbm"[:26], strict=True))
SHORT_FORMS = {
    "Alexander": ["Alex", "Xander"], "Alexandra": ["Alex", "Sandra"], "Andrew": ["Andy", "Drew"],
    "Anthony": ["Tony"], "Antonio": ["Tony", "Toño"], "Barbara": ["Barb"], "Benjamin": ["Ben"],
    "Catherine": ["Cathy", "Kate"], "Charles": ["Charlie", "Chuck"], "Christina": ["Tina", "Chris"],
    "Christopher": ["Chris"], "Cynthia": ["Cindy"], "Daniel": ["Dan", "Danny"], "David": ["Dave"],
    "Deborah": ["Debbie", "Deb"], "Donald": ["Don"], "Dorothy": ["Dot", "Dottie"], "Edward": ["Ed", "Eddie"],
    "Elizabeth": ["Liz", "Beth", "Betty"], "Francisco": ["Paco", "Pancho"], "Frederick": ["Fred"],
    "Gregory": ["Greg"], "Guadalupe": ["Lupe"], "Ignacio": ["Nacho"], "Jacqueline": ["Jackie"],
    "James": ["Jim", "Jimmy"], "Jennifer": ["Jen", "Jenny"], "Jessica": ["Jess"], "Jesus": ["Chuy"],
    "John": ["Jack", "Johnny"], "Jonathan": ["Jon"], "Jose": ["Pepe"], "Joseph": ["Joe"],
    "Katherine": ["Kathy", "Kate"], "Kenneth": ["Ken"], "Kimberly": ["Kim"], "Lawrence": ["Larry"],
    "Leonard": ["Len"], "Margaret": ["Peggy", "Meg", "Maggie"], "Matthew": ["Matt"], "Melissa": ["Missy"],
    "Michael": ["Mike"], "Michelle": ["Shelly"], "Nancy": ["Nan"], "Nicholas": ["Nick"],
    "Pamela": ["Pam"], "Patricia": ["Pat", "Trish"], "Patrick": ["Pat"], "Peter": ["Pete"],
    "Rebecca": ["Becky"], "Richard": ["Rick", "Dick"], "Robert": ["Bob", "Rob"], "Roberto": ["Beto"],
    "Ronald": ["Ron"], "Samantha": ["Sam"], "Samuel": ["Sam"], "Sandra": ["Sandy"], "Stephanie": ["Steph"],
    "Stephen": ["Steve"], "Steven": ["Steve"], "Susan": ["Sue"], "Theresa": ["Terry"], "Thomas": ["Tom"],
    "Timothy": ["Tim"], "Veronica": ["Ronnie"], "Victoria": ["Vicky"], "Virginia": ["Ginny"],
    "William": ["Bill", "Will"], "Zachary": ["Zach"],
}  # fmt: skip


def typos(random: np.random.Generator, values: np.ndarray, rate: float) -> np.ndarray:
    """One slip of the hand (a wrong, lost, doubled or swapped letter) in `rate` of the values."""
    slipped = np.array(values, object)
    for index in np.flatnonzero(random.random(len(slipped)) < rate):
        slipped[index] = _slip(random, slipped[index])
    return slipped


def _slip(random: np.random.Generator, name: str) -> str:
    if not name or len(name) < 4:
        return name
    at = int(random.integers(1, len(name) - 1))
    before, letter, after = name[:at], name[at], name[at + 1 :]
    slips = (
        before + NEARBY.get(letter.lower(), "e") + after,
        before + after,
        before + after[0] + letter + after[1:],
        before + letter + letter + after,
    )
    return slips[random.integers(len(slips))]


def shortened(random: np.random.Generator, names: np.ndarray, rate: float) -> np.ndarray:
    """A short form in `rate` of the names that have one."""
    short = np.array(names, object)
    for index in np.flatnonzero(random.random(len(short)) < rate):
        forms = SHORT_FORMS.get(short[index])
        if forms:
            short[index] = forms[random.integers(len(forms))]
    return short


def initials(random: np.random.Generator, names: np.ndarray, *, none: float, initial: float) -> np.ndarray:
    """A middle name as lists keep it: absent, an initial, or whole."""
    luck = random.random(len(names))
    return np.array(
        [None if u < none else name[:1] if u < none + initial else name for u, name in zip(luck, names, strict=True)],
        object,
    )


def school_as_written(random: np.random.Generator, schools: np.ndarray, rate: float) -> np.ndarray:
    """The name of a school in one of the ways that offices write it."""
    written = np.array(schools, object)
    for index in np.flatnonzero(random.random(len(written)) < rate):
        written[index] = _otherwise(random, written[index])
    return written


def _otherwise(random: np.random.Generator, school: str) -> str:
    ways = (
        school.replace("University", "Univ."),
        school.replace("School of Medicine", "Sch of Med").replace("College of Medicine", "Coll of Med"),
        school.upper(),
        school.replace("Medical College", "Med. Coll.").replace("Medical School", "Med School"),
        school.replace("University of ", "U of "),
    )
    return ways[random.integers(len(ways))]
