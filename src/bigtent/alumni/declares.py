"""What the alumni room offers to others."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.alumni.models import Link
from bigtent.alumni.models.award import alumni
from bigtent.alumni.models.figures import found_people, reviewed_people, unsearched_registries, waiting_people
from bigtent.ledger.declarations import Deed, Due, DueSource, Figure, Known, Measure, RoomEntry
from bigtent.people.rules import is_staff

ROOMS = (
    RoomEntry(
        name="alumni", label=gettext_lazy("Finding"), url="alumni:home", may_enter=is_staff, switchable=True, order=30
    ),
)


def alumni_found(on) -> Figure:
    return Figure(found_people(on).count(), of=alumni().count())


def alumni_reviewed(on) -> Figure:
    return Figure(reviewed_people(on).count(), of=alumni().count())


def links_waiting(on) -> Figure:
    return Figure(waiting_people(on).count())


MEASURES = (
    Measure(
        name="alumni-found",
        label=gettext_lazy("Alumni found in a registry"),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with an award and a registry entry that somebody confirmed as theirs."),
        compute=alumni_found,
        url="alumni:links",
        query="state=confirmed",
    ),
    Measure(
        name="alumni-reviewed",
        label=gettext_lazy("Alumni looked at by a reviewer"),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with an award of whom somebody confirmed or refused at least one proposal."),
        compute=alumni_reviewed,
        url="alumni:links",
    ),
    Measure(
        name="links-waiting",
        label=gettext_lazy("Alumni whose match waits for a decision"),
        unit=gettext_lazy("people"),
        definition=gettext_lazy("People with a proposed registry entry and no decision yet."),
        compute=links_waiting,
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


DUE = (DueSource(name="finding", items=due_finding),)

DEEDS = (
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
    Deed("find_alumni", gettext_lazy("Searched: %(what)s; %(count)s people have a candidate")),
)


def show_links(person, account):
    """The entry a person was found as; those at work there also see what waits."""
    if not (account.person_id == person.pk or account.has_perm("alumni.review_links")):
        return
    shown = Link.objects.filter(person=person).select_related("entry__registry")
    waiting = shown.proposed().count()
    for link in shown.confirmed():
        label = _("Found as %(name)s") % {"name": link.entry}
        yield label, f"{link.entry.number}, {link.decided_at:%Y-%m-%d}", str(link.entry.registry)
    if waiting and account.has_perm("alumni.review_links"):
        yield _("Waiting at the finding desk"), str(waiting), ""


KNOWN = (Known(model="alumni.Link", title=gettext_lazy("Registries"), show=show_links),)
