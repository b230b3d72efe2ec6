"""What the mentoring room offers to others."""

from django.db.models import Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import (
    AudienceSource,
    Datum,
    Deed,
    Due,
    DueSource,
    Figure,
    Known,
    Measure,
    Recorded,
    Recurring,
    RoomEntry,
    Scope,
)
from bigtent.mentoring.models import MatchRound, Mentee, Mentor, MentoringProgram, Notice, Pairing
from bigtent.mentoring.rules import SCOPE, is_in_room
from bigtent.mentoring.services.scheduling import start_due_publishing
from bigtent.people.models import Person, Purpose

ROOMS = (
    RoomEntry(
        name="mentoring",
        label=gettext_lazy("Mentoring"),
        url="mentoring:home",
        may_enter=is_in_room,
        switchable=True,
        order=40,
    ),
)


def programs():
    return [(str(pk), name) for pk, name in MentoringProgram.objects.values_list("pk", "name")]


def people_of_program(number: str):
    """Everybody who offered or asked in it, also those who ended it."""
    mentors = Mentor.objects.filter(program=number).order_by().values("person")
    return mentors.union(Mentee.objects.filter(program=number).order_by().values("person"))


SCOPES = (Scope(SCOPE, gettext_lazy("One mentoring program"), programs, people_of_program, order=40),)


def programs_run_by(account):
    return [(str(pk), name) for pk, name in MentoringProgram.objects.run_by(account).values_list("pk", "name")]


def mentors_of(number: str):
    """Those whose offer in a program is open, also those who take nobody new for a while."""
    return Mentor.objects.filter(program=number, ended_on__isnull=True).order_by().values("person")


def students_of(number: str):
    return Mentee.objects.filter(program=number, ended_on__isnull=True).order_by().values("person")


AUDIENCES = (
    AudienceSource("mentors", gettext_lazy("Mentors of a program"), programs_run_by, mentors_of, order=40),
    AudienceSource("students", gettext_lazy("Students of a program"), programs_run_by, students_of, order=41),
)


def offers_of(person):
    for offer in Mentor.objects.filter(person=person, ended_on__isnull=True).select_related("program"):
        words = ngettext(
            "%(program)s: %(n)s student at a time", "%(program)s: %(n)s students at a time", offer.capacity
        )
        yield words % {"program": offer.program, "n": offer.capacity}, _("as you told us")


def wishes_of(person):
    for wish in Mentee.objects.filter(person=person, ended_on__isnull=True).select_related("program", "specialty"):
        yield f"{wish.program}: {wish.specialty or _('any specialty')}", _("as you told us")


DATA = (
    Datum(
        "mentoring.offer", gettext_lazy("Offer to mentor"), (Purpose.MENTORING,), offers_of,
        why=gettext_lazy("Members who look at your page see that you mentor; the pairing reads all you wrote."),
        subject=gettext_lazy("Mentoring"), edit_url=reverse_lazy("mentoring:mine"), order=40,
    ),
    Datum(
        "mentoring.wish", gettext_lazy("Wish for a mentor"), (Purpose.MENTORING,), wishes_of,
        why=gettext_lazy("Read by staff and by the pairing. Other members do not see it."),
        subject=gettext_lazy("Mentoring"), edit_url=reverse_lazy("mentoring:mine"), order=41,
    ),
)  # fmt: skip


def mentors(date) -> Figure:
    return Figure(Mentor.objects.open_on(date).consenting().count())


def places_free(date) -> Figure:
    """Places of those who take students on that day, less the students they had."""
    open_ones = Mentor.objects.open_on(date).consenting()
    places = open_ones.places()
    taken = Pairing.objects.current_on(date).filter(mentor__in=open_ones).count()
    return Figure(max(0, places - taken), of=places)


def students_waiting(date) -> Figure:
    asked = Mentee.objects.open_on(date).consenting()
    return Figure(asked.exclude(pk__in=Pairing.objects.current_on(date).values("mentee")).count(), of=asked.count())


def students_paired(date) -> Figure:
    return Figure(Pairing.objects.current_on(date).count())


MEASURES = (
    Measure(
        name="mentors",
        label=gettext_lazy("Mentors"),
        unit=gettext_lazy("people"),
        definition=gettext_lazy(
            "People with an offer to mentor that has not ended and is not paused, who agreed to be paired."
        ),
        compute=mentors,
        url="mentoring:mentors",
    ),
    Measure(
        name="mentor-places-free",
        label=gettext_lazy("Free places with mentors"),
        unit=gettext_lazy("places"),
        definition=gettext_lazy("Places of these mentors, less the students they are paired with."),
        compute=places_free,
        url="mentoring:mentors",
        query="only=free",
    ),
    Measure(
        name="students-waiting",
        label=gettext_lazy("Students waiting for a mentor"),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with a wish that has not ended, who agreed to be paired and have no mentor."),
        compute=students_waiting,
        url="mentoring:students",
        query="only=waiting",
    ),
    Measure(
        name="students-paired",
        label=gettext_lazy("Students with a mentor"),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("Pairings that were published and are not over."),
        compute=students_paired,
        url="mentoring:students",
        query="only=paired",
    ),
)


def due_rounds(account):
    """For those who run rounds: the one next act of each unfinished round, or a round to open."""
    if not account.has_perm("mentoring.run_rounds"):
        return
    unfinished = list(MatchRound.objects.editable_by(account).select_related("program"))
    for match_round in unfinished:
        if not match_round.is_scheduled:
            yield _due_round(match_round)
    waiting = Mentee.objects.run_by(account).open_on(today()).consenting().waiting().count()
    if waiting and not unfinished:
        yield Due(
            title=ngettext("%(n)s student waits for a mentor", "%(n)s students wait for a mentor", waiting)
            % {"n": f"{waiting:,}"},
            why=_("No round is open. A round pairs them all at once; you look before anything is published."),
            button=_("Open a round"),
            url=reverse("mentoring:rounds"),
            minutes=1,
            order=40,
        )


def _due_round(match_round: MatchRound) -> Due:
    latest = match_round.proposals.first()
    if latest is None:
        return Due(
            title=_("%(round)s has no proposal yet") % {"round": match_round},
            why=_("The proposal is made in seconds, with a proof that no better one exists."),
            button=_("Propose pairings"),
            url=match_round.get_absolute_url(),
            minutes=1,
            order=40,
        )
    return Due(
        title=_("%(round)s, proposal %(number)s is ready to publish") % {"round": match_round, "number": latest.number},
        why=_("%(placed)s of %(asked)s students have a mentor. Look, lock what must stay, then publish.")
        % {"placed": f"{latest.placed:,}", "asked": f"{latest.mentees:,}"},
        button=_("Look and publish"),
        url=match_round.get_absolute_url(),
        minutes=10,
        order=40,
    )


def due_letters(account):
    """Letters that only a person can judge."""
    if not account.has_perm("mentoring.run_rounds"):
        return
    unsettled = Notice.objects.run_by(account).need_a_decision()
    first = unsettled.select_related("match_round").first()
    if first:
        count = unsettled.count()
        words = ngettext("%(n)s letter of a round needs your word", "%(n)s letters of a round need your word", count)
        yield Due(
            title=words % {"n": f"{count:,}"},
            why=_("They were cut off or refused. Nothing is sent twice by itself."),
            button=_("Look at them"),
            url=reverse("mentoring:letters", args=[first.match_round.key]),
            order=45,
        )


DUE = (DueSource("mentoring-rounds", due_rounds), DueSource("mentoring-letters", due_letters))

RECURRING = (Recurring("rounds", start_due_publishing, order=30),)


def _teller(person, account) -> str:
    return _("as you told us") if account.person_id == person.pk else _("as they told us")


def _keeps_or_is(account, person) -> bool:
    return account.person_id == person.pk or account.has_perm("people.read_private", person)


def _shows_offer(person, account) -> bool:
    seen = Person.objects.visible_to(account, Purpose.MENTORING).showing("mentoring.offer")
    return seen.filter(pk=person.pk).exists()


def show_offers(person, account):
    """Staff and the mentor herself; members where she agreed to be paired and did not withhold the offer."""
    if not _keeps_or_is(account, person) and not _shows_offer(person, account):
        return
    for offer in Mentor.objects.filter(person=person, ended_on__isnull=True):
        words = ngettext("%(n)s student at a time, %(ways)s", "%(n)s students at a time, %(ways)s", offer.capacity)
        told = words % {"n": offer.capacity, "ways": offer.get_meets_display().lower()}
        yield _("Offers to mentor"), told, _teller(person, account)


def show_wishes(person, account):
    """Staff and the student herself; other members need not know."""
    if not _keeps_or_is(account, person):
        return
    for wish in Mentee.objects.filter(person=person, ended_on__isnull=True).select_related("specialty"):
        yield _("Asks for a mentor"), str(wish.specialty or _("any specialty")), _teller(person, account)


DEEDS = (
    Deed(
        "apply_as_mentor",
        gettext_lazy("%(what)s offers to mentor"),
        gettext_lazy("%(count)s offers to mentor were taken down"),
    ),
    Deed(
        "ask_for_mentor",
        gettext_lazy("%(what)s asks for a mentor"),
        gettext_lazy("%(count)s wishes for a mentor were taken down"),
    ),
    Deed("open_round", gettext_lazy("The round “%(what)s” was opened")),
    Deed("propose", gettext_lazy("%(count)s pairings were proposed for “%(what)s”")),
    Deed("publish_round", gettext_lazy("%(count)s pairings of “%(what)s” were published")),
    Deed("schedule_publishing", gettext_lazy("%(count)s pairings of “%(what)s” are going to be published")),
    Deed("take_back_publishing", gettext_lazy("Publishing “%(what)s” was taken back before anybody was written to")),
    Deed("withdraw_round", gettext_lazy("The round “%(what)s” was withdrawn")),
    Deed("change_program", gettext_lazy("The program “%(what)s” was changed")),
    Deed("set_up_standard_program", gettext_lazy("The program “%(what)s” was set up")),
    Deed(
        "lock_pairing",
        gettext_lazy("A pairing was locked in “%(what)s”"),
        gettext_lazy("%(count)s pairings were locked"),
    ),
    Deed(
        "unlock_pairing",
        gettext_lazy("A locked pairing was freed in “%(what)s”"),
        gettext_lazy("%(count)s locked pairings were freed"),
    ),
    Deed(
        "block_pairing",
        gettext_lazy("A pairing was ruled out in “%(what)s”"),
        gettext_lazy("%(count)s pairings were ruled out"),
    ),
    Deed(
        "unblock_pairing",
        gettext_lazy("A pairing is possible again in “%(what)s”"),
        gettext_lazy("%(count)s pairings are possible again"),
    ),
    Deed("end_pairing", gettext_lazy("A pairing ended: %(what)s"), gettext_lazy("%(count)s pairings ended")),
    Deed(
        "pause_mentor",
        gettext_lazy("The pause of %(what)s as a mentor was changed"),
        gettext_lazy("Pauses of %(count)s mentors were changed"),
    ),
    Deed(
        "end_offers",
        gettext_lazy("%(what)s no longer offers to mentor"),
        gettext_lazy("%(count)s people no longer offer to mentor"),
    ),
    Deed(
        "withdraw_wishes",
        gettext_lazy("%(what)s no longer asks for a mentor"),
        gettext_lazy("%(count)s people no longer ask for a mentor"),
    ),
    Deed(
        "settle_notices",
        gettext_lazy("What became of a letter was noted (%(what)s)"),
        gettext_lazy("What became of %(count)s letters was noted"),
    ),
)


def may_read(account, row) -> bool:
    """Staff of the round or the program a row belongs to."""
    proposal = getattr(row, "proposal", None)
    return account.has_perm("mentoring.read_rounds", getattr(proposal or row, "match_round", row))


def of_round(match_round) -> Q:
    """The round with its pairings and letters."""
    pairings = Pairing.objects.filter(proposal__match_round=match_round).values_list("pk", flat=True)
    notices = Notice.objects.filter(match_round=match_round).values_list("pk", flat=True)
    return (
        Q(object_type="mentoring.matchround", object_id=str(match_round.pk))
        | Q(object_type="mentoring.pairing", verb="end_pairing", object_id__in=[str(pk) for pk in pairings])
        | Q(object_type="mentoring.notice", object_id__in=[str(pk) for pk in notices])
    )


HISTORY = (
    Recorded("mentoring.MentoringProgram", may_read),
    Recorded("mentoring.MatchRound", may_read, entries=of_round),
    Recorded("mentoring.Pairing", may_read),
    Recorded("mentoring.Mentor", may_read),
    Recorded("mentoring.Mentee", may_read),
    Recorded("mentoring.Notice", may_read),
)

KNOWN = (
    Known(
        model="mentoring.Mentor",
        title=gettext_lazy("Offer to mentor"),
        unique=("program",),
        ended="ended_on",
        show=show_offers,
    ),
    Known(
        model="mentoring.Mentee",
        title=gettext_lazy("Wish for a mentor"),
        unique=("program",),
        ended="ended_on",
        show=show_wishes,
    ),
    Known(
        model="mentoring.Notice",
        title=gettext_lazy("Letters about pairings"),
        unique=("match_round", "side"),
    ),
)
