"""Verbs: propose for the feed what happened in the rooms of the network."""

from datetime import timedelta

from django.core.cache import cache
from django.db import transaction

from bigtent.community.models import Post
from bigtent.groups.models import Decision
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import News, declared
from bigtent.ledger.demonstration import building
from bigtent.ledger.services import record

# What is older is no news; a worker that stood still for a week proposes what happened in it.
WINDOW = timedelta(days=14)
# How often the rooms are asked: a proposal may wait a quarter of an hour.
EVERY = timedelta(minutes=15)
# News grows old; staff may say otherwise before they release it.
SHOWN = timedelta(days=60)
DECISION = "decision:"


def look_after_news() -> None:
    """Ask the rooms what happened, a few times an hour; of several workers one."""
    if cache.add("community.news", 1, EVERY.total_seconds()):
        propose_news(by=None)


@transaction.atomic
def propose_news(*, by) -> int:
    """Write down as proposals what the rooms tell since two weeks, each thing once, also where it was put aside."""
    found = {news.about: (source, news) for source in declared("NEWS") for news in source.items(now() - WINDOW)}
    known = set(Post.objects.filter(about__in=found).values_list("about", flat=True))
    new = [news for about, (_source, news) in found.items() if about not in known]
    Post.objects.bulk_create(map(_proposal, new), ignore_conflicts=True)
    posts = {post.about: post for post in Post.objects.filter(about__in=[news.about for news in new])}
    _join_topics(posts, new)
    _join_groups(posts)
    if posts:
        record(by=by, verb="propose_news", about=next(iter(posts.values())), count=len(posts))
    return len(posts)


def _proposal(news: News) -> Post:
    return Post(
        kind=Post.Kind.NEWS, about=news.about[:60], title=news.title[:200], text=news.text, page=news.url,
        happened_at=news.at,
        expires_on=today() + SHOWN, demonstration=news.demonstration or building(),
    )  # fmt: skip


def _join_topics(posts: dict[str, Post], new: list[News]) -> None:
    through = Post.topics.through
    pairs = [through(post_id=posts[news.about].pk, topic_id=pk) for news in new for pk in set(news.topics)]
    through.objects.bulk_create(pairs, ignore_conflicts=True)


def _join_groups(posts: dict[str, Post]) -> None:
    """What a group decided is found by those who follow it."""
    keys = {about.removeprefix(DECISION): post for about, post in posts.items() if about.startswith(DECISION)}
    for key, group in Decision.objects.filter(key__in=keys).values_list("key", "group"):
        keys[key].group_id = group
    Post.objects.bulk_update([post for post in keys.values() if post.group_id], ["group"])
