"""Reads the words out of a PDF as a screen reader would: page by page, in the order in which they were set."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.S)
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)|(EMC)", re.S)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for _number, body in sorted(objects.items()) if b"/Type/Page/" in body]
    return "\n".join(_page(body, objects) for body in pages)


def information(pdf: bytes) -> dict[str, str]:
    """Title, author, dates as the document says them."""
    found = re.search(rb"<</Title\((.*?)\)(?:/Author\((.*?)\))?.*?/CreationDate\(D:(\d{8})", pdf)
    return {"title": found[1].decode("latin-1"), "made_on": found[3].decode()}


def _page(body: bytes, objects: dict[int, bytes]) -> str:
    resources = objects[_reference(body, b"Resources")]
    fonts = {
        name: _letters(objects[_reference(objects[int(number)], b"ToUnicode")])
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    letters, text = {}, ""
    for font, shown, end in SHOWN.findall(_unpacked(objects[_reference(body, b"Contents")])):
        letters = fonts[font] if font else letters
        raw = re.sub(rb"\\([0-7]{3}|.)", _unescaped, shown, flags=re.S)
        text += "".join(letters.get(raw[at : at + 2], "") for at in range(0, len(raw), 2))
        text += "\n" if end else ""
    return text


def _reference(body: bytes, name: bytes) -> int:
    return int(re.search(rb"/" + name + rb" (\d+) 0 R", body)[1])


def _unescaped(found) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if len(sign) == 3 else ESCAPED.get(sign, sign)


def _unpacked(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body.partition(b"stream\n")[2])


def _letters(body: bytes) -> dict[bytes, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", _unpacked(body))
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
