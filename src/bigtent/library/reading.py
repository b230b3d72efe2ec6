"""A text of the library as it stands on a page; its links to other pages of the library lead there."""

import re

from django.utils.safestring import SafeString

from bigtent.ledger.markup import to_html

HIGHEST = re.compile(r"^# ", re.MULTILINE)
OWN = re.compile(r"\]\((/[a-z][a-z0-9/-]*/)\)")


def as_page(request, text: str) -> SafeString:
    """The text as HTML, its headings from the second level on, whether it writes them with # or with ##.

    A link written as (/library/pages/debt/) becomes a whole address of this site.
    """
    whole = OWN.sub(lambda link: f"]({request.build_absolute_uri(link[1])})", text)
    return to_html(whole, first=2 if HIGHEST.search(text) else 1)


def own_links(text: str) -> list[str]:
    return OWN.findall(text)
