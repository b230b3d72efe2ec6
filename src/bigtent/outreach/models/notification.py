"""What a person is told inside the platform."""

from django.db import models

from bigtent.ledger.clock import now


class NotificationQuerySet(models.QuerySet):
    def unseen(self):
        return self.filter(seen_at__isnull=True)


class Notification(models.Model):
    """One line for one person, with the page it leads to. Who wants a weekly digest finds it there as well."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notifications")
    title = models.CharField(max_length=160)
    text = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=200, blank=True)
    # The same thing is told once: a room names it, such as "agreement:12:2027-01-02".
    about = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        "outreach.Delivery", on_delete=models.SET_NULL, null=True, blank=True, related_name="notifications"
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="told_once")]
        indexes = [models.Index(fields=["person", "seen_at"])]

    def __str__(self) -> str:
        return self.title
