"""What each update should become, restated from what the page said; and the hands that paste it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.urls import reverse

from bigtent.community.models import Opportunity, Post
from bigtent.community.services.posting import release_post
from bigtent.community.services.proposing import propose_news
from bigtent.community.services.publishing import publish_opportunity
from bigtent.gatherings.models import Event
from bigtent.gatherings.services.publishing import publish_event
from tests.announced import UPDATES

EASTERN = "America/New_York"
WEBINAR = [
    ("Brian Antono", "MD, MPH", "speaker"),
    ("Hana Hamdi", "MPH", "speaker"),
    ("Nijmie Dzurinko", "", "speaker"),
    ("Kiara Marmolejos", "PA", "moderator"),
]
# For each update its fields as they should be kept; a day the page does not name is one somebody knows.
EXPECTED = {
    "webinar": {
        "kind": "webinar", "title": "Saving Primary Care in the United States", "host": "Social Mission Alliance",
        "day": date(2024, 11, 12), "starts": time(20), "ends": time(21), "zone": EASTERN, "mode": "online",
        "panel": WEBINAR,
    },
    "grand_rounds": {
        "kind": "grand_rounds", "title": "Rewrite the Script: Narrative Transformation for Equity in Health",
        "host": "National Health Equity Grand Rounds", "day": date(2024, 11, 21), "starts": time(14), "ends": None,
        "zone": "America/Chicago", "mode": "online",
    },
    "phonebank": {
        "kind": "phonebank", "title": "Get Out the Vote Phonebanks", "host": "Vot-ER", "mode": "online",
        "day": date(2024, 10, 20), "starts": time(18), "link": "https://lnkd.in/gDXZYeBS",
    },
    "fellowship": {
        "kind": "fellowship", "title": "Health Equity Leadership Development Initiative (HELDI) Fellowship",
        "sponsor_name": "HHS Office of Minority Health", "deadline_on": date(2025, 1, 17), "deadline_time": None,
        "starts_on": date(2025, 7, 1), "ends_on": date(2026, 6, 30), "where": "Washington, DC",
        "presence": "in_residence", "stipend": Decimal(60000), "rolling": False,
        "clauses": ["degree_within_years", "degree", "not_checked", "citizenship", "statement"],
    },
    "committee": {
        "kind": "committee", "title": "MSTP subcommittee, National Diversity Research Committee",
        "sponsor_name": "SNMA", "deadline_on": None, "rolling": True, "clauses": ["stage"],
    },
    "recommit": {
        "kind": "post", "original_author": "Fitzhugh Mullan Institute for Health Workforce Equity", "expires_on": None,
    },
    "article": {
        "kind": "article",
        "title": "Project 2025’s Labor And Reproductive Health Policies: Implications For The Health Workforce",
        "authors": "Finn Dobkin, Julia Strasser, Patricia Pittman, Edward Salsberg",
        "publisher": "Health Affairs Forefront", "link": "https://lnkd.in/e8Eesqs7",
    },
    "letter": {
        "kind": "letter", "title": "Ask your dean to join the Social Mission Metrics self-assessment",
        "link": "https://lnkd.in/eidX2YRD", "expires_on": date(2024, 10, 31),
    },
    "media": {
        "kind": "media", "title": "The Perverse Consequences of Tuition-Free Medical School",
        "authors": "Toyese Oyeyemi", "publisher": "The Atlantic",
    },
    "honor": {
        "kind": "honor", "honored": "Brigit Carter", "award": "Clinical Article of the Year",
        "giver": "National Association of Neonatal Nurses", "original_author": "",
    },
}  # fmt: skip


def turn_to(settings, day: date) -> None:
    settings.NOW = datetime.combine(day, time(15), UTC)


def paste(client, name):
    """Put the text into the page, with the day it was posted; gives the form that comes of it."""
    update = UPDATES[name]
    told = {"pasted": update.text, "posted_on": update.posted_on.isoformat(), "read": ""}
    return client.post(reverse("community:paste"), told).context["form"]


def corrections(form, name) -> dict:
    """The fields somebody has to change before they are as they should be."""
    return {field: value for field, value in EXPECTED[name].items() if _value(form, field) != value}


def _value(form, field):
    if field == "panel":
        from bigtent.community.pasted import speakers_of

        return [(one.name, one.credentials, one.role) for one in speakers_of(form.initial["panel"])]
    if field == "clauses":
        return [one.kind for one in form.read_clauses]
    return form.initial.get(field)


def keep(client, name, form):
    """Send the form with its corrections, as a browser does."""
    told = {field: _sent(form.initial.get(field)) for field in form.fields}
    told |= {field: _sent(value) for field, value in corrections(form, name).items() if field != "panel"}
    if "panel" in corrections(form, name):
        told["panel"] = form.initial["panel"].replace("Marmolejos (", "Marmolejos, PA (")
    told["topics"] = [topic.pk for topic in form.initial["topics"]]
    told["seen_by"] = "everybody"
    hidden = {"pasted": UPDATES[name].text, "posted_on": UPDATES[name].posted_on.isoformat(), "what": form.what}
    told = {field: value for field, value in told.items() if value not in (None, "", False)}
    return client.post(reverse("community:paste"), told | hidden | {"make": "1"})


def _sent(value):
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def made():
    """What was kept as a draft: the one event, opportunity or post there is."""
    return Event.objects.first() or Opportunity.objects.first() or Post.objects.get()


def show(row, by):
    """Publish it, and release in the feed what the network then tells of it; gives the post."""
    if isinstance(row, Post):
        return release_post(post=row, by=by)
    if isinstance(row, Event):
        publish_event(event=row, by=by)
    else:
        publish_opportunity(opportunity=row, by=by)
    propose_news(by=None)
    return release_post(post=Post.objects.get(), by=by)
