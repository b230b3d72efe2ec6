"""Verbs: announce an election, stand, vote in secret, count, call off."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.counting import Outcome, outcome
from bigtent.groups.errors import ElectionError
from bigtent.groups.models import Ballot, Candidate, Election, Group, Membership
from bigtent.groups.services.memberships import seat
from bigtent.groups.services.seats import check_days, check_term, leave, locked, most_from, refuse_ended, said
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.outreach.services.notifying import notify

LONGEST_STATEMENT = 4000
Role = Membership.Role


@transaction.atomic
def announce_election(
    *, group: Group, seats: int, opens_on: date, closes_on: date, term_from_on: date, by,
    term_until_on: date | None = None, role: str = Role.MEMBER,
) -> Election:  # fmt: skip
    """Say that seats will be voted on. Who wants to may stand until voting opens; members are told."""
    group = locked(group)
    refuse_ended(group)
    check_days(term_from_on, term_until_on)
    _check_dates(opens_on, closes_on, term_from_on)
    if seats < 1:
        raise ElectionError(_("An election is for at least 1 seat."), field="seats")
    if role == Role.MEMBER:
        _check_free(group, seats, term_from_on, term_until_on)
    election = Election.objects.create(
        group=group, role=role, seats=seats, opens_on=opens_on, closes_on=closes_on, term_from_on=term_from_on,
        term_until_on=term_until_on, by=by,
    )  # fmt: skip
    record(by=by, verb="announce_election", about=election)
    title, url = gettext_lazy("An election in your group"), election.get_absolute_url()
    told = members(group)
    notify(people=told, title=title, text=str(group), url=url, about=f"election:{election.key}:announced", by=by)
    return election


def members(group: Group) -> list[int]:
    """The people who sit in a group today."""
    return list(group.memberships.on(today()).exclude(person=None).values_list("person", flat=True))


def _check_dates(opens_on: date, closes_on: date, term_from_on: date) -> None:
    if opens_on <= today():
        words = _("Voting opens tomorrow at the earliest, so that people have time to stand.")
        raise ElectionError(words, field="opens_on")
    if closes_on < opens_on:
        words = _("Voting would close on %(closes)s, before it opens on %(opens)s. Choose a later day.")
        raise ElectionError(words % {"closes": said(closes_on), "opens": said(opens_on)}, field="closes_on")
    if term_from_on <= closes_on:
        words = _("The term begins after the last day of voting, %(closes)s. Choose a later day.")
        raise ElectionError(words % {"closes": said(closes_on)}, field="term_from_on")


def _check_free(group: Group, seats: int, begins: date, ends: date | None) -> None:
    if group.seats is None:
        return
    most, day = most_from(group, begins, ends)
    if most + seats > group.seats:
        words = _("Seats free on %(day)s: %(free)s of %(all)s. Elect for so many, or let the term begin later.")
        raise ElectionError(words % {"all": group.seats, "free": group.seats - most, "day": said(day)}, field="seats")


@transaction.atomic
def stand(*, election: Election, by, statement: str = "") -> Candidate:
    """Be a candidate, or change what one says for oneself, until voting opens."""
    election = _locked(election)
    if not election.is_before:
        words = _("Candidates were taken until %(day)s, when voting opened.")
        raise ElectionError(words % {"day": said(election.opens_on)})
    if len(statement) > LONGEST_STATEMENT:
        words = _("%(count)s characters: say it in %(most)s at most.")
        raise ElectionError(words % {"count": len(statement), "most": LONGEST_STATEMENT}, field="statement")
    if election.role != Role.MEMBER and by.person_id not in members(election.group):
        raise ElectionError(_("Only members of the group can stand for this role."))
    told = {"statement": statement.strip(), "withdrawn_at": None}
    candidate, _made = Candidate.objects.update_or_create(election=election, person=by.person, defaults=told)
    record(by=by, verb="stand", about=candidate, changes={"statement": []})
    return candidate


@transaction.atomic
def withdraw_candidacy(*, election: Election, by) -> Candidate:
    """Stand no longer: at any time before the count. Before voting opens one may stand again."""
    election = _locked(election)
    candidate = election.candidates.standing().filter(person=by.person_id).first()
    if candidate is None:
        raise ElectionError(_("You do not stand in this election."))
    if election.state != Election.State.OPEN:
        raise ElectionError(_("This election is over. To give the seat back, leave the group."))
    candidate.withdrawn_at = now()
    candidate.save(update_fields=["withdrawn_at"])
    record(by=by, verb="withdraw_candidacy", about=candidate)
    return candidate


@transaction.atomic
def cast_ballot(*, election: Election, choices: Iterable[Candidate], by) -> None:
    """Vote once, for at most as many as there are seats; for nobody is a vote too.

    That she voted and how often each candidate was chosen are kept in one transaction, for whom she voted nowhere.
    There is no audit entry: its time and number would say in which order members voted.
    """
    election = _locked(election)
    chosen = {candidate.pk for candidate in choices}
    _check_ballot(election, chosen, by)
    try:
        with transaction.atomic():
            Ballot.objects.create(election=election, person=by.person)
    except IntegrityError as error:
        raise ElectionError(_("You have voted in this election. A ballot is secret and cannot be changed.")) from error
    # All candidates are written, also those who got no vote: which rows were written last must not tell.
    one_more = Case(When(pk__in=chosen, then=Value(1)), default=Value(0))
    election.candidates.update(votes=F("votes") + one_more)


def _check_ballot(election: Election, chosen: set[int], by) -> None:
    if not election.is_voting:
        words = _("Voting is from %(opens)s to %(closes)s.")
        raise ElectionError(words % {"opens": said(election.opens_on), "closes": said(election.closes_on)})
    if not by.has_perm("groups.vote", election.group):
        raise ElectionError(_("Members of the group vote. You are not one today."))
    if len(chosen) > election.seats:
        words = _("You chose %(count)s. Choose %(most)s at most, as many as there are seats.")
        raise ElectionError(words % {"count": len(chosen), "most": election.seats}, field="choices")
    if election.candidates.standing().filter(pk__in=chosen).count() != len(chosen):
        raise ElectionError(_("Somebody you chose does not stand any more. Look at the list again."), field="choices")


def standings(election: Election) -> Outcome:
    """Who is elected by the votes there are, and who is tied."""
    votes = election.candidates.standing().values_list("pk", "votes")
    return outcome(dict(votes), election.seats)


@transaction.atomic
def count_election(*, election: Election, by, settled: Iterable[Candidate] = (), how: str = "") -> Election:
    """Count after the last day of voting, and seat who is elected.

    Where several have the same number at the last seats, `settled` names who of them is elected and `how` says by
    what, such as by lot.
    """
    election = _locked(election)
    if not election.is_to_be_counted:
        words = _("Votes are counted once, after the last day of voting, %(day)s.")
        raise ElectionError(words % {"day": said(election.closes_on)})
    found, names = standings(election), {candidate.pk for candidate in settled}
    _check_settled(election, found, names, how)
    group = locked(election.group)
    for candidate in election.candidates.standing().filter(pk__in=found.elected | names).select_related("person"):
        _seat_elected(election, group, candidate, by)
    election.state, election.counted_at, election.tie_settled = Election.State.COUNTED, now(), how.strip()[:300]
    election.save(update_fields=["state", "counted_at", "tie_settled"])
    record(by=by, verb="count_election", about=election, count=len(found.elected | names))
    return election


def _check_settled(election: Election, found: Outcome, settled: set[int], how: str) -> None:
    if not found.tied and settled:
        raise ElectionError(_("Nobody is tied. Count without choosing."), field="settled")
    if found.tied and (not settled <= found.tied or len(settled) != found.left):
        tied = election.candidates.filter(pk__in=found.tied).select_related("person")
        words = _("%(names)s have the same number of votes; seats left for them: %(left)s. Choose so many of them.")
        told = {"names": ", ".join(one.name for one in tied), "left": found.left}
        raise ElectionError(words % told, field="settled")
    if found.tied and not how.strip():
        raise ElectionError(_("Say how the tie was settled, such as “By lot, in the presence of all.”"), field="how")


def _seat_elected(election: Election, group: Group, candidate: Candidate, by) -> None:
    """Somebody who sits at that time goes on from the new term; everybody else needs a free seat."""
    begins, ends = election.term_from_on, election.term_until_on
    sits = Q(until_on__isnull=True) | Q(until_on__gte=begins)
    earlier = group.memberships.sitting().filter(sits, person=candidate.person, started_on__lt=begins, left_on=None)
    earlier = list(earlier)
    check_term(group, candidate.person, begins, ends, without=earlier)
    for membership in earlier:
        leave(membership, begins, Membership.Left.REPLACED)
    seat(group, candidate.person, election.role, Membership.Seated.ELECTED, begins, ends, by, election)
    candidate.elected = True
    candidate.save(update_fields=["elected"])


@transaction.atomic
def cancel_election(*, election: Election, by, reason: str) -> Election:
    """Call an election off before it is counted. The votes are forgotten; who stood and who voted stays."""
    election = _locked(election)
    if election.state != Election.State.OPEN:
        raise ElectionError(_("This election is over already."))
    if not reason.strip():
        raise ElectionError(_("Say why the election is called off. Managers read it."), field="reason")
    election.candidates.update(votes=0)
    election.state = Election.State.CANCELLED
    election.save(update_fields=["state"])
    record(by=by, verb="cancel_election", about=election, reason=reason)
    return election


def _locked(election: Election) -> Election:
    """The election as it is now; of two who vote or count at once the second waits."""
    return Election.objects.select_for_update(of=("self",)).select_related("group").get(pk=election.pk)
