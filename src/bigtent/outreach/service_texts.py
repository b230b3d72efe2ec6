"""What a room writes in a service letter."""

from dataclasses import dataclass


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
    that messages have; addresses of pages stand in it in full. `why` says in a sentence why she gets it.
    """

    subject: str
    text: str
    why: str
    attachments: tuple[Attachment, ...] = ()
