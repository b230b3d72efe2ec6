"""The post: what the feed shows, written here, posted elsewhere first, or proposed because something happened."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models import Consent, Purpose
from bigtent.people.models.reading import STAFF_ROLES, signed_in


class PostQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Released ones that are not over: public ones to everybody, the others to whoever belongs to the network.
        Staff see all; whoever proposed one sees what became of it."""
        if not signed_in(account):
            return self.on_show().filter(seen_by=Post.SeenBy.EVERYBODY)
        if account.roles & STAFF_ROLES:
            return self
        shown = self.shown()
        if not account.roles:
            shown &= Q(seen_by=Post.SeenBy.EVERYBODY)
        return self.filter(shown | Q(proposed_by=account.person_id))

    def on_show(self):
        """What the feed shows, the latest first."""
        return self.filter(self.shown()).order_by("-released_at", "-pk")

    def shown(self) -> Q:
        """Released, not over, and nobody named in it who has said no to that since."""
        not_over = Q(expires_on__isnull=True) | Q(expires_on__gte=today())
        may_be_named = Consent.objects.given_to(Purpose.PRESS).values("person")
        named = Q(person__isnull=True) | ~Q(source_link="") | Q(person__in=may_be_named)
        return Q(state=Post.State.RELEASED) & not_over & named

    def proposed(self):
        """What waits for somebody to look at it."""
        return self.filter(state=Post.State.PROPOSED).order_by("made_at", "pk")

    def saying(self, words: str):
        """Those in whose title or text all of the words stand."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(title__icontains=word) | Q(text__icontains=word) | Q(original_author__icontains=word)
                | Q(honored__icontains=word) | Q(giver__icontains=word)
            )  # fmt: skip
        return found


class Post(models.Model):
    """One thing in the feed.

    A repost names its `original_author` and leads to where it stood first. An honor says who was honored with what by
    whom; `person` is she where she proposed it herself. What happened in a room, such as "event:12", is in `about`, so
    that it is proposed once.
    """

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        ARTICLE = "article", _("Article")
        MEDIA = "media", _("In the press")
        LETTER = "letter", _("Call to write")
        HONOR = "honor", _("Honor")
        NEWS = "news", _("From the network")

    class SeenBy(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        NETWORK = "network", _("Whoever belongs to the network")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        RELEASED = "released", _("Released")
        DISCARDED = "discarded", _("Discarded")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    kind = models.CharField(max_length=7, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=300, blank=True)
    # Where it can be read that it is so.
    source_link = models.URLField(max_length=300, blank=True)
    original_author = models.CharField(max_length=160, blank=True)
    authors = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=160, blank=True)
    honored = models.CharField(max_length=120, blank=True)
    award = models.CharField(max_length=200, blank=True)
    giver = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="honors_posted"
    )
    topics = models.ManyToManyField("people.Topic", blank=True, related_name="posts")
    specialties = models.ManyToManyField("people.Specialty", blank=True, related_name="posts")
    group = models.ForeignKey("groups.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    about = models.CharField(max_length=60, blank=True)
    # The page within the platform that tells more.
    page = models.CharField(max_length=300, blank=True)
    seen_by = models.CharField(max_length=9, choices=SeenBy, default=SeenBy.EVERYBODY)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="posts_proposed"
    )
    happened_at = models.DateTimeField(default=now)
    released_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["about"], condition=~Q(about=""), name="post_proposed_once"),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(released_at__isnull=False), name="post_released_when"
            ),
            models.CheckConstraint(
                condition=~Q(kind="honor", state="released") | ~Q(honored="", award=""), name="post_honor_of_whom"
            ),
        ]
        indexes = [models.Index(fields=["state", "released_at"], name="post_feed")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:post", args=[self.key])

    @property
    def is_repost(self) -> bool:
        return bool(self.original_author)

    @property
    def is_over(self) -> bool:
        return self.expires_on is not None and self.expires_on < today()

    @property
    def leads_to(self) -> str:
        """Where it can be read in full: on a page here, or elsewhere."""
        return self.page or self.link or self.source_link
