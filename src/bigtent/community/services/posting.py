"""Verbs: write a post or propose one, change it, release it, discard it, and take either back."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.community.errors import PostError
from bigtent.community.models import Post
from bigtent.groups.models import Group
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.models import Consent, Person, Purpose, Specialty, Topic

State = Post.State
# Of these the audit notes that they changed, and not what they say.
UNSAID = {"text", "honored"}


class Details(TypedDict, total=False):
    """What a post says."""

    kind: str
    title: str
    text: str
    link: str
    source_link: str
    original_author: str
    authors: str
    publisher: str
    honored: str
    award: str
    giver: str
    person: Person | None
    group: Group | None
    seen_by: str
    expires_on: date | None


@transaction.atomic
def write_post(
    *, by, topics: Iterable[Topic] = (), specialties: Iterable[Specialty] = (), **details: Unpack[Details]
) -> Post:
    """Write something down for the feed. Nobody but staff and whoever proposed it sees it before it is released."""
    post = Post(by=by, proposed_by_id=by.person_id)
    _fill(post, details)
    post.save()
    post.topics.set(topics)
    post.specialties.set(specialties)
    record(by=by, verb="write_post", about=post)
    return post


@transaction.atomic
def change_post(
    *, post: Post, by, topics: Iterable[Topic] | None = None, specialties: Iterable[Specialty] | None = None,
    **details: Unpack[Details],
) -> Post:  # fmt: skip
    """Change what a post says; what is not named stays."""
    post = _locked(post)
    before = {name: getattr(post, name) for name in details}
    _fill(post, details)
    if post.state == State.RELEASED:
        _refuse_release(post)
    post.save()
    for field, rows in (("topics", topics), ("specialties", specialties)):
        if rows is not None:
            getattr(post, field).set(rows)
    changed = {name: [_plain(old), _plain(getattr(post, name))] for name, old in before.items()}
    changes = {name: [] if name in UNSAID else pair for name, pair in changed.items() if pair[0] != pair[1]}
    record(by=by, verb="change_post", about=post, changes=changes)
    return post


@transaction.atomic
def release_post(*, post: Post, by) -> Post:
    """Show it in the feed; whoever follows what it is about finds it in the weekly mail."""
    post = _locked(post)
    _refuse_unless(post, State.PROPOSED)
    _refuse_release(post)
    post.released_at = now()
    return _moved(post, State.RELEASED, "release_post", by)


@transaction.atomic
def take_back_post(*, post: Post, by) -> Post:
    """Take a released post out of the feed; it can be released again."""
    post = _locked(post)
    _refuse_unless(post, State.RELEASED)
    return _moved(post, State.PROPOSED, "take_back_post", by)


@transaction.atomic
def discard_post(*, post: Post, by) -> Post:
    """Put a proposal aside; it is not proposed again, and can be put back."""
    post = _locked(post)
    _refuse_unless(post, State.PROPOSED)
    return _moved(post, State.DISCARDED, "discard_post", by)


@transaction.atomic
def put_back_post(*, post: Post, by) -> Post:
    """Undo that a proposal was put aside."""
    post = _locked(post)
    _refuse_unless(post, State.DISCARDED)
    return _moved(post, State.PROPOSED, "put_back_post", by)


def _locked(post: Post) -> Post:
    return Post.objects.select_for_update(of=("self",)).get(pk=post.pk)


def _moved(post: Post, state: str, verb: str, by) -> Post:
    post.state, post.changed_at = state, now()
    post.save(update_fields=["state", "changed_at", "released_at"])
    record(by=by, verb=verb, about=post)
    return post


def _fill(post: Post, details: Details) -> None:
    if unknown := details.keys() - Details.__annotations__.keys():
        raise TypeError(f"A post has no {min(unknown)}.")
    for name, value in details.items():
        setattr(post, name, value.strip() if isinstance(value, str) else value)
    post.title = " ".join(post.title.split())
    if not post.title:
        raise PostError(_("Give it a title of one line."), field="title")
    post.changed_at = now()
    try:
        post.clean_fields(exclude=["person", "group", "proposed_by", "by"])
    except ValidationError as error:
        field, words = next(iter(error.message_dict.items()))
        raise PostError(words[0], field=field) from None


def _refuse_unless(post: Post, state: str) -> None:
    if post.state != state:
        raise PostError(_("That cannot be done with it now. It is: %s.") % post.get_state_display().lower())


def _refuse_release(post: Post) -> None:
    """What may not stand in the feed: what is over, an honor of nobody, a name without her yes or a public source."""
    if post.is_over:
        raise PostError(_("The last day on which it is shown has passed. Choose a later one."), field="expires_on")
    if post.kind != Post.Kind.HONOR:
        return
    if not post.honored or not post.award:
        raise PostError(_("Say who was honored, and with what."), field="award" if post.honored else "honored")
    if not post.source_link and not _said_yes(post):
        words = _("Give the public page on which this honor stands, or wait for her own yes to be named in public.")
        raise PostError(words, field="source_link")


def _said_yes(post: Post) -> bool:
    press = Consent.objects.given_to(Purpose.PRESS)
    return post.person_id is not None and press.filter(person=post.person_id).exists()


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if hasattr(value, "pk") else value
