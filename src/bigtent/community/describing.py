"""An opportunity as search engines read it (schema.org)."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from bigtent.community.models import Opportunity
from bigtent.gatherings.structured import block_of

REMOTE = "TELECOMMUTE"


def data_block(one: Opportunity) -> SafeString:
    """The block for the page of one that everybody may see; of a draft or a withdrawn one nothing."""
    is_shown = one.state in (Opportunity.State.PUBLISHED, Opportunity.State.CLOSED)
    return block_of(described(one)) if is_shown else mark_safe("")


def described(one: Opportunity) -> dict:
    """A job as JobPosting with how long it is valid; anything else as a plain work with its expiry."""
    url = f"{settings.SITE_URL}{one.get_absolute_url()}"
    found = {"@context": "https://schema.org", "url": url, "datePosted" if _is_job(one) else "datePublished": _day(one)}
    sponsor = {"@type": "Organization", "name": one.sponsored_by} if one.sponsored_by else None
    until = one.closes_at.isoformat() if one.closes_at else None
    if _is_job(one):
        found |= {"@type": "JobPosting", "title": one.title, "description": one.text or one.title}
        found |= {"hiringOrganization": sponsor, "validThrough": until, "jobLocation": _place(one)}
        found |= {"baseSalary": _pay(one), "jobLocationType": REMOTE if one.presence == "remote" else None}
    else:
        found |= {"@type": "CreativeWork", "name": one.title, "description": one.text or one.title}
        found |= {"additionalType": one.kind, "sponsor": sponsor, "expires": until}
    return {name: value for name, value in found.items() if value}


def _is_job(one: Opportunity) -> bool:
    return one.kind == Opportunity.Kind.JOB


def _day(one: Opportunity) -> str | None:
    return one.published_at.date().isoformat() if one.published_at else None


def _place(one: Opportunity) -> dict | None:
    return {"@type": "Place", "address": one.where} if one.where else None


def _pay(one: Opportunity) -> dict | None:
    if one.stipend is None:
        return None
    return {"@type": "MonetaryAmount", "currency": one.currency, "value": float(one.stipend)}
