"""Two people confirm rival links at the same moment: one wins, the other is told in words."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bigtent.alumni.errors import LinkError
from bigtent.alumni.models import Link
from bigtent.alumni.services import confirm_links
from tests.alumni.registries import make_alumna, make_entry, make_link

pytestmark = pytest.mark.django_db(transaction=True)


def rivals(shared):
    """Two links of one entry, or of one person, each with a proposal that the other closes."""
    if shared == "entry":
        entry = make_entry()
        return [make_link(entry=entry), make_link(entry=entry)]
    person = make_alumna()
    return [make_link(person=person), make_link(person=person)]


def at_once(links, by):
    """The outcome of each confirmation. SQLite lets one writer in at a time, so there they go one after the other."""
    together = connection.vendor == "postgresql"
    start = Barrier(len(links) if together else 1)

    def confirm(link):
        try:
            start.wait(10)
            confirm_links(links=[link], by=by)
        except LinkError as refusal:
            return str(refusal)
        finally:
            if together:
                connection.close()
        return "confirmed"

    if not together:
        return [confirm(link) for link in links]
    with ThreadPoolExecutor(len(links)) as threads:
        return list(threads.map(confirm, links))


@pytest.mark.parametrize("shared", ["entry", "person"])
def test_one_of_them_is_refused_with_words(manager, shared):
    for _round in range(15):
        links = rivals(shared)
        outcomes = at_once(links, manager)
        assert outcomes.count("confirmed") == 1
        [words] = [outcome for outcome in outcomes if outcome != "confirmed"]
        assert "in the meantime" in words or "already linked" in words
        assert Link.objects.confirmed().filter(pk__in=[link.pk for link in links]).count() == 1
