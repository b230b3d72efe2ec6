"""What somebody follows, and up to when the feed was looked through."""

from django.db import models
from django.db.models import Q

from bigtent.ledger.clock import now


class Follow(models.Model):
    """A person follows a topic, a specialty or a group: exactly one of them."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="follows")
    topic = models.ForeignKey(
        "people.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    specialty = models.ForeignKey(
        "people.Specialty", on_delete=models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    group = models.ForeignKey(
        "groups.Group", on_delete=models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    since = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__isnull=False, specialty__isnull=True, group__isnull=True)
                | Q(topic__isnull=True, specialty__isnull=False, group__isnull=True)
                | Q(topic__isnull=True, specialty__isnull=True, group__isnull=False),
                name="follows_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "topic"], name="follows_topic_once"),
            models.UniqueConstraint(fields=["person", "specialty"], name="follows_specialty_once"),
            models.UniqueConstraint(fields=["person", "group"], name="follows_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.followed}"

    @property
    def followed(self):
        return self.topic or self.specialty or self.group


class FeedSeen(models.Model):
    """Up to when somebody said to have looked through the feed; what is older is not in her weekly mail."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="feed_seen")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}: {self.until:%Y-%m-%d}"
