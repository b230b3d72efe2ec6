"""No page holds code or styles of its own: the policy would stop them, and so would a reader who sees it."""

import pytest

from tests.security.inline import forbidden

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "post"])
def test_on_no_page(opened, method):
    pages = {name: one for name, one in opened.of("administrator", method).items() if one.is_page}
    assert len(pages) > (30 if method == "get" else 5)
    assert {name: one.forbidden for name, one in pages.items() if one.forbidden} == {}


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
