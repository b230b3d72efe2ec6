"""The person, and who may read whom."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models.consent import Consent
from bigtent.people.models.consent import Purpose as Purpose
from bigtent.people.models.contact import ContactPoint
from bigtent.people.models.source import Source
from bigtent.people.names import search_text


class PersonQuerySet(models.QuerySet):
    def current(self):
        """Without records that were merged into another one."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, account, purpose):
        """The people whose data `account` may read for `purpose`: the seam through which every read passes.

        Staff at work see all; a member sees those who said yes to the purpose, and herself; others nobody.
        """
        people = self.current()
        if account is None or not account.is_authenticated or not account.is_active:
            return people.none()
        if account.roles & STAFF_ROLES:
            return people
        if "member" not in account.roles:
            return people.filter(pk=account.person_id)
        return people.filter(Q(pk=account.person_id) | Exists(Consent.objects.covering(purpose)))

    def consenting_to(self, purpose):
        return self.current().filter(Exists(Consent.objects.covering(purpose)))

    def reachable(self):
        """Those with at least one e-mail address or telephone number that has not ended."""
        return self.current().filter(
            Exists(ContactPoint.objects.in_use().filter(person=OuterRef("pk"), kind__in=["email", "phone"]))
        )

    def bulk_upsert(self, people, fields=None):
        """Write changed persons by the thousand: several times faster than `bulk_update`."""
        fields = fields or [f.attname for f in Person._meta.concrete_fields if not f.primary_key]
        return self.bulk_create(people, update_conflicts=True, unique_fields=["id"], update_fields=fields)

    def matching(self, words):
        """Every word stands at the beginning of a part of a name."""
        people = self
        for word in words:
            people = people.filter(search_text__contains=f" {word}")
        return people


STAFF_ROLES = frozenset({"administrator", "program_manager", "reviewer"})


class Person(models.Model):
    """Somebody of the network. Names are kept as the person uses them; former names stand beside them."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    given_name = models.CharField(max_length=80, blank=True)
    middle_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=120)
    former_name = models.CharField(max_length=120, blank=True)
    also_known_as = models.CharField(max_length=300, blank=True)
    credential = models.CharField(max_length=40, blank=True)
    search_text = models.CharField(max_length=400, editable=False, db_index=True)
    name_source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    profession = models.ForeignKey(
        "people.Profession", on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    specialty = models.ForeignKey(
        "people.Specialty", on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    specialty_source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    place = models.ForeignKey("people.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    place_source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    about = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="merged_records"
    )
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["family_name", "given_name", "id"]),
            models.Index(fields=["merged_into", "family_name", "given_name", "id"], name="people_current_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.fill_search_text()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.key])

    def fill_search_text(self) -> None:
        """Bulk writers call this for each person, because bulk writes do not call `save`."""
        self.search_text = search_text(
            self.given_name, self.middle_name, self.family_name, self.former_name, self.also_known_as
        )[:400]

    @property
    def name(self) -> str:
        parts = (self.given_name, self.middle_name, self.family_name)
        return " ".join(part for part in parts if part)
