"""Verbs: tell people something inside the platform, and note that they saw it."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.outreach.models import Message, Notification
from bigtent.people.batches import in_batches
from bigtent.people.models import Person

Words = str | Promise


@transaction.atomic
def notify(*, people: Iterable[Person | int], title: Words, text: Words = "", url: str = "", about: str, by) -> int:
    """Tell many people (or their ids) one thing, with the page it leads to; how many were told.

    `about` names the thing, such as "election:12": nobody is told of it twice. Lazy words reach everybody in the
    language she chose. The title may be read over a shoulder: nothing private stands in it.
    """
    wanted = {person.pk if isinstance(person, Person) else int(person) for person in people}
    languages = _languages(wanted)
    for batch in in_batches(list(languages)):
        for pk in Notification.objects.filter(person__in=batch, about=about).values_list("person", flat=True):
            del languages[pk]
    said = {language: _said(language, title, text) for language in set(languages.values())}
    rows = [
        Notification(person_id=pk, title=said[language][0], text=said[language][1], url=url, about=about)
        for pk, language in languages.items()
    ]
    Notification.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    if rows:
        record(by=by, verb="notify", about=Notification(), changes={"about": ["", about]}, count=len(rows))
    return len(rows)


def show_message(*, message: Message, people: Iterable[int], by) -> int:
    """Tell those who want no mail that a message is for them on the platform; how many."""
    url = reverse("outreach:letter", args=[message.key])
    return notify(people=people, title=_title(message), url=url, about=f"message:{message.key}", by=by)


def _title(message: Message) -> Words:
    """Its subject in the language of each; one with fields in it would stay unfilled here."""

    def said() -> str:
        subject = message.subject(get_language()[:2])
        return _("A message for you") if "{" in subject else subject

    return lazy(said, str)()


def see_notifications(*, by, upto: int) -> int:
    """She looked at what is new for her, up to this number; of what came later nothing is noted. A mark of her own,
    so no audit."""
    return Notification.objects.unseen().filter(person=by.person_id, pk__lte=upto).update(seen_at=now())


def _languages(people: set[int]) -> dict[int, str]:
    """The kept records of those named, with the language each is told in."""
    found: dict[int, str] = {}
    for batch in in_batches(people):
        rows = Person.objects.filter(pk__in=batch).values_list("pk", "merged_into", "language")
        merged = {kept for _pk, kept, _language in rows if kept}
        found |= {pk: language or settings.LANGUAGE_CODE for pk, kept, language in rows if not kept}
        found |= _languages(merged - found.keys()) if merged else {}
    return found


def _said(language: str, title: Words, text: Words) -> tuple[str, str]:
    most = {field.name: field.max_length for field in Notification._meta.concrete_fields}
    with override(language):
        return force_str(title)[: most["title"]], force_str(text)[: most["text"]]
