"""The feed as Atom, for programs that read feeds."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bigtent.community.models import Post
from bigtent.people.models import Network


class ViaFeed(Atom1Feed):
    """Says of a repost where it stood first."""

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        if item["via"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["via"]})


def atom(posts) -> HttpResponse:
    """The posts, their topics as categories, each with an id that stays."""
    here = settings.SITE_URL
    feed = ViaFeed(
        title=Network.current().name or "Bigtent", link=here + reverse("community:feed"), language=get_language(),
        description=_("What is new in the network"), feed_url=here + reverse("community:feed_atom"),
    )  # fmt: skip
    for post in posts:
        feed.add_item(
            title=_readable(post.title), link=here + post.get_absolute_url(), description=_readable(_said(post)),
            unique_id=here + post.get_absolute_url(), pubdate=post.released_at, updateddate=post.changed_at,
            author_name=_readable(post.original_author or post.authors) or None,
            categories=[str(topic) for topic in post.topics.all()],
            via=post.link if post.is_repost else "",
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _said(post: Post) -> str:
    if post.kind != Post.Kind.HONOR:
        return post.text
    words = _("%(who)s: %(award)s, given by %(giver)s.") if post.giver else _("%(who)s: %(award)s.")
    honor = words % {"who": post.honored, "award": post.award, "giver": post.giver}
    return f"{honor}\n\n{post.text}".strip()


def _readable(words: str) -> str:
    """Without the control characters that no feed may hold."""
    return "".join(letter for letter in words if letter >= " " or letter in "\n\t")
