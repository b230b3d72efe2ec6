"""Verbs: one mail a week with everything that waits for those who asked for that."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bigtent.ledger.clock import now
from bigtent.ledger.declarations import declared
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record, start_job
from bigtent.outreach.digests import TO_BRING, latest_hour, refused_topics, week_of
from bigtent.outreach.models import Delivery, Message, Notification, Preference, Suppression
from bigtent.outreach.models.delivery import unwanted
from bigtent.people.batches import in_batches
from bigtent.people.models import ContactPoint, Person, Purpose, Topic

# A worker that did not run on Monday makes up for it within a day; later the next Monday is near enough.
LATE = timedelta(days=1)
# How long afterwards a digest may still change what becomes of the messages it carried.
OPEN = timedelta(days=60)
CHUNK = 500
State, Because = Delivery.State, Delivery.Because
ARRIVED = (State.SENT, State.BOUNCED, State.COMPLAINED)
NAME = gettext_noop("Weekly digest")


def look_after_digests() -> None:
    """Begin the digest of this week when its hour has come, and bring carried messages up to date."""
    settle_digests()
    begin_digest()


@transaction.atomic
def begin_digest() -> Message | None:
    """The digest of this week, once: its key is its day, so that two workers make one."""
    moment, hour = now(), latest_hour(now())
    if moment - hour > LATE:
        return None
    texts = {"name": NAME, "subject_en": NAME, "send_at": hour}
    message, made = Message.objects.get_or_create(
        key=f"digest{hour:%y%m%d}", defaults={"kind": Message.Kind.DIGEST, "state": Message.State.DRAFT} | texts
    )
    if not made:
        return None
    start_job(
        verb="bigtent.outreach.services.gather_digest", title=_(NAME), by=None, arguments={"key": message.key},
        result_url=message.get_absolute_url(),
    )  # fmt: skip
    return message


def gather_digest(*, key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """Give each person for whom something waits one delivery that carries it, then have the digest sent.

    Commits in chunks. What was gathered already is not gathered again, so that it may be cut off and called anew.
    """
    progress = progress or Progress()
    message = Message.objects.get(key=key, kind=Message.Kind.DIGEST)
    if message.state != Message.State.DRAFT:
        return {"people": 0}
    _drop_refused()
    waiting = sorted(_waited_for(message))
    progress.step(_("Gathering what waits"), total=len(waiting))
    for people in in_batches(waiting, CHUNK):
        _gather(message, people)
        progress.advance(len(people))
    with transaction.atomic():
        count = message.deliveries.waiting().count()
        ready = {"state": Message.State.SCHEDULED if count else Message.State.SENT, "addressed_at": now()}
        drafts = Message.objects.filter(pk=message.pk, state=Message.State.DRAFT)
        if drafts.update(**ready, ended_at=None if count else now()):
            record(by=by, verb="gather_digest", about=message, count=count)
    return {"people": count}


def _drop_refused() -> None:
    """Messages on topics of which their readers want nothing any more."""
    for topic in Topic.objects.filter(pk__in=_loose().values("message__topic")):
        refused = _loose().filter(unwanted(topic)[Because.TOPIC], message__topic=topic)
        refused.update(state=State.LEFT_OUT, because=Because.TOPIC)


def _waited_for(message: Message) -> set[int]:
    """Those with a message that waits for the digest, and those of the weekly mail for whom something is new that they
    have not seen: told to them here, or added by a room."""
    weekly = Preference.objects.filter(rhythm=Preference.Rhythm.WEEKLY, channel=Preference.Channel.EMAIL)
    told = Notification.objects.unseen().filter(digest__isnull=True, person__in=weekly.values("person"))
    week = week_of(message)
    added = [weekly.filter(person__in=part.people(*week)) for part in declared("DIGEST_PARTS")]
    return {pk for found in (_loose(), told, *added) for pk in found.values_list("person", flat=True)}


@transaction.atomic
def _gather(message: Message, people: list[int]) -> None:
    """Who is written to gets a delivery and, in it, what waits for her; of the others it is noted why not."""
    agreed = Person.objects.consenting_to(Purpose.OUTREACH).filter(pk__in=people)
    agreed = dict(agreed.values_list("pk", "language"))
    on_platform = set(
        Preference.objects.filter(person__in=people, channel=Preference.Channel.PLATFORM)
        .values_list("person", flat=True)
    )  # fmt: skip
    points = ContactPoint.objects.in_use().filter(person__in=people)
    known, usable = points.best_addresses(), points.best_addresses(Suppression.objects.kept_out())
    out: dict[str, list[int]] = {}
    written_to = []
    for pk in people:
        if pk not in agreed:
            out.setdefault(Because.CONSENT, []).append(pk)
        elif pk in on_platform:
            out.setdefault(Because.CHANNEL, []).append(pk)
        elif pk not in usable:
            out.setdefault(Because.SUPPRESSED if pk in known else Because.ADDRESS, []).append(pk)
        else:
            written_to.append(pk)
    _leave_out(out)
    _carry(message, {pk: agreed[pk] for pk in written_to})


def _leave_out(out: dict[str, list[int]]) -> None:
    for because, people in out.items():
        _loose().filter(person__in=people).update(state=State.LEFT_OUT, because=because)


def _carry(message: Message, people: dict[int, str]) -> None:
    own = settings.LANGUAGE_CODE.partition("-")[0]
    deliveries = [Delivery(message=message, person_id=pk, language=tongue or own) for pk, tongue in people.items()]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    hers = Delivery.objects.waiting().filter(message=message, person=OuterRef("person")).values("pk")[:1]
    _loose().filter(person__in=people).update(digest=Subquery(hers))
    told = Notification.objects.unseen().filter(digest__isnull=True, person__in=people)
    told.update(digest=Subquery(hers))


def _loose():
    """Messages that wait and that no digest carries yet."""
    return Delivery.objects.filter(state=State.DIGEST, digest__isnull=True)


def settle_digests() -> int:
    """What became of a digest became of what it carried; how many messages that settles.

    While it is uncertain whether the digest arrived, so are they, and nothing is sent again by itself.
    """
    digests = Message.objects.filter(kind=Message.Kind.DIGEST, send_at__gt=now() - OPEN).values("pk")
    over = Delivery.objects.filter(
        Q(state__in=ARRIVED, carried__state__in=TO_BRING)
        | Q(state__in=[State.FAILED, State.LEFT_OUT], carried__state=State.DIGEST),
        message__in=digests,
    )
    return sum(_settle(digest) for digest in over.distinct().select_related("person"))


@transaction.atomic
def _settle(digest: Delivery) -> int:
    """Each keeps a Message-ID of its own, made from that of the digest."""
    hers = Delivery.objects.filter(digest=digest, state__in=TO_BRING)
    if digest.state not in ARRIVED:
        because = digest.because or Because.ADDRESS
        return hers.update(
            state=digest.state, error=digest.error, because=because if digest.state == State.LEFT_OUT else ""
        )
    refused = refused_topics(digest, before=digest.handed_over_at)
    dropped = hers.filter(message__topic__code__in=refused)
    settled = dropped.update(state=State.LEFT_OUT, because=Because.TOPIC) if refused else 0
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    parts = (Value("<carried-"), Cast(F("pk"), CharField()), Value(f"-{digest.pk}@{host}>"))
    return settled + hers.update(
        state=State.SENT, sent_at=digest.sent_at or digest.handed_over_at, handed_over_at=digest.handed_over_at,
        error="", mail_id=Concat(*parts, output_field=CharField()),
    )  # fmt: skip
