"""Opportunities that tests are about: plain functions, made by the product's own verbs."""

from datetime import date

from bigtent.community.services.opportunities import add_opportunity
from bigtent.community.services.publishing import publish_opportunity

STUDENT = {"kind": "stage", "words": "Open to students", "values": ["student"]}
MASTER = {
    "kind": "degree_within_years", "words": "A master’s degree of the last two years", "levels": ["master"], "years": 2,
}  # fmt: skip
GROUP = {"kind": "not_checked", "words": "From a group underrepresented in federal leadership"}
COMMITTED = {"kind": "statement", "words": "I am committed to advancing health equity"}


def make_opportunity(by=None, *, published=True, **details):
    given = {"kind": "fellowship", "title": "Lantern fellowship", "sponsor_name": "Lantern Fund"}
    if "deadline_on" not in details and not details.get("rolling"):
        given |= {"deadline_on": date(2027, 1, 17), "zone": "America/New_York"}
    one = add_opportunity(by=by, **(given | details))
    return publish_opportunity(opportunity=one, by=by) if published else one
