"""What opportunities offer to others: deeds, history, what is due, figures, news, letters."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.community.in_calendars import CALENDAR_OF_OPPORTUNITIES
from bigtent.community.letters import LETTERS_OF_OPPORTUNITIES
from bigtent.community.models import Opportunity, SavedOpportunity
from bigtent.community.saying import deadline_words
from bigtent.community.stated_known import DATA_OF_OPPORTUNITIES, KNOWN_OF_OPPORTUNITIES
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import Deed, Due, DueSource, Figure, Measure, News, NewsSource, Recorded

__all__ = [
    "CALENDAR_OF_OPPORTUNITIES",
    "DATA_OF_OPPORTUNITIES",
    "DEEDS_OF_OPPORTUNITIES",
    "DUE_OF_OPPORTUNITIES",
    "HISTORY_OF_OPPORTUNITIES",
    "KNOWN_OF_OPPORTUNITIES",
    "LETTERS_OF_OPPORTUNITIES",
    "MEASURES_OF_OPPORTUNITIES",
    "NEWS_OF_OPPORTUNITIES",
    "SWEPT_OF_OPPORTUNITIES",
]

SOON = 7

DEEDS_OF_OPPORTUNITIES = (
    Deed(
        "add_opportunity", _("The opportunity “%(what)s” was written down"), _("%(count)s opportunities written down")
    ),
    Deed("change_opportunity", _("The opportunity “%(what)s” was changed")),
    Deed("set_clauses", _("Whom the opportunity “%(what)s” is for was set")),
    Deed("set_sites", _("The sites of the opportunity “%(what)s” were set")),
    Deed("publish_opportunity", _("The opportunity “%(what)s” was published")),
    Deed("unpublish_opportunity", _("The opportunity “%(what)s” is a draft again")),
    Deed("close_opportunity", _("The opportunity “%(what)s” was closed")),
    Deed("withdraw_opportunity", _("The opportunity “%(what)s” was withdrawn")),
    Deed("open_opportunity_again", _("That the opportunity “%(what)s” was closed or withdrawn was undone")),
    Deed("check_source", _("The source of the opportunity “%(what)s” was looked at")),
    Deed("state_facts", _("Somebody stated facts to check opportunities"), _("%(count)s times facts were stated")),
    Deed("forget_facts", _("Somebody took back the facts stated to check opportunities")),
)


def may_read(account, row) -> bool:
    return account.has_perm("community.keep_opportunities")


HISTORY_OF_OPPORTUNITIES = (
    Recorded("community.Opportunity", may_read, words={"topics": _("Topics"), "clauses": _("Whom it is for")}),
)


def sources_due(account) -> Iterator[Due]:
    """For those who keep them: opportunities whose source is to be looked at again."""
    if not account.has_perm("community.keep_opportunities"):
        return
    for one in Opportunity.objects.to_be_checked(today()).order_by("recheck_on", "pk"):
        yield Due(
            title=_now("Look at the source of “%(title)s”") % {"title": one.title},
            why=_now("What stands there may have changed since it was written down."),
            button=_now("Look at it"),
            url=f"{one.get_absolute_url()}source/",
            due_on=one.recheck_on,
            minutes=3,
            order=55,
        )


def deadlines_due(account) -> Iterator[Due]:
    """For whoever saved one and has not applied: a deadline within seven days."""
    saved = SavedOpportunity.objects.of(account).filter(applied_on__isnull=True).values("opportunity")
    for one in Opportunity.objects.open().filter(pk__in=saved, closes_at__isnull=False):
        if one.days_left <= SOON:
            yield Due(
                title=one.title,
                why=_now("You saved it. %(until)s.") % {"until": deadline_words(one)},
                button=_now("Look at it"),
                url=one.get_absolute_url(),
                due_on=one.deadline_on,
                order=35,
            )


DUE_OF_OPPORTUNITIES = (
    DueSource("opportunity-sources", sources_due),
    DueSource("saved-deadlines", deadlines_due),
)


def open_ones(day: date) -> Figure:
    """Those that were published by that day and not closed by their deadline; today's own state counts for today."""
    shown = Opportunity.objects.filter(state__in=["published", "closed"], published_at__date__lte=day)
    still = Q(closes_at__isnull=True) | Q(closes_at__date__gt=day)
    return Figure(shown.filter(still).exclude(state="closed").count())


def saved(day: date) -> Figure:
    return Figure(_people(SavedOpportunity.objects.filter(saved_at__date__lte=day)))


def applied(day: date) -> Figure:
    return Figure(_people(SavedOpportunity.objects.filter(applied_on__lte=day)))


def got(day: date) -> Figure:
    noted = SavedOpportunity.objects.filter(applied_on__lte=day)
    return Figure(_people(noted.filter(result="got")), _people(noted.exclude(result="")))


def _people(rows) -> int:
    return rows.filter(person__merged_into__isnull=True).values("person").distinct().count()


MEASURES_OF_OPPORTUNITIES = (
    Measure(
        name="opportunities-open",
        label=_("Open opportunities"),
        unit=_("opportunities"),
        definition=_("Opportunities that are published and whose deadline has not passed."),
        compute=open_ones,
        url="community:opportunities",
        of_people=False,
        order=60,
    ),
    Measure(
        name="people-who-saved-an-opportunity",
        label=_("People who saved an opportunity"),
        unit=_("people"),
        definition=_("People with at least one opportunity on their own list. Which one is theirs alone."),
        compute=saved,
        order=60,
    ),
    Measure(
        name="people-who-applied",
        label=_("People who applied for an opportunity"),
        unit=_("people"),
        definition=_("People who noted for themselves that they applied for at least one opportunity saved here."),
        compute=applied,
        within="people-who-saved-an-opportunity",
        order=60,
    ),
    Measure(
        name="people-who-got-an-opportunity",
        label=_("People who got what they applied for"),
        unit=_("people"),
        definition=_(
            "People who noted for themselves that they got at least one opportunity. The whole is all who noted what "
            "came of one; who noted nothing is not counted."
        ),
        compute=got,
        within="people-who-applied",
        order=60,
    ),
)


def news(since: datetime) -> Iterator[News]:
    """Opportunities published since then that are still open."""
    rows = Opportunity.objects.open().filter(published_at__gt=since).select_related("sponsor")
    for one in rows.prefetch_related("topics"):
        by = f"{one.get_kind_display()}. {one.sponsored_by}".strip(". ")
        yield News(
            about=f"opportunity:{one.pk}",
            title=one.title,
            text=f"{by}. {deadline_words(one)}.",
            url=one.get_absolute_url(),
            at=min(one.published_at, now()),
            topics=tuple(topic.pk for topic in one.topics.all()),
            demonstration=one.demonstration,
        )


NEWS_OF_OPPORTUNITIES = (NewsSource("opportunities", _("Opportunities"), news, order=30),)

SWEPT_OF_OPPORTUNITIES = (
    "community.Opportunity.title",
    "community.Opportunity.sponsor_name",
    "community.Opportunity.text",
    "community.Opportunity.closed_because",
    "community.PracticumSite.supervisor",
    "community.PracticumSite.about",
)
