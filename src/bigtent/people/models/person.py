"""The person, and who may read whom."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models.consent import Consent
from bigtent.people.models.consent import Purpose as Purpose
from bigtent.people.models.contact import ContactPoint, Offer
from bigtent.people.models.organization import Affiliation
from bigtent.people.models.source import Source
from bigtent.people.models.vocabulary import Place, Specialty
from bigtent.people.names import folded, search_text


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
        return people.filter(Q(pk=account.person_id) | Q(pk__in=Consent.objects.given_to(purpose).values("person")))

    def consenting_to(self, purpose):
        return self.current().filter(pk__in=Consent.objects.given_to(purpose).values("person"))

    def reachable(self):
        """Those with at least one e-mail address or telephone number that has not ended."""
        return self.current().filter(
            Exists(ContactPoint.objects.in_use().filter(person=OuterRef("pk"), kind__in=["email", "phone"]))
        )

    def bulk_upsert(self, people, fields=None):
        """Write changed persons by the thousand: several times faster than `bulk_update`."""
        fields = fields or [f.attname for f in Person._meta.concrete_fields if not f.primary_key]
        return self.bulk_create(people, update_conflicts=True, unique_fields=["id"], update_fields=fields)

    def search(
        self,
        *,
        words="",
        profession=None,
        specialty=None,
        family="",
        state="",
        division="",
        from_year=None,
        to_year=None,
        offers=(),
    ):
        """The people of the directory who fit all that is asked; what is empty asks nothing.

        Each condition on another table is a list of its own (IN), which is read once: asking person by person is
        several times slower over 32,000 people.
        """
        people = self.matching(folded(words).split())
        if profession:
            people = people.filter(profession=profession)
        if specialty:
            people = people.filter(specialty=specialty)
        if family:
            people = people.filter(specialty__in=Specialty.objects.filter(family=family).values("pk"))
        if state or division:
            people = people.filter(place__in=Place.objects.within(state=state, division=division).values("pk"))
        if from_year or to_year:
            people = people.filter(pk__in=Affiliation.objects.of_class(from_year, to_year).values("person"))
        for kind in offers:
            people = people.filter(pk__in=Offer.objects.in_force().filter(kind=kind).values("person"))
        return people

    def in_name_order(self):
        """All ids in the order of names, as a list: its length is the count, a slice of it a page."""
        ids = self.order_by("family_name", "given_name", "pk").values_list("pk", flat=True)
        return list(ids.iterator(chunk_size=10_000))

    def for_listing(self):
        """With all that a line of a list shows, in a fixed number of queries."""
        return self.select_related("profession", "specialty", "place").prefetch_related(
            Prefetch("affiliations", Affiliation.objects.select_related("organization"), to_attr="schools"),
            Prefetch("offers", Offer.objects.in_force(), to_attr="offers_in_force"),
        )

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
    search_text = models.CharField(max_length=400, editable=False)
    name_source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    profession = models.ForeignKey(
        "people.Profession", models.PROTECT, null=True, blank=True, related_name="people", db_index=False
    )
    specialty = models.ForeignKey(
        "people.Specialty", models.PROTECT, null=True, blank=True, related_name="people", db_index=False
    )
    specialty_source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    place = models.ForeignKey(
        "people.Place", models.PROTECT, null=True, blank=True, related_name="people", db_index=False
    )
    place_source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    about = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged_records", db_index=False
    )
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name_plural = "people"
        indexes = [
            # Holds all that the directory asks of a person, so that a search reads nothing else; an index of each
            # reference by itself would lead the planner to read 20,000 rows one by one.
            models.Index(
                fields=[
                    "merged_into", "family_name", "given_name", "id",
                    "search_text", "profession", "specialty", "place",
                ],
                name="people_directory",
            ),
        ]  # fmt: skip

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

    @property
    def work_and_place(self) -> str:
        """What the person does and where, as far as it is known, in one line."""
        return ", ".join(str(part) for part in (self.specialty or self.profession, self.place) if part)
