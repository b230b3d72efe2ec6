"""Verbs of links: confirm, refuse, put off, undo. Each takes one or thousands and is undone as a whole."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.alumni.errors import LinkError
from bigtent.alumni.models import DecidedLink, Link, LinkDecision, RegistryEntry
from bigtent.alumni.services.enrichment import enrich, take_back
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.models import Person

Kind, State = LinkDecision.Kind, Link.State


@transaction.atomic
def confirm_links(*, links: Iterable[Link], by, reason: str = "", take_name: bool = False) -> LinkDecision:
    """These entries are these people. Adds contact data with source and date; other candidates are closed.

    `take_name` makes the registry's surname hers and keeps the one we had as her former name. Links by which a
    surname differs are confirmed one at a time, because that needs somebody's look.
    """
    links = list(links)
    _lock_sides(links)
    fresh = _waiting(links)
    _refuse_clashes(fresh)
    _refuse_changed_surnames(fresh)
    added = enrich(fresh, by=by, take_name=take_name)
    decision = _decide(Kind.CONFIRM, fresh, by, reason, closed=_rivals(fresh), added=added)
    _record(decision, fresh, by, State.CONFIRMED)
    return decision


@transaction.atomic
def refuse_links(*, links: Iterable[Link], by, reason: str = "") -> LinkDecision:
    """These entries are not these people; no later run proposes the same pair again."""
    fresh = _waiting(links)
    decision = _decide(Kind.REFUSE, fresh, by, reason)
    _record(decision, fresh, by, State.REFUSED)
    return decision


@transaction.atomic
def postpone_links(*, links: Iterable[Link], by, reason: str = "") -> LinkDecision:
    """Decide later: the people of these links go to the end of the queue."""
    fresh = _waiting(links)
    decision = _decide(Kind.POSTPONE, fresh, by, reason)
    _record(decision, fresh, by, State.PROPOSED)
    return decision


@transaction.atomic
def confirm_sure_links(*, by, reason: str = "") -> LinkDecision:
    """Confirm together what needs no second look: probability at least 0.99 and the same surname."""
    return confirm_links(links=Link.objects.sure().only("pk"), by=by, reason=reason or _("Sure and the same surname"))


@transaction.atomic
def undo_decision(*, decision: LinkDecision, by, reason: str = "") -> None:
    """Take a decision back with all it did, one link or thousands; what others changed since stays."""
    decision = LinkDecision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at:
        raise LinkError(_("This decision was already undone."))
    later = DecidedLink.objects.filter(
        link=OuterRef("link"), decision__undone_at__isnull=True, decision__pk__gt=decision.pk
    )
    if decision.rows.filter(Exists(later)).exists():
        raise LinkError(_("Some of these links were decided again since. Undo the later decision first."))
    take_back(decision)
    _put_back(decision)
    decision.undone_at, decision.undone_by = now(), by
    decision.save(update_fields=["undone_at", "undone_by"])
    record(by=by, verb="undo_decision", about=decision, reason=reason, count=decision.count)


def _lock_sides(links: list[Link]) -> None:
    """Hold the people and the entries, always in this order: two confirmations of rivals go one after the other."""
    asked = [link.pk for link in links]
    for model, side in ((Person, "person_id"), (RegistryEntry, "entry_id")):
        ids = {
            pk for batch in in_batches(asked) for pk in Link.objects.filter(pk__in=batch).values_list(side, flat=True)
        }
        for batch in in_batches(sorted(ids)):
            held = model.objects.select_for_update(no_key=True).filter(pk__in=batch).order_by("pk")
            list(held.values_list("pk", flat=True))


def _waiting(links: Iterable[Link]) -> list[Link]:
    """The links as they are now, each still waiting for a decision."""
    asked = list(dict.fromkeys(link.pk for link in links))
    if not asked:
        raise LinkError(_("There is nothing to decide."))
    fresh: list[Link] = []
    for batch in in_batches(asked):
        rows = Link.objects.select_for_update(of=("self",)).filter(pk__in=batch)
        fresh += rows.select_related("person", "entry__registry").defer("evidence")
    settled = [link for link in fresh if link.state != State.PROPOSED]
    if settled or len(fresh) < len(asked):
        raise LinkError(
            ngettext(
                "%(count)s of these links was decided in the meantime. Load the page again.",
                "%(count)s of these links were decided in the meantime. Load the page again.",
                len(settled) or len(asked) - len(fresh),
            )
            % {"count": len(settled) or len(asked) - len(fresh)}
        )
    return fresh


def _refuse_clashes(links: list[Link]) -> None:
    """One person is one entry: neither twice here nor linked before."""
    people, entries = {link.person_id for link in links}, {link.entry_id for link in links}
    if len(people) < len(links) or len(entries) < len(links):
        raise LinkError(_("One person cannot be two entries, nor one entry two people. Choose one of them."))
    merged = next((link.person for link in links if link.person.merged_into_id), None)
    if merged:
        raise LinkError(_("The record of %(name)s was merged into another. Decide there.") % {"name": merged})
    for taken in _of_the_same(Link.objects.confirmed().select_related("person", "entry"), links):
        raise LinkError(
            _("%(name)s is already linked to %(entry)s. Undo that first.")
            % {"name": taken.person, "entry": taken.entry}
        )


def _of_the_same(others, links: list[Link]) -> Iterator[Link]:
    """Those of `others` that are about the same people or the same entries."""
    for batch in in_batches(links):
        yield from others.filter(person__in=[link.person_id for link in batch])
        yield from others.filter(entry__in=[link.entry_id for link in batch])


def _refuse_changed_surnames(links: list[Link]) -> None:
    changed = sum(link.surname_changed for link in links)
    if changed and len(links) > 1:
        raise LinkError(
            ngettext(
                "In %(count)s of these links the surname differs. Decide it at the desk by itself.",
                "In %(count)s of these links the surname differs. Decide them at the desk one by one.",
                changed,
            )
            % {"count": changed}
        )


def _rivals(links: list[Link]) -> list[Link]:
    """Other open proposals for the same people or of the same entries: settled by this decision."""
    chosen = {link.pk for link in links}
    same = _of_the_same(Link.objects.proposed().only("state", "postponed_at"), links)
    return list({link.pk: link for link in same if link.pk not in chosen}.values())


def _decide(kind: Kind, links: list[Link], by, reason: str, closed: Iterable[Link] = (), added=None) -> LinkDecision:
    """Write the decision with its rows, and the new states by way of them."""
    decision = LinkDecision.objects.create(kind=kind, by=by, reason=reason[:300], count=len(links))
    rows = [(link, True) for link in links] + [(link, False) for link in closed]
    insert(
        [
            DecidedLink(
                decision=decision,
                link=link,
                asked=asked,
                state_before=link.state,
                postponed_before=link.postponed_at,
                added=(added or {}).get(link.pk) or {},
            )
            for link, asked in rows
        ]
    )
    asked_for = Link.objects.filter(decided__decision=decision, decided__asked=True)
    if kind == Kind.POSTPONE:
        asked_for.update(postponed_at=decision.at)
    else:
        state = State.CONFIRMED if kind == Kind.CONFIRM else State.REFUSED
        asked_for.update(state=state, decided_at=decision.at, decided_by=by)
    Link.objects.filter(decided__decision=decision, decided__asked=False).update(state=State.CLOSED)
    return decision


def _record(decision: LinkDecision, links: list[Link], by, state: str) -> None:
    """One audit entry; of a single link with its person, of many with the decision whose rows they are."""
    verb = f"{decision.kind}_links"
    if len(links) > 1:
        record(by=by, verb=verb, about=decision, reason=decision.reason, count=len(links))
        return
    changes = {"link": [links[0].state, state], "entry": ["", f"{links[0].entry.series} {links[0].entry.number}"]}
    record(by=by, verb=verb, about=links[0].person, reason=decision.reason, changes=changes)


def _put_back(decision: LinkDecision) -> None:
    """The states before; a proposal that another confirmed link has overtaken stays closed."""
    before = DecidedLink.objects.filter(decision=decision, link=OuterRef("pk"))
    Link.objects.filter(decided__decision=decision).update(
        state=Subquery(before.values("state_before")),
        postponed_at=Subquery(before.values("postponed_before")),
        decided_at=None,
        decided_by=None,
    )
    linked = Link.objects.confirmed()
    waiting = Link.objects.proposed().filter(decided__decision=decision)
    waiting.filter(Exists(linked.filter(person=OuterRef("person")))).update(state=State.CLOSED)
    waiting.filter(Exists(linked.filter(entry=OuterRef("entry")))).update(state=State.CLOSED)
