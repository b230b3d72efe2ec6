"""How people can be reached, and what they offer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.people.models.source import Source

OWN_WORD_FIRST = {Source.SELF: 0, Source.STAFF: 1, Source.ROSTER: 2, Source.REGISTRY: 3}


class ContactPointQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(ended_on__isnull=True)

    def best_addresses(self, kept_out=None) -> dict[int, str]:
        """One e-mail address for each person who has one here; what people gave themselves comes first.

        An address that `kept_out` (`Suppression.objects.kept_out()`) holds is none.
        """
        emails = self.filter(kind=ContactPoint.Kind.EMAIL).order_by("pk").values_list("person", "value", "source")
        best: dict[int, tuple[int, str]] = {}
        for person, value, source in emails.iterator(chunk_size=10_000):
            rank = OWN_WORD_FIRST[source]
            known = best.get(person)
            if (known is None or rank < known[0]) and not (kept_out and kept_out.holds(ContactPoint.Kind.EMAIL, value)):
                best[person] = rank, value
        return {person: value for person, (_rank, value) in best.items()}


class ContactPoint(models.Model):
    """A way to reach a person, with who said so and when it was last checked."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")
        ADDRESS = "address", _("Postal address")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=254)
    source = models.CharField(max_length=8, choices=Source)
    source_detail = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="contact_point_once"),
        ]
        indexes = [models.Index(fields=["value"])]

    def __str__(self) -> str:
        return self.value


class OfferQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_on__isnull=True)


class Offer(models.Model):
    """One small thing a person is ready to do."""

    class Kind(models.TextChoices):
        MENTOR = "mentor", _("Be a mentor")
        ANSWER = "answer", _("Answer a question by e-mail")
        SPEAK = "speak", _("Speak at an event")
        REVIEW = "review", _("Read an application or a résumé")
        SHADOW = "shadow", _("Let a student come along for a day")
        ADVOCATE = "advocate", _("Write or speak to decision-makers")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind)
    made_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(ended_on__isnull=True), name="offer_once")
        ]
        indexes = [models.Index(fields=["kind", "person"], condition=Q(ended_on__isnull=True), name="offer_in_force")]

    def __str__(self) -> str:
        return self.get_kind_display()
