"""What somebody wrote above, below or between what her program quotes: it is kept, and what is quoted is not."""

import random
from time import perf_counter

import pytest

from bigtent.outreach.reading_replies import what_she_wrote
from tests.outreach.quoted import HTML, TAILS, mail, marked

WORDS = "I went by what I missed on free days.\n\nCall me the week after, if you like: it is a long story.\nGrace"
PIECES = (
    "I would go.", "On Monday I asked her.", "", "-", "From: here on it gets easier.", "  indented", "¿Por qué no?",
    "She wrote: come.", "1. First", "To: be honest, no.", "— well —", "Sent from the heart.", "é ü 漢字", "wrote:",
    "El lunes escribió:", "Le chat", "12:30 works", "a > b and b < c", "-----", "___", "Original message",
)  # fmt: skip


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_what_stands_above_is_kept_and_the_tail_is_not(tail):
    assert what_she_wrote(mail(f"{WORDS}\n\n{tail}\n")) == WORDS


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_whatever_stands_above_is_never_lost(tail):
    """40 drawn answers, many of them with words that mails have where a quotation begins."""
    chance = random.Random(5)
    for _ in range(40):
        lines = ["Hello,", *chance.choices(PIECES, k=chance.randint(1, 12)), "Best, Grace"]
        kept = what_she_wrote(mail("\n".join(lines) + f"\n\n{tail}\n"))
        assert kept.split() == " ".join(lines).split()


def test_what_is_written_below_or_between_is_kept():
    between = f"On 11/23/26 9:05 AM, Lantern wrote:\n{marked('Why?')}\n\nBecause.\n\n{marked('And when?')}\n\nIn May."
    assert what_she_wrote(mail(between)) == "Because.\n\nIn May."


def test_below_an_unmarked_mail_all_is_kept_but_its_addresses():
    text = what_she_wrote(mail(TAILS["outlook of old"] + "\n\nBecause."))
    assert "Because." in text and "ada@example.org" not in text


@pytest.mark.parametrize("form", HTML.values(), ids=HTML.keys())
def test_a_mail_of_html_alone_is_read_as_well(form):
    raw = mail(form.format(words="I went by <b>free</b> days.<br>Grace &amp; co"), kind="text/html")
    assert what_she_wrote(raw) == "I went by free days.\nGrace & co"


def test_of_two_forms_the_plain_one_is_read_and_files_are_not():
    parts = ["Content-Type: text/plain\n\nPlain.", "Content-Type: text/html\n\n<p>HTML</p>",
             "Content-Type: text/plain\nContent-Disposition: attachment\n\nA file."]  # fmt: skip
    body = "--b\n" + "\n--b\n".join(parts) + "\n--b--\n"
    assert what_she_wrote(mail(body, kind="multipart/mixed; boundary=b")) == "Plain."


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "cp1252", "utf-16"])
def test_in_the_letters_of_its_program(encoding):
    assert what_she_wrote(mail("Sí, mañana.", encoding=encoding)) == "Sí, mañana."


def test_a_dash_with_much_below_it_is_no_signature():
    text = "First.\n--\n" + "\n".join(f"Line {number}" for number in range(40))
    assert what_she_wrote(mail(text)) == text


@pytest.mark.parametrize("seed", range(4))
def test_broken_mail_breaks_nothing(seed):
    """500 mails of each seed with bytes cut, doubled, swapped and replaced."""
    chance = random.Random(seed)
    written = [mail(f"{WORDS}\n\n{tail[:3000]}") for tail in TAILS.values()]
    written += [mail(form.format(words=WORDS), kind="text/html") for form in HTML.values()]
    for _ in range(500):
        raw = bytearray(chance.choice(written))
        for _ in range(chance.randint(1, 12)):
            at, upto = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
            part = raw[at : min(upto, at + chance.choice((1, 3, 40, 400)))]
            raw[at : at + len(part)] = chance.choice(
                (b"", part * 2, part[::-1], chance.randbytes(len(part)), b"\0", b"<![", b"<!--", b"\r\n\r\n", b"> ")
            )
        assert isinstance(what_she_wrote(bytes(raw)), str)


def test_a_mail_of_two_million_signs_is_read_at_once():
    many = ("On a day " * 40 + "\n") * 5_000 + "De" * 1000
    assert what_she_wrote(mail(many)).startswith("On a day")


@pytest.mark.parametrize("sign", ["<div>", "<!--", "<!--x", "<![", "<a "])
def test_no_html_keeps_the_reader_for_long(sign):
    """What grows with the square of the length would take minutes."""
    raw = b"From: a@example.org\r\nContent-Type: text/html\r\n\r\n<p>Thank you.</p>" + sign.encode() * 20_000
    begun = perf_counter()
    assert what_she_wrote(raw).startswith("Thank you.")
    assert perf_counter() - begun < 5
