"""The one row that says whose network this is."""

from django.core.cache import cache
from django.db import models, transaction
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import declared
from bigtent.ledger.demonstration import building

ROOMS = ("alumni", "mentoring", "groups", "gatherings", "library", "community", "accountability")
WORDS = (gettext_noop("alumni"), gettext_noop("scholars"), gettext_noop("members"), gettext_noop("schools"))


def all_rooms() -> list[str]:
    return list(ROOMS)


# Known everywhere in the country, free, day and night; a network adds what is near its people.
LIFELINE = {"label": "988 Suicide & Crisis Lifeline", "url": "https://988lifeline.org/", "state": ""}


def first_support() -> list[dict[str, str]]:
    return [dict(LIFELINE)]


class Network(models.Model):
    """The organization this installation serves: its name, its words, the rooms in use."""

    name = models.CharField(_("name of your organization"), max_length=120)
    mission = models.CharField(_("what it does, in one sentence"), max_length=300, blank=True)
    contact_email = models.EmailField(_("address people may write to"), blank=True)
    postal_address = models.CharField(
        _("postal address"), max_length=200, blank=True,
        help_text=_("It stands below every message, as the law asks of whoever writes to many."),
    )  # fmt: skip
    word_alumni = models.CharField(_("those you supported"), max_length=30, default="alumni")
    word_scholars = models.CharField(_("those you support now"), max_length=30, default="scholars")
    word_members = models.CharField(_("those who belong"), max_length=30, default="members")
    word_schools = models.CharField(_("places of learning"), max_length=30, default="schools")
    rooms = models.JSONField(default=all_rooms)
    # Where somebody may turn for help: label, address, and the state where it is there; empty is everywhere.
    support_links = models.JSONField(_("where people may turn for help"), default=first_support, blank=True)
    set_up_at = models.DateTimeField(null=True)
    demonstration = models.BooleanField(default=building, editable=False)

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)
        cache.delete("network")
        transaction.on_commit(lambda: cache.delete("network"))

    @classmethod
    def current(cls) -> "Network":
        """The network as set up, or an unsaved one without a name. Cached; every save clears it."""
        network = cache.get("network")
        if network is None:
            network = cls.objects.filter(pk=1).first() or cls(name="")
            cache.set("network", network, 60)
        return network

    @property
    def words(self) -> dict[str, str]:
        """What this network calls its people and places; a word the catalog knows comes in the reader's language."""
        return {name: gettext(getattr(self, f"word_{name}")) for name in WORDS}

    def support_for(self, state: str) -> list[dict[str, str]]:
        """What is there for somebody of a state; where the state is not known, everything, each with its own."""
        return [one for one in self.support_links if not state or one["state"] in ("", state)]

    def has_room(self, name: str) -> bool:
        """Whether a room is in use; those that cannot be switched off always are."""
        return name in self.rooms or name not in ROOMS

    def offered(self, kind: str) -> list:
        """The declarations of one kind (MEASURES, DUE) that come from rooms in use."""
        return [item for item in declared(kind) if self.has_room(item.room)]


def _said(words: str) -> str:
    said = str(words) % Network.current().words
    return said[:1].upper() + said[1:]


in_our_words = lazy(_said, str)
"""A sentence with the network's own words in it, such as “%(alumni)s within reach”; put in when it is shown."""
