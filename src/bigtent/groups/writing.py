"""Minutes as people write them: Markdown, without anything that a browser would carry out or fetch."""

from functools import cache
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe

LINKS = ("", "http", "https", "mailto")
# A page has its own title and the minutes a heading: those inside begin below it.
BELOW = 2


def as_html(text: str) -> SafeString:
    """Markdown as HTML: tags of the text stay text, pictures are left out, links lead to pages or addresses only."""
    markdown = _markdown()
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + BELOW)}"
    return mark_safe(markdown.renderer.render(tokens, markdown.options, {}))


@cache
def _markdown():
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.validateLink = lambda address: urlsplit(address).scheme.lower() in LINKS
    return markdown
