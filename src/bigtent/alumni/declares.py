"""What the alumni room offers to others."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.alumni.models import DuplicatePair, Link, RosterFile
from bigtent.alumni.models.award import AlumniProgram, Award, alumni
from bigtent.alumni.models.duplicate import never_compared
from bigtent.alumni.models.figures import found_people, reviewed_people, unsearched_registries, waiting_people
from bigtent.alumni.services.erasing import find_lines, known_by
from bigtent.ledger.declarations import (
    Datum,
    Deed,
    Due,
    DueSource,
    Figure,
    Known,
    Measure,
    Recorded,
    RoomEntry,
    Scope,
    Trace,
)
from bigtent.people.models import Purpose
from bigtent.people.models.network import in_our_words
from bigtent.people.rules import is_staff

MOST_FILES = 5


def award_programs():
    return [(str(pk), name) for pk, name in AlumniProgram.objects.values_list("pk", "name")]


def people_of_award_program(number: str):
    return Award.objects.filter(program=number).values("person")


SCOPES = (Scope("award-program", gettext_lazy("One award program"), award_programs, people_of_award_program, order=30),)


def awards_of(person):
    for award in person.awards.select_related("program", "record__roster"):
        yield str(award), str(award.record.roster) if award.record else ""


def links_of(person):
    for link in Link.objects.filter(person=person).confirmed().select_related("entry__registry"):
        yield f"{link.entry}, {link.entry.number}", str(link.entry.registry)


def lines_of(person):
    for record in person.alumni_records.select_related("roster"):
        yield _("line %(line)s") % {"line": record.line}, str(record.roster)


DATA = (
    Datum(
        "alumni.award", gettext_lazy("Support you received"), (Purpose.RECORDS,), awards_of,
        asked=False, subject=gettext_lazy("What the organization keeps"),
        why=gettext_lazy("The organization answers for what it gave. Only you and staff see it."), order=50,
    ),
    Datum(
        "alumni.link", gettext_lazy("Public registers you were found in"), (Purpose.RECORDS,), links_of,
        asked=False, subject=gettext_lazy("What the organization keeps"),
        why=gettext_lazy("So that staff can reach those who were lost. Only you and staff see it."), order=51,
    ),
    Datum(
        "alumni.line", gettext_lazy("Lines of our own lists"), (Purpose.RECORDS,), lines_of,
        asked=False, subject=gettext_lazy("What the organization keeps"),
        why=gettext_lazy("Kept as they came, so that it can be seen where a fact is from. Only staff see them."),
        order=52,
    ),
)  # fmt: skip

ROOMS = (
    RoomEntry(
        name="alumni", label=gettext_lazy("Finding"), url="alumni:home", may_enter=is_staff, switchable=True, order=30
    ),
)


def alumni_known(on) -> Figure:
    return Figure(alumni().count())


def alumni_reachable(on) -> Figure:
    return Figure(alumni().reachable().count(), of=alumni().count())


def alumni_found(on) -> Figure:
    return Figure(found_people(on).count(), of=alumni().count())


def alumni_reviewed(on) -> Figure:
    return Figure(reviewed_people(on).count(), of=alumni().count())


def links_waiting(on) -> Figure:
    return Figure(waiting_people(on).count())


MEASURES = (
    Measure(
        name="alumni",
        label=in_our_words(gettext_lazy("%(alumni)s")),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with at least one award, each counted once; merged records are one person."),
        compute=alumni_known,
        url="alumni:home",
        order=10,
    ),
    Measure(
        name="alumni-reachable",
        label=in_our_words(gettext_lazy("%(alumni)s within reach")),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with an award and an e-mail address or telephone number that is in use."),
        compute=alumni_reachable,
        url="alumni:home",
        order=11,
    ),
    Measure(
        name="alumni-found",
        label=in_our_words(gettext_lazy("%(alumni)s found in a registry")),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with an award and a registry entry that somebody confirmed as theirs."),
        compute=alumni_found,
        within="alumni-reachable",
        url="alumni:links",
        query="state=confirmed",
    ),
    Measure(
        name="alumni-reviewed",
        label=in_our_words(gettext_lazy("%(alumni)s looked at by a reviewer")),
        unit=gettext_lazy("people"),
        definition=gettext_lazy(
            "People with an award of whom somebody confirmed or refused at least one proposal by itself. "
            "Sure ones that were confirmed together do not count."
        ),
        compute=alumni_reviewed,
        url="alumni:links",
        query="state=looked-at",
    ),
    Measure(
        name="links-waiting",
        label=in_our_words(gettext_lazy("%(alumni)s whose match waits for a decision")),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with a proposed registry entry and no decision yet."),
        compute=links_waiting,
        staff_only=True,
        url="alumni:links",
        query="state=proposed",
    ),
)


def due_finding(account):
    """Matches to review, sure ones to confirm, and a registry that nobody searched yet."""
    if account.has_perm("alumni.review_links"):
        yield from _due_review()
    if account.has_perm("alumni.confirm_sure_links"):
        yield from _due_sure()
    if account.has_perm("alumni.find_alumni"):
        for registry in unsearched_registries():
            yield Due(
                title=_("%(registry)s was not searched yet") % {"registry": registry},
                why=_("It is newer than the latest run. A search takes a few minutes and links nobody by itself."),
                button=_("Look for our people"),
                url=registry.get_absolute_url(),
                minutes=1,
                order=30,
            )


def _due_review():
    likely = Link.objects.queue().filter(gain__gte=0.5, sure=0, put_off=None).count()
    if likely:
        yield Due(
            title=ngettext("%(n)s likely match to review", "%(n)s likely matches to review", likely)
            % {"n": f"{likely:,}"},
            why=_("Each is more likely right than not, and only a person can say. A minute each; stop any time."),
            button=_("Open the desk"),
            url=reverse("alumni:desk"),
            minutes=min(likely, 60),
            order=20,
        )


def _due_sure():
    sure = Link.objects.sure().count()
    if sure:
        yield Due(
            title=ngettext("%(n)s sure match to confirm", "%(n)s sure matches to confirm", sure) % {"n": f"{sure:,}"},
            why=_("At least 99% likely and the same surname. One act, which can be undone as a whole."),
            button=_("Look and confirm"),
            url=reverse("alumni:sure"),
            minutes=2,
            order=10,
        )


def due_rosters(account):
    """Files on their way, searches for duplicates not yet made, and the questions they leave."""
    if account.has_perm("alumni.import_roster"):
        yield from _due_files()
    if account.has_perm("alumni.review_duplicates"):
        yield from _due_duplicates()


def _due_files():
    for file in RosterFile.objects.unfinished().select_related("roster")[:MOST_FILES]:
        checked = file.state == RosterFile.State.CHECKED
        yield Due(
            title=_("%(file)s is not brought in yet") % {"file": file.name},
            why=_("%(lines)s lines would change something, %(refused)s were refused.")
            % {"lines": f"{file.brings:,}", "refused": f"{file.refused:,}"}
            if checked
            else _("Its columns wait to be matched; nothing changes before you say so."),
            button=_("Look and bring in") if checked else _("Go on"),
            url=file.get_absolute_url(),
            minutes=5,
            order=15,
        )
    if never_compared():
        yield Due(
            title=_("Look for duplicates"),
            why=_("A list was brought in since the latest search. Sure ones are merged, the others become questions."),
            button=_("Look for duplicates"),
            url=reverse("alumni:duplicates"),
            minutes=2,
            order=16,
        )


def _due_duplicates():
    waiting = DuplicatePair.objects.waiting().count()
    if waiting:
        yield Due(
            title=ngettext("%(n)s possible duplicate", "%(n)s possible duplicates", waiting) % {"n": f"{waiting:,}"},
            why=_("Two records that may be one person, side by side. Half a minute each; stop any time."),
            button=_("Look at them"),
            url=reverse("alumni:review-duplicates"),
            minutes=min(-(-waiting // 2), 60),
            order=25,
        )


DUE = (DueSource(name="rosters", items=due_rosters), DueSource(name="finding", items=due_finding))

DEEDS = (
    Deed("receive_roster", gettext_lazy("A list came: %(what)s")),
    Deed("map_columns", gettext_lazy("Columns matched: %(what)s")),
    Deed("discard_roster", gettext_lazy("A list was put away: %(what)s")),
    Deed("apply_roster", gettext_lazy("Brought in: %(what)s, %(count)s lines")),
    Deed("undo_roster", gettext_lazy("Taken back: %(what)s, %(count)s people")),
    Deed("find_duplicates", gettext_lazy("Duplicates searched: %(count)s records merged")),
    Deed(
        "decide_duplicates",
        gettext_lazy("A possible duplicate was decided: %(what)s"),
        gettext_lazy("%(count)s possible duplicates were decided"),
    ),
    Deed("undo_duplicate_decision", gettext_lazy("A decision was taken back: %(what)s")),
    Deed("undo_duplicate_run", gettext_lazy("A search for duplicates was taken back: %(count)s records")),
    Deed(
        "confirm_links",
        gettext_lazy("Found in a registry: %(what)s"),
        gettext_lazy("Found in a registry: %(count)s people"),
    ),
    Deed(
        "refuse_links",
        gettext_lazy("A proposal was refused: %(what)s"),
        gettext_lazy("%(count)s proposals were refused"),
    ),
    Deed("postpone_links", gettext_lazy("Put off: %(what)s"), gettext_lazy("%(count)s proposals were put off")),
    Deed(
        "undo_decision",
        gettext_lazy("A decision was undone: %(what)s"),
        gettext_lazy("Decisions about %(count)s links were undone"),
    ),
    Deed("load_registry", gettext_lazy("Loaded: %(what)s")),
    Deed("start_finding", gettext_lazy("A search began: %(what)s")),
    Deed("find_alumni", gettext_lazy("Searched: %(what)s; %(count)s people have a candidate")),
)


def _keeps_or_is(account, person) -> bool:
    return account.person_id == person.pk or account.has_perm("people.read_private", person)


def show_links(person, account):
    """The entry a person was found as; those at work there also see what waits."""
    if not _keeps_or_is(account, person):
        return
    shown = Link.objects.filter(person=person).select_related("entry__registry")
    waiting = shown.proposed().count()
    for link in shown.confirmed():
        label = _("Found as %(name)s") % {"name": link.entry}
        day = date_format(link.decided_at, "DATE_FORMAT")
        yield label, f"{link.entry.number}, {day}", str(link.entry.registry)
    if waiting and account.has_perm("alumni.review_links"):
        yield _("Waiting at the finding desk"), str(waiting), ""


def show_awards(person, account):
    """What she received; herself and staff see it."""
    if not _keeps_or_is(account, person):
        return
    for award in person.awards.select_related("program", "paid_through", "record__roster"):
        through = award.paid_through or award.paid_through_text
        amount = f"${award.amount:,.0f}" if award.amount is not None else ""
        parts = [str(award), amount, _("paid through %(school)s") % {"school": through} if through else ""]
        yield award.get_kind_display(), ", ".join(filter(None, parts)), str(award.record.roster) if award.record else ""


def show_records(person, account):
    """The lines of our own lists that are about her; staff only."""
    if account.has_perm("people.read_private", person):
        for record in person.alumni_records.select_related("roster"):
            yield _("Line %(line)s") % {"line": record.line}, " · ".join(filter(None, record.raw)), str(record.roster)


def may_enter(account, row) -> bool:
    return account.has_perm("alumni.enter")


HISTORY = (
    Recorded("alumni.RosterFile", may_enter),
    Recorded("alumni.DuplicatePair", may_enter, words=dict(DuplicatePair.State.choices)),
    Recorded("alumni.DuplicateRun", may_enter),
    Recorded("alumni.Registry", may_enter),
    Recorded("alumni.FindingRun", may_enter),
    Recorded("alumni.LinkDecision", may_enter),
)

KNOWN = (
    Known(
        model="alumni.Award",
        title=gettext_lazy("Awards"),
        unique=("program", "year", "kind", "amount"),
        show=show_awards,
        kept_because=gettext_lazy(
            "The books must show what was paid. Program, kind, year and amount stay; your name, the school and the "
            "line of the list go."
        ),
        cleared=("paid_through", "paid_through_text", "told", "record"),
    ),
    Known(model="alumni.AlumniRecord", title=gettext_lazy("Lines of our lists"), show=show_records),
    Known(
        model="alumni.DuplicatePair",
        field="first",
        title=gettext_lazy("Questions about duplicates"),
        withheld=("evidence",),
    ),
    Known(
        model="alumni.DuplicatePair",
        field="second",
        title=gettext_lazy("Questions about duplicates"),
        withheld=("evidence",),
    ),
    Known(
        model="alumni.Link", title=gettext_lazy("Registries"), show=show_links, withheld=("entry", "evidence", "weight")
    ),
)

TRACES = (Trace("lists", gettext_lazy("Lines of received files"), find=find_lines, known_by=known_by),)

SWEPT = (
    "alumni.RosterFile.sample",
    "alumni.RosterFile.name",
    "alumni.LinkDecision.reason",
    "alumni.Registry.problems",
)
