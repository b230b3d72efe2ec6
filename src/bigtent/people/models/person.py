"""Persons and what is known of them."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.names import search_text


class Source(models.TextChoices):
    """Who said it. What people say themselves is never overwritten by the others."""

    SELF = "self", _("told us by themselves")
    STAFF = "staff", _("entered by staff")
    ROSTER = "roster", _("from one of our lists")
    REGISTRY = "registry", _("from a public register")


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


class Organization(models.Model):
    """A school, partner, employer or other body. A real one carries only what a cited source says."""

    class Kind(models.TextChoices):
        HOST = "host", _("Host of this network")
        SCHOOL = "school", _("School")
        ASSOCIATION = "association", _("Professional association")
        NONPROFIT = "nonprofit", _("Nonprofit organization")
        AGENCY = "agency", _("Government agency")
        CARE = "care", _("Clinic, hospital or health center")
        EMPLOYER = "employer", _("Employer")
        COMPANY = "company", _("Company")
        MEDIA = "media", _("Publisher or media")
        OTHER = "other", _("Other body")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    other_names = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    sector = models.CharField(max_length=60, blank=True)
    is_partner = models.BooleanField(default=False)
    degree = models.CharField(max_length=10, blank=True)
    place = models.ForeignKey("people.Place", on_delete=models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "kind"], name="organization_once")]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """A person in an organization in a role, with dates."""

    class Role(models.TextChoices):
        STUDENT = "student", _("Student")
        GRADUATE = "graduate", _("Graduate")
        FACULTY = "faculty", _("Faculty")
        STAFF = "staff", _("Staff")
        PRACTICE = "practice", _("In practice")
        REPRESENTATIVE = "representative", _("Representative")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    organization_text = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=14, choices=Role)
    class_year = models.PositiveSmallIntegerField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)

    class Meta:
        ordering = ["-class_year", "pk"]
        indexes = [models.Index(fields=["role", "class_year", "person"])]

    def __str__(self) -> str:
        where = self.organization.name if self.organization else self.organization_text
        year = f", {self.class_year}" if self.class_year else ""
        return f"{self.get_role_display()}, {where}{year}"


class ContactPointQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(ended_on__isnull=True)


class ContactPoint(models.Model):
    """A way to reach a person, with who said so and when it was last checked."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")
        ADDRESS = "address", _("Postal address")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
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

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind)
    made_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(ended_on__isnull=True), name="offer_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Purpose(models.TextChoices):
    """What a datum may be used for."""

    DIRECTORY = "directory", _("Be found by other members")
    MENTORING = "mentoring", _("Be paired with a mentor or a student")
    OUTREACH = "outreach", _("Receive news and invitations")
    REPORTING = "reporting", _("Be counted in totals")
    RESEARCH = "research", _("Research under an agreement")
    PRESS = "press", _("Be named in public")


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at__isnull=True)

    def covering(self, purpose):
        """Yes to `purpose` by the person of an outer query."""
        return self.in_force().filter(person=OuterRef("pk"), purpose=purpose, given=True)


class Consent(models.Model):
    """A person's dated yes or no to one purpose, with the words that were shown."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    given = models.BooleanField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words_version = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(ended_at__isnull=True), name="consent_in_force_once"
            )
        ]
        indexes = [models.Index(fields=["purpose", "given", "person"])]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {_('yes') if self.given else _('no')}"


class MergeQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """Two records that are one person: `merged` went into `kept`. Kept so that it can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges_received")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges_given")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    filled = models.JSONField(default=dict)
    consents_ended = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class MovedRow(models.Model):
    """One row that a merge gave to the kept record."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moved_rows")
    model = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    row_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["merge", "model"])]

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}"
