"""What posts and follows offer to other rooms: what is held of a person, what is new, what waits for whom."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.community.digest import followers, lines
from bigtent.community.models import Follow, Post
from bigtent.community.services.proposing import DECISION, look_after_news
from bigtent.groups.models import Decision
from bigtent.ledger.declarations import (
    Deed,
    DigestPart,
    Due,
    DueSource,
    Known,
    News,
    NewsSource,
    Recorded,
    Recurring,
    RoomEntry,
)

ROOMS_OF_FEED = (
    RoomEntry(name="community", label=gettext_lazy("Community"), url="community:feed", switchable=True, order=20),
)

DEEDS_OF_FEED = (
    Deed("write_post", gettext_lazy("“%(what)s” was proposed for the feed")),
    Deed("propose_news", gettext_lazy("“%(what)s” happened and was proposed for the feed"),
         gettext_lazy("%(count)s things that happened were proposed for the feed")),
    Deed("change_post", gettext_lazy("The post “%(what)s” was changed")),
    Deed("release_post", gettext_lazy("The post “%(what)s” was released")),
    Deed("take_back_post", gettext_lazy("The post “%(what)s” was taken out of the feed")),
    Deed("discard_post", gettext_lazy("The proposal “%(what)s” was put aside")),
    Deed("put_back_post", gettext_lazy("The proposal “%(what)s” was put back")),
    Deed("set_follows", gettext_lazy("Somebody chose what to follow"),
         gettext_lazy("%(count)s times somebody chose what to follow")),
)  # fmt: skip


def may_read(account, row) -> bool:
    return account.has_perm("community.edit_feed")


HISTORY_OF_FEED = (Recorded("community.Post", may_read),)


def show_follows(person, account) -> Iterator[tuple[str, str, str]]:
    """On her own page only: what somebody follows tells of her."""
    if account.person_id == person.pk:
        for row in Follow.objects.filter(person=person).select_related("topic", "specialty", "group"):
            yield _("Follows"), str(row.followed), _("said herself")


def show_honors(person, account) -> Iterator[tuple[str, str, str]]:
    if account.person_id == person.pk:
        for row in Post.objects.filter(person=person):
            yield _("Honor in the feed"), f"{row.title} ({row.get_state_display().lower()})", _("proposed herself")


def show_proposals(person, account) -> Iterator[tuple[str, str, str]]:
    if account.person_id == person.pk:
        for row in Post.objects.filter(proposed_by=person):
            yield _("Proposed for the feed"), f"{row.title} ({row.get_state_display().lower()})", _("proposed herself")


KNOWN_OF_FEED = (
    Known(model="community.Follow", title=gettext_lazy("What you follow"), show=show_follows),
    Known(model="community.FeedSeen", title=gettext_lazy("Up to when you looked through the feed"), latest="until"),
    Known(model="community.Post", title=gettext_lazy("Honors of yours in the feed"), show=show_honors),
    Known(
        model="community.Post",
        field="proposed_by",
        title=gettext_lazy("What you proposed for the feed"),
        show=show_proposals,
        kept_because=gettext_lazy("What the network was told stays. That you proposed it is forgotten."),
    ),
)

SWEPT_OF_FEED = tuple(
    f"community.Post.{field}"
    for field in ("title", "text", "original_author", "authors", "honored", "award", "giver", "publisher")
)


def decisions_published(since: datetime) -> Iterator[News]:
    """What groups decided and showed to everybody since then."""
    found = Decision.objects.shown_to(AnonymousUser()).filter(published_at__gte=since).select_related("group")
    for one in found.order_by("published_at"):
        title = _("%(group)s decided: %(what)s") % {"group": one.group, "what": one.text}
        yield News(
            about=f"{DECISION}{one.key}", title=title, text=one.reasons, url=one.get_absolute_url(),
            at=one.published_at, demonstration=one.group.demonstration,
        )  # fmt: skip


NEWS_OF_FEED = (NewsSource("decisions", gettext_lazy("Decisions of groups"), decisions_published, order=60),)

DIGEST_PARTS_OF_FEED = (DigestPart("followed", gettext_lazy("New of what you follow"), followers, lines, order=20),)

RECURRING_OF_FEED = (Recurring("community-news", look_after_news, order=70),)


def proposals_due(account) -> Iterator[Due]:
    """For those who edit the feed: what waits to be looked at."""
    if not account.has_perm("community.edit_feed"):
        return
    if count := Post.objects.proposed().count():
        words = ngettext("%(n)s proposal for the feed waits", "%(n)s proposals for the feed wait", count)
        yield Due(
            title=words % {"n": count},
            why=_("What members propose and what happened in the network is shown once you have looked at it."),
            button=_("Look at them"),
            url=reverse("community:proposals"),
            minutes=5,
            order=70,
        )


DUE_OF_FEED = (DueSource("feed-proposals", proposals_due),)
