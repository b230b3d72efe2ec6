"""No page holds code or styles of its own: the policy would stop them, and so would a reader who sees it."""

import re
from html.parser import HTMLParser

import pytest
from django.db import transaction

from tests.security.scene import make_scene, named_addresses

pytestmark = pytest.mark.django_db
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data")


class Looking(HTMLParser):
    """Collects what a strict policy forbids."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inside = tag if tag == "script" and "src" not in given and not is_data(given) else None
        if tag in ("style", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        for name in ADDRESSES:
            if re.match(r"\s*(javascript|data|vbscript):", given.get(name) or "", re.I):
                self.found.append(f"{tag} {name}={given[name][:40]}")
            if re.match(r"(https?:)?//", given.get(name) or "") and tag in ("script", "link", "img", "form"):
                self.found.append(f"{tag} from elsewhere: {given[name][:60]}")

    def handle_data(self, data):
        if self.inside and data.strip():
            self.found.append(f"script: {data.strip()[:60]}")


def is_data(given):
    """A block that is only read, such as the options of a passkey, runs nowhere."""
    return given.get("type") == "application/json"


def forbidden(page):
    looking = Looking()
    looking.feed(page)
    return looking.found


def answers(client, method, scene):
    for name in sorted(set(named_addresses()) | scene.arguments.keys()):
        if name.partition("@")[0] in ("account_logout",):
            continue
        undo = transaction.savepoint()
        answer = getattr(client, method)(scene.address(name))
        body = b"".join(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield name, body.decode()
        transaction.savepoint_rollback(undo)


@pytest.mark.parametrize("method", ["get", "post"])
def test_on_no_page(manager, administrator, method):
    pages = list(answers(administrator.client, method, make_scene(manager, administrator)))
    assert len(pages) > (30 if method == "get" else 5)
    assert {name: found for name, page in pages if (found := forbidden(page))} == {}


@pytest.mark.parametrize(
    "piece",
    [
        "<p style='color:red'>",
        "<a href='javascript:1'>",
        "<b onclick=x>",
        "<script>1</script>",
        "<style>p{}</style>",
        "<script src='//cdn.example/x.js'></script>",
        "<form action='https://evil.example/'>",
    ],
)
def test_it_would_be_seen(piece):
    assert forbidden(f"<html><body>{piece}</body></html>")
