"""What a room writes in a service letter."""

from dataclasses import dataclass

# Stand around somebody's own words while the marks of a letter are read. Unicode gives them no use.
OPEN, CLOSE = "\ue002", "\ue003"
UNUSED = {ord(OPEN): None, ord(CLOSE): None}


def own_words(text: str) -> str:
    """What somebody typed, to be put into the text of a letter: shown as it is, nothing in it is read as a mark."""
    return f"{OPEN}{text.translate(UNUSED)}{CLOSE}"


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter, such as a calendar entry."""

    name: str
    content: bytes
    type: str


@dataclass(frozen=True)
class LetterText:
    """The words of one letter, written in the language of its reader.

    `subject` may be read over a shoulder: nothing private stands in it. `text` is plain paragraphs with the few marks
    that messages have; addresses of pages stand in it in full, and what people typed as `own_words`. `why` says in a
    sentence why she gets it.
    """

    subject: str
    text: str
    why: str
    attachments: tuple[Attachment, ...] = ()
