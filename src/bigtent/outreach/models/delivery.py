"""One message to one person, and how far it is on its way."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.outreach.models.preference import Preference
from bigtent.people.models import Consent, Purpose


def unwanted(topic) -> dict[str, Q]:
    """By what a reader's word keeps her mail back, reason by reason.

    Conditions of one statement, without joins: whoever sends asks them in the very update by which it takes a delivery
    up, and on PostgreSQL a row that changed meanwhile is asked again.
    """
    of_her = Consent.objects.filter(person=OuterRef("person"))
    code = f"topic:{topic.code}" if topic else ""
    wishes = Preference.objects.filter(person=OuterRef("person"), channel=Preference.Channel.PLATFORM)
    return {
        Delivery.Because.CONSENT: ~Q(Exists(of_her.given_to(Purpose.OUTREACH))),
        Delivery.Because.TOPIC: Q(Exists(of_her.answered(Purpose.OUTREACH, code, given=False))),
        Delivery.Because.CHANNEL: Q(Exists(wishes)),
    }


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Delivery.State.WAITING)

    def handing_over(self):
        return self.filter(state=Delivery.State.HANDING_OVER)

    def due(self, moment):
        """Those that wait for nothing but being sent."""
        return self.waiting().filter(Q(not_before__isnull=True) | Q(not_before__lte=moment))

    def wanted(self, topic):
        """Those whose readers have not said meanwhile that they want no such mail."""
        return self.filter(*(~no for no in unwanted(topic).values()))

    def readable_by(self, person):
        """Messages this person reads on the platform: those that were sent to her, and those she wanted no mail of.
        Not what was stopped, nor a digest, of which each part stands by itself."""
        sent = Q(state__in=[Delivery.State.SENT, Delivery.State.BOUNCED, Delivery.State.COMPLAINED])
        shown = Q(state=Delivery.State.LEFT_OUT, because=Delivery.Because.CHANNEL)
        return self.filter(sent | shown, person=person, message__kind="news")

    def need_a_decision(self):
        """Those that nobody but a person can settle."""
        return self.filter(state__in=[Delivery.State.UNCERTAIN, Delivery.State.FAILED])

    def counts(self) -> dict[str, int]:
        """How many are in each state; every state is there."""
        found = dict(self.order_by().values_list("state").annotate(count=models.Count("pk")))
        return {state: found.get(state, 0) for state in Delivery.State.values}


class Delivery(models.Model):
    """A message on its way to a person.

    It is committed as handing over, with its Message-ID, before the mail server is spoken to. What is cut off in that
    state becomes uncertain and is never sent again by itself. The address is where it went; an erasure
    takes the whole row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DIGEST = "digest", _("In the next digest")
        HANDING_OVER = "handing_over", _("Being handed over")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("Uncertain")
        FAILED = "failed", _("Not sent")
        LEFT_OUT = "left_out", _("Left out")
        BOUNCED = "bounced", _("Came back")
        COMPLAINED = "complained", _("Reported as unwanted")

    class Because(models.TextChoices):
        """Why somebody of the audience is not written to."""

        CONSENT = "consent", _("has not agreed to news, or no longer does")
        TOPIC = "topic", _("wants nothing on this topic")
        CHANNEL = "channel", _("wants no e-mail")
        SUPPRESSED = "suppressed", _("the address must not be written to")
        ADDRESS = "address", _("no e-mail address is known")
        STOPPED = "stopped", _("the message was stopped")

    message = models.ForeignKey("outreach.Message", on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    because = models.CharField(max_length=10, choices=Because, blank=True)
    language = models.CharField(max_length=2, default="en")
    address = models.EmailField(blank=True)
    mail_id = models.CharField(max_length=120, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    # How often the mail server refused it for the time being.
    tries = models.PositiveSmallIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    auto_replied_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    # The digest that carried it, for those who want one mail a week.
    digest = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="delivery_once"),
            models.UniqueConstraint(fields=["mail_id"], condition=~Q(mail_id=""), name="mail_id_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["handing_over", "sent", "uncertain", "bounced", "complained"])
                | (Q(handed_over_at__isnull=False) & ~Q(mail_id="")),
                name="delivery_handed_over_has_mail_id",
            ),
            models.CheckConstraint(condition=~Q(state="left_out") | ~Q(because=""), name="delivery_left_out_because"),
        ]
        indexes = [models.Index(fields=["message", "state", "not_before"], name="delivery_to_do")]

    def __str__(self) -> str:
        return f"{self.message}: {self.person}"


class Answer(models.Model):
    """What a person answered to what a message asked: the number of the choice. The latest stands."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="answer")
    choice = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.delivery}: {self.choice}"
