"""The person, and who may read whom."""

from dataclasses import replace
from itertools import islice

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.query import ModelIterable
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models.consent import Consent
from bigtent.people.models.consent import Purpose as Purpose
from bigtent.people.models.contact import ContactPoint, Offer
from bigtent.people.models.organization import Affiliation
from bigtent.people.models.reading import NOBODY, STAFF_ROLES, Reading, is_sensitive, read_for, signed_in
from bigtent.people.models.source import Source
from bigtent.people.models.vocabulary import Place, Specialty
from bigtent.people.models.volunteering import Signature
from bigtent.people.names import FORMER, OTHER, folded, search_text

AT_ONCE = 500
PLAIN = frozenset({"pk", "id", "key"})


class PersonQuerySet(models.QuerySet):
    _reading: Reading | None = None

    def current(self):
        """Without records that were merged into another one."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, account, purpose):
        """The people whose data `account` may read for `purpose`: the seam through which every read passes.

        The roles say for which purposes and over which part of the network; for every purpose that is asked of
        people only those who said yes are read. What they withheld is taken from the instances as they are read.
        Everybody reads herself.
        """
        if not signed_in(account):
            return self.none()
        reading = Reading.of(account, purpose)
        return self.current().filter(reading.people()).read_as(reading)

    def seen_by(self, account):
        """Whom the pages of people show: the records where the account keeps them, others as the directory does."""
        if not signed_in(account) or account.roles & STAFF_ROLES:
            return self.visible_to(account, Purpose.RECORDS)
        listed, kept = Reading.of(account, Purpose.DIRECTORY), Reading.of(account, Purpose.RECORDS)
        if kept.covered == NOBODY:
            return self.visible_to(account, Purpose.DIRECTORY)
        seen = self.current().filter(listed.people() | kept.people())
        return seen.read_as(replace(listed, in_full=kept.covered))

    def read_as(self, reading):
        """The same people; what they withhold from this reading is taken from the instances."""
        people = self._chain()
        people._reading = reading
        return people

    def _clone(self):
        people = super()._clone()
        people._reading = self._reading
        return people

    def _fetch_all(self):
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._holds_back:
            self._reading.blank(self._result_cache)

    def _iterator(self, use_chunked_fetch, chunk_size):
        rows = super()._iterator(use_chunked_fetch, chunk_size)
        if not self._holds_back:
            yield from rows
            return
        while batch := list(islice(rows, AT_ONCE)):
            self._reading.blank(batch)
            yield from batch

    def _values(self, *fields, **expressions):
        if self._reading and self._reading.withholds and (expressions or set(fields) - PLAIN):
            raise TypeError(f"People read for a purpose are read as persons; of columns only {sorted(PLAIN)}.")
        return super()._values(*fields, **expressions)

    @property
    def _holds_back(self) -> bool:
        """Whether persons are read for others, so that some of their data may have to be left out."""
        whole = issubclass(self._iterable_class, ModelIterable)
        return bool(whole and self._reading and self._reading.withholds)

    def consenting_to(self, purpose, datum=""):
        """Those who may be read for a purpose by their own word; with `datum`, those of whom this datum may be.

        A sensitive datum needs a yes of its own, another the absence of a no.
        """
        people = self.current().filter(pk__in=Consent.objects.given_to(purpose).values("person"))
        if not datum:
            return people
        answers = Consent.objects.answered(purpose, datum, given=is_sensitive(datum)).values("person")
        return people.filter(pk__in=answers) if is_sensitive(datum) else people.exclude(pk__in=answers)

    def reachable(self):
        """Those with at least one e-mail address or telephone number that has not ended."""
        return self.current().filter(
            Exists(ContactPoint.objects.in_use().filter(person=OuterRef("pk"), kind__in=["email", "phone"]))
        )

    def cleared(self, role, day):
        """Those who may serve in a role on that day: signed, and checked as the agreement in force asks."""
        return self.filter(pk__in=Signature.objects.cleared(day).filter(role=role).values("person"))

    def bulk_upsert(self, people, fields=None):
        """Write changed persons by the thousand: several times faster than `bulk_update`."""
        for person in people:
            person.refuse_part()
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
            people = people.showing("people.profession").filter(profession=profession)
        if specialty:
            people = people.showing("people.specialty").filter(specialty=specialty)
        if family:
            within = Specialty.objects.filter(family=family).values("pk")
            people = people.showing("people.specialty").filter(specialty__in=within)
        if state or division:
            within = Place.objects.within(state=state, division=division).values("pk")
            people = people.showing("people.place").filter(place__in=within)
        if from_year or to_year:
            of_class = Affiliation.objects.of_class(from_year, to_year).values("person")
            people = people.showing("people.school").filter(pk__in=of_class)
        for kind in offers:
            offering = Offer.objects.in_force().filter(kind=kind).values("person")
            people = people.showing(f"people.offer-{kind}").filter(pk__in=offering)
        return people

    def showing(self, datum):
        """Those of whom this datum may be read, so that nobody is found by what she withholds."""
        return self.filter(self._reading.shown(datum)) if self._reading else self

    def in_name_order(self):
        """All ids in the order of names, as a list: its length is the count, a slice of it a page."""
        ids = self.order_by("family_name", "given_name", "pk").values_list("pk", flat=True)
        return list(ids.iterator(chunk_size=10_000))

    def page(self, ids):
        """The persons of one page of `in_name_order`. Who may be read was asked for the ids and is not asked twice;
        what is withheld is left out as in the whole."""
        return self.model._default_manager.filter(pk__in=ids).read_as(self._reading)

    def for_listing(self):
        """With all that a line of a list shows, in a fixed number of queries."""
        return self.select_related("profession", "specialty", "place").prefetch_related(
            Prefetch("affiliations", Affiliation.objects.select_related("organization"), to_attr="schools"),
            Prefetch("offers", Offer.objects.in_force(), to_attr="offers_in_force"),
        )

    def matching(self, words):
        """Every word stands at the beginning of a part of a name that may be read."""
        people = self
        for number, word in enumerate(words):
            people = people.filter(search_text__contains=f" {word}")
            if self._reading and self._reading.withholds:
                people = people._found_openly(f"at_{number}", f" {word}")
        return people

    def _found_openly(self, alias, word):
        """Without those found only by a former name they withhold, or by how somebody else wrote the name."""
        people = self.alias(
            **{alias: StrIndex("search_text", Value(word))},
            former=StrIndex("search_text", Value(FORMER)),
            other=StrIndex("search_text", Value(OTHER)),
        )
        in_use = Q(former=0) | Q(**{f"{alias}__lt": F("former")})
        formerly = Q(other=0) | Q(**{f"{alias}__lt": F("other")})
        shown = self._reading.shown("people.former_name")
        return people.filter(self._reading.open() | in_use | (formerly & shown))


# Which column of a person each datum is, and what stands there where it may not be read.
FIELD_OF = {
    "people.former_name": ("former_name", ""),
    "people.credential": ("credential", ""),
    "people.profession": ("profession", None),
    "people.specialty": ("specialty", None),
    "people.place": ("place", None),
    "people.about": ("about", ""),
}


class Person(models.Model):
    """Somebody of the network. Names are kept as the person uses them; former names stand beside them."""

    # Set on an instance from which something was left out.
    read_only_for = ""

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
    # In which language she is written to; empty while she has not said, then the network's own.
    language = models.CharField(max_length=2, blank=True, choices=[("en", _("English")), ("es", _("Spanish"))])
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
        self.refuse_part()
        self.fill_search_text()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.key])

    def fill_search_text(self) -> None:
        """Bulk writers call this for each person, because bulk writes do not call `save`."""
        self.search_text = search_text(
            self.given_name, self.middle_name, self.family_name, former=self.former_name, other=self.also_known_as
        )

    def withhold(self, withheld, purpose) -> None:
        """Forget what may not be read for a purpose: what she withholds, and what is not read for it at all.

        Such an instance is a part of the record and can no longer be saved.
        """
        self.read_only_for = purpose
        shown = read_for(purpose).keys() - withheld
        self.also_known_as = self.search_text = ""
        for datum, (field, empty) in FIELD_OF.items():
            if datum not in shown:
                setattr(self, field, empty)
        if "people.school" not in shown:
            self._hold("affiliations", "schools", [])
        read = getattr(self, "offers_in_force", [])
        self._hold("offers", "offers_in_force", [one for one in read if f"people.offer-{one.kind}" in shown])
        if "people.contact" not in shown:
            self._hold("contact_points", "contact_points_in_use", [])

    def _hold(self, name, attribute, rows) -> None:
        """Let a relation, and the attribute it was read to, hold these rows and nothing read it anew."""
        if attribute in self.__dict__:
            setattr(self, attribute, rows)
        held = self._meta.get_field(name).related_model._default_manager.none()
        held._result_cache, held._prefetch_done = list(rows), True
        self.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held

    def refuse_part(self) -> None:
        if self.read_only_for:
            raise TypeError(f"This person was read for {self.read_only_for}, which may be a part; read the record.")

    @property
    def name(self) -> str:
        parts = (self.given_name, self.middle_name, self.family_name)
        return " ".join(part for part in parts if part)

    @property
    def work_and_place(self) -> str:
        """What the person does and where, as far as it is known, in one line."""
        return ", ".join(str(part) for part in (self.specialty or self.profession, self.place) if part)
