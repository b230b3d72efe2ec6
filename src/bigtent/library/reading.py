"""A text of the library as it stands on a page; its links to other pages of the library lead there."""

import re

from django.utils.safestring import SafeString

from bigtent.ledger.markup import to_html

OWN = re.compile(r"\]\((/[a-z][a-z0-9/-]*/)\)")


def as_page(request, text: str) -> SafeString:
    """The text as HTML. A link written as (/library/pages/debt/) becomes a whole address of this site."""
    return to_html(OWN.sub(lambda link: f"]({request.build_absolute_uri(link[1])})", text), first=2)


def own_links(text: str) -> list[str]:
    return OWN.findall(text)
