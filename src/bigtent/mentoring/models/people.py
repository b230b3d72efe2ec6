"""Who takes part: mentors with what they offer, mentees with what they wish."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import today
from bigtent.ledger.demonstration import building
from bigtent.mentoring.models.program import OfPrograms
from bigtent.mentoring.models.proposal import Pairing
from bigtent.people.models import Person, Purpose, VolunteerRole

MOST_STUDENTS = 20


class Slot(models.TextChoices):
    """When two people can meet."""

    WEEKDAY_MORNING = "weekday-morning", _("Weekday mornings")
    WEEKDAY_NOON = "weekday-noon", _("Weekdays at noon")
    WEEKDAY_AFTERNOON = "weekday-afternoon", _("Weekday afternoons")
    WEEKDAY_EVENING = "weekday-evening", _("Weekday evenings")
    SATURDAY_MORNING = "saturday-morning", _("Saturday mornings")
    SATURDAY_AFTERNOON = "saturday-afternoon", _("Saturday afternoons")
    SUNDAY_AFTERNOON = "sunday-afternoon", _("Sunday afternoons")
    SUNDAY_EVENING = "sunday-evening", _("Sunday evenings")


class Language(models.TextChoices):
    """Languages besides English in which people may meet."""

    AMHARIC = "am", _("Amharic")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    FRENCH = "fr", _("French")
    HAITIAN_CREOLE = "ht", _("Haitian Creole")
    HMONG = "hmn", _("Hmong")
    KOREAN = "ko", _("Korean")
    NAVAJO = "nv", _("Navajo")
    PORTUGUESE = "pt", _("Portuguese")
    SIGN = "ase", _("American Sign Language")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    TAGALOG = "tl", _("Tagalog")
    VIETNAMESE = "vi", _("Vietnamese")


class Background(models.TextChoices):
    """What a mentor may tell of her own way, and a student may wish to share. No protected attribute is among
    them: those are never a criterion."""

    FIRST_GENERATION = "first-generation", _("First in the family at college")
    RURAL = "rural", _("Grew up in a rural place")
    HOME_LANGUAGE = "home-language", _("Grew up with another language at home")
    COMMUNITY_COLLEGE = "community-college", _("Began at a community college")
    WORKED = "worked", _("Worked for pay all through school")
    CHANGED_CAREER = "changed-career", _("Came to health care from another career")


class TakingPartQuerySet(OfPrograms):
    """What mentors and mentees have in common: a person, a program, a beginning and an end."""

    began = datum = ""

    def open_on(self, date):
        """Begun and not ended on that day."""
        not_ended = Q(ended_on__isnull=True) | Q(ended_on__gt=date)
        return self.filter(not_ended, **{f"{self.began}__lte": date})

    def consenting(self):
        """Of people who said yes to being paired, and did not withhold this."""
        return self.filter(person__in=Person.objects.consenting_to(Purpose.MENTORING, self.datum).values("pk"))

    def named(self, words):
        """Every word begins a part of the person's name."""
        found = self
        for word in words:
            found = found.filter(person__search_text__contains=f" {word}")
        return found

    def with_person(self):
        return self.select_related("person__specialty", "person__place", "institution")


class MentorQuerySet(TakingPartQuerySet):
    began, datum = "joined_on", "mentoring.offer"

    def open_on(self, date):
        """Begun, neither ended nor paused on that day."""
        return super().open_on(date).filter(Q(paused_until__isnull=True) | Q(paused_until__lt=date))

    def cleared(self, date):
        """Without those whom their program needs to be cleared and who are not on that day."""
        cleared = Person.objects.cleared(VolunteerRole.MENTOR, date).values("pk")
        return self.filter(Q(program__needs_clearance=False) | Q(person__in=cleared))

    def with_places(self):
        """Each with `taken` (students now) and `free` (places left)."""
        hers = Pairing.objects.current().filter(mentor=OuterRef("pk")).order_by().values("mentor")
        taken = Coalesce(Subquery(hers.annotate(count=Count("pk")).values("count")), 0)
        return self.annotate(taken=taken).annotate(free=F("capacity") - F("taken"))

    def places(self) -> int:
        """Places of all these mentors together."""
        return self.aggregate(places=Coalesce(Sum("capacity"), 0))["places"]


class Mentor(models.Model):
    """A person who offers time to students of one program."""

    class Stage(models.TextChoices):
        STUDENT = "student", _("Student in the clinical years")
        TRAINING = "training", _("In residency or other training")
        EARLY = "early", _("First years in practice")
        MIDDLE = "middle", _("Established in practice")
        SENIOR = "senior", _("Senior")
        RETIRED = "retired", _("Retired")

    class Meets(models.TextChoices):
        ONLINE = "online", _("Online")
        IN_PERSON = "in_person", _("In person")
        EITHER = "either", _("Online or in person")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="mentor_offers")
    program = models.ForeignKey("mentoring.MentoringProgram", on_delete=models.PROTECT, related_name="mentors")
    capacity = models.PositiveSmallIntegerField(_("students at a time"), default=1)
    stage = models.CharField(_("where you are in your career"), max_length=10, choices=Stage, default=Stage.MIDDLE)
    meets = models.CharField(_("how you meet"), max_length=10, choices=Meets, default=Meets.ONLINE)
    hours = models.PositiveSmallIntegerField(_("hours a month for each student"), default=2)
    slots = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    backgrounds = models.JSONField(default=list)
    institution = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    joined_on = models.DateField(default=today)
    paused_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = MentorQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="mentor_once_per_program"),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_STUDENTS), name="mentor_capacity_in_range"
            ),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=40), name="mentor_hours_in_range"),
        ]

    def __str__(self) -> str:
        return self.person.name


class MenteeQuerySet(TakingPartQuerySet):
    began, datum = "asked_on", "mentoring.wish"

    def paired(self):
        return self.filter(pk__in=Pairing.objects.current().values("mentee"))

    def waiting(self):
        """Without a mentor now."""
        return self.exclude(pk__in=Pairing.objects.current().values("mentee"))


class Mentee(models.Model):
    """A student's wish for a mentor. The words of the wish are the student's own."""

    class Stage(models.TextChoices):
        COLLEGE = "college", _("Before professional school")
        PRECLINICAL = "preclinical", _("First years of professional school")
        CLINICAL = "clinical", _("Clinical years")
        TRAINING = "training", _("Residency or other training")
        EARLY = "early", _("First years in practice")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="mentor_wishes")
    program = models.ForeignKey("mentoring.MentoringProgram", on_delete=models.PROTECT, related_name="mentees")
    stage = models.CharField(_("where you are"), max_length=12, choices=Stage, default=Stage.PRECLINICAL)
    specialty = models.ForeignKey("people.Specialty", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_person = models.BooleanField(_("only in person"), default=False)
    hours = models.PositiveSmallIntegerField(_("hours a month you hope for"), default=2)
    slots = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    wanted_languages = models.JSONField(default=list)
    wanted_backgrounds = models.JSONField(default=list)
    institution = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    asked_on = models.DateField(default=today)
    ended_on = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = MenteeQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="mentee_once_per_program"),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=40), name="mentee_hours_in_range"),
        ]

    def __str__(self) -> str:
        return self.person.name
