"""Text that people write with simple marks (Markdown), as it stands on a page: no HTML of theirs, no images."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe

DEEPEST = 6


def to_html(text: str, *, first: int = 2) -> SafeString:
    """The text as HTML; its highest heading (#) becomes a heading of level `first`.

    Angle brackets are shown as they were typed; links lead to http, https or mail addresses only.
    """
    marks = _reader()
    tokens = marks.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(DEEPEST, int(token.tag[1]) + first - 1)}"
    return mark_safe(marks.renderer.render(tokens, marks.options, {}))


@cache
def _reader():
    from markdown_it import MarkdownIt

    marks = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])
    marks.validateLink = _leads_out
    return marks


def _leads_out(url: str) -> bool:
    return url.lower().startswith(("https://", "http://", "mailto:"))
