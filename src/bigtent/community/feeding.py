"""What of the feed is for somebody, and why: what of a post she follows."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from bigtent.community.models import Follow, Post
from bigtent.people.models import Specialty, Topic


@dataclass(frozen=True)
class Followed:
    """The numbers of what a person follows."""

    topics: frozenset[int]
    specialties: frozenset[int]
    groups: frozenset[int]

    @classmethod
    def by(cls, person: int) -> "Followed":
        rows = list(Follow.objects.filter(person=person).values_list("topic", "specialty", "group"))
        columns = zip(*rows, strict=True) if rows else ((), (), ())
        return cls(*(frozenset(pk for pk in column if pk) for column in columns))

    def __bool__(self) -> bool:
        return bool(self.topics or self.specialties or self.groups)

    def condition(self) -> Q:
        """On posts: about at least one of these. Conditions of their own, so that nothing stands there twice."""
        topics = Post.topics.through.objects.filter(topic__in=self.topics).values("post")
        specialties = Post.specialties.through.objects.filter(specialty__in=self.specialties).values("post")
        return Q(pk__in=topics) | Q(pk__in=specialties) | Q(group__in=self.groups)

    def why(self, post: Post) -> list[str]:
        """What of a post she follows, in words."""
        found = [str(topic) for topic in post.topics.all() if topic.pk in self.topics]
        found += [str(one) for one in post.specialties.all() if one.pk in self.specialties]
        return found + ([post.group.name] if post.group_id in self.groups else [])


def with_subjects(posts):
    """Read with what they are about, so that a list asks the same for 3 as for 300."""
    return posts.select_related("group").prefetch_related(
        Prefetch("topics", Topic.objects.order_by("order")), Prefetch("specialties", Specialty.objects.order_by("name"))
    )
