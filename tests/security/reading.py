"""How hard a text is to read: the grade of English (Kincaid and others, 1975), the ease of Spanish (Fernández, 1959).

Grade 9 is what somebody reads after nine years of school. The Spanish score runs from 100 (very easy) down; 60 and more
is ordinary prose.
"""

import re

MARKS = re.compile(r"^[\s#>*-]+", re.M)
HIATUS = re.compile(r"[aeoáéó](?=[aeoáéó])|[íú](?=[aeo])|[aeo](?=[íú])")


def sentences(text: str) -> list[str]:
    """Lines of a list and headings count as sentences, as they are read."""
    plain = MARKS.sub("", text)
    found = re.split(r"(?<=[.!?:;])\s+|\n+", plain)
    return [one for one in found if words(one)]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", plain))
    if re.search(r"[^aeiouyl]e$|[^aeiouy]es$|[^aeiouytd]ed$", plain) and not re.search(
        r"[sxzc]es$|[cs]hes$|ges$", plain
    ):
        groups -= 1
    return max(1, groups)


def spanish_syllables(word: str) -> int:
    plain = re.sub(r"[gq]u(?=[eiéí])", "g", word.lower())
    return max(1, len(re.findall(r"[aeiouáéíóúü]+|y\b", HIATUS.sub(r"\g<0>-", plain))))


def grade(text: str) -> float:
    """0.39 words per sentence + 11.8 syllables per word - 15.59."""
    said, found = sentences(text), words(text)
    return 0.39 * len(found) / len(said) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def spanish_ease(text: str) -> float:
    """206.84 - 60 syllables per word - 1.02 words per sentence."""
    said, found = sentences(text), words(text)
    return 206.84 - 60 * sum(map(spanish_syllables, found)) / len(found) - 1.02 * len(found) / len(said)
