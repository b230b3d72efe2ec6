"""Words as other programs take them: no feed and no calendar may hold control characters."""


def readable(words: str) -> str:
    """Without control characters; lines end in one way."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter >= " " or letter in "\n\t")


def in_one_line(words: str) -> str:
    return " ".join(readable(words).split())
