"""What is new of what somebody follows, in her weekly mail: once, and not what she has seen here."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import DateTimeField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat, Greatest

from bigtent.community.models import FeedSeen, Follow, Post
from bigtent.ledger.clock import today
from bigtent.people.consent_words import TOPIC
from bigtent.people.models import Consent, Purpose, RoleGrant

MOST = 12


def followers(since: datetime, until: datetime):
    """Those who follow something of which something was released since then that they have not seen here."""
    posts = Post.objects.filter(
        Post.objects.all().shown(), _about(), released_at__gt=_seen_or(since), released_at__lte=until
    )
    rows = _wanted().annotate(belongs=Exists(_grants()))
    public, inside = posts.filter(seen_by=Post.SeenBy.EVERYBODY), posts.filter(seen_by=Post.SeenBy.NETWORK)
    return rows.filter(Exists(public) | Q(Exists(inside), belongs=True)).values("person")


def lines(people: Iterable[int], since: datetime, until: datetime) -> dict[int, list[tuple[str, str]]]:
    """For each of these people the titles and addresses of what is new for her, the latest first."""
    people = list(people)
    posts = list(
        Post.objects.on_show().filter(released_at__gt=since, released_at__lte=until)
        .prefetch_related("topics", "specialties")
    )  # fmt: skip
    seen = dict(FeedSeen.objects.filter(person__in=people).values_list("person", "until"))
    inside = set(Follow.objects.filter(Exists(_grants()), person__in=people).values_list("person", flat=True))
    wanted: dict[int, set[tuple[str, int]]] = {}
    for person, *followed in _wanted().filter(person__in=people).values_list("person", "topic", "specialty", "group"):
        wanted.setdefault(person, set()).update(_named(*followed))
    return {
        person: found
        for person, follows in wanted.items()
        if (found := [
            (post.title, post.get_absolute_url())
            for post in posts
            if _is_new(post, seen.get(person)) and _may_read(post, person in inside) and follows & _subjects(post)
        ][:MOST])
    }  # fmt: skip


def _wanted():
    """What is followed, without topics of which somebody wants no mail."""
    datum = Concat(Value(TOPIC), OuterRef("topic__code"))
    refused = Consent.objects.answered(Purpose.OUTREACH, datum, given=False).filter(person=OuterRef("person"))
    return Follow.objects.exclude(Exists(refused))


def _about() -> Q:
    """A post about what the outer row follows."""
    return (
        Q(pk__in=Post.topics.through.objects.filter(topic=OuterRef(OuterRef("topic"))).values("post"))
        | Q(pk__in=Post.specialties.through.objects.filter(specialty=OuterRef(OuterRef("specialty"))).values("post"))
        | Q(group=OuterRef("group"))
    )


def _seen_or(since: datetime):
    start = Value(since, DateTimeField())
    return Greatest(start, Coalesce(OuterRef("person__feed_seen__until"), start))


def _grants():
    return RoleGrant.objects.in_force(today()).filter(account__person=OuterRef("person"), scope="")


def _named(topic, specialty, group) -> set[tuple[str, int]]:
    return {(kind, pk) for kind, pk in (("topic", topic), ("specialty", specialty), ("group", group)) if pk}


def _subjects(post: Post) -> set[tuple[str, int]]:
    found = {("topic", one.pk) for one in post.topics.all()} | {("specialty", one.pk) for one in post.specialties.all()}
    return found | {("group", post.group_id)}


def _is_new(post: Post, seen: datetime | None) -> bool:
    return seen is None or post.released_at > seen


def _may_read(post: Post, belongs: bool) -> bool:
    return belongs or post.seen_by == Post.SeenBy.EVERYBODY
