"""Who comes: a place, a place on the waiting list, and what became of it."""

from secrets import choice

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models.event import Event, Slot
from bigtent.ledger.clock import now
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.keys import new_key

# Without letters and digits that are taken for one another when read aloud.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """What somebody says at the door."""
    return "".join(choice(LETTERS) for _place in range(6))


class RegistrationQuerySet(models.QuerySet):
    def taking_places(self):
        """Those whose place nobody else can have: confirmed, or offered and not yet answered."""
        return self.filter(state__in=TAKING)

    def confirmed(self):
        return self.filter(state=Registration.State.CONFIRMED)

    def waiting(self):
        """The waiting list, in its order."""
        return self.filter(state=Registration.State.WAITING).order_by("number")

    def in_force(self):
        """Those who are coming or would like to."""
        return self.filter(state__in=[*TAKING, Registration.State.WAITING])

    def came(self):
        return self.filter(came=Registration.Came.YES)


class Registration(models.Model):
    """Somebody who registered for a slot; without a person it is somebody who has no account.

    `number` is her place in the order in which people came; registering anew after leaving gives a new one. What she
    needs to take part is read by those who run the event, and by nobody else.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Registered")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("A place is offered")
        LAPSED = "lapsed", _("The offer was not taken")
        CANCELLED = "cancelled", _("Does not come")

    class Came(models.TextChoices):
        YES = "yes", _("Was there")
        NO = "no", _("Was not there")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="registrations"
    )
    name = models.CharField(max_length=120)
    # In small letters, so that one address registers once.
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=[("en", _("English")), ("es", _("Spanish"))], default="en")
    zone = models.CharField(max_length=40, blank=True)
    access_needs = EncryptedField(null=True, blank=True)
    question = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State)
    number = models.PositiveIntegerField()
    offered_until = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=6, default=new_code)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    came = models.CharField(max_length=3, choices=Came, blank=True)
    # Whether `came` is her own word or that of who ran the event.
    said_herself = models.BooleanField(default=False)
    certificate_key = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField(default=now)
    # When its state became what it is.
    changed_at = models.DateTimeField(default=now)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "email"], name="registered_once"),
            models.UniqueConstraint(
                fields=["slot", "person"], condition=Q(person__isnull=False), name="person_registered_once"
            ),
            models.UniqueConstraint(fields=["slot", "number"], name="registration_number_once"),
            models.UniqueConstraint(fields=["slot", "code"], name="registration_code_once"),
            models.UniqueConstraint(
                fields=["certificate_key"], condition=~Q(certificate_key=""), name="attendance_certificate_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False), name="offered_until_when"
            ),
        ]
        indexes = [
            models.Index(fields=["slot", "state", "number"], name="registration_line"),
            models.Index(fields=["state", "offered_until"], name="registration_offer"),
            models.Index(fields=["email"]),
        ]

    def __str__(self) -> str:
        """Without the name: this stands in the ledger."""
        return f"{self.slot}, {self.number}"

    @property
    def is_in_force(self) -> bool:
        return self.state in (*TAKING, self.State.WAITING)

    @property
    def is_elsewhere(self) -> bool:
        """Places are given on another site; here she is reminded, and asked whether she went."""
        return self.slot.event.registering == Event.Registering.ELSEWHERE

    @property
    def was_seen(self) -> bool:
        """Whether more than her own word says that she was there."""
        return bool(self.checked_in_at or self.joined_at or (self.came and not self.said_herself))


TAKING = (Registration.State.CONFIRMED, Registration.State.OFFERED)
