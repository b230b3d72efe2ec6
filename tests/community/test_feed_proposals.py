"""What happens in the network is proposed for the feed, once, and staff decide."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.community.models import Post
from bigtent.community.services.proposing import propose_news
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import News, NewsSource
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(monkeypatch):
    """What the rooms tell; the test writes it down."""
    told = []
    source = NewsSource("events", "Events", lambda since: [one for one in told if one.at >= since])
    monkeypatch.setattr("bigtent.community.services.proposing.declared", lambda kind: (source,))
    return told


def event(number=1, **values):
    usual = {"about": f"event:{number}", "title": "A webinar", "text": "", "url": "/events/", "at": now()}
    return News(**usual | values)


def test_it_works(news, manager):
    topic = make_topic(code="primary-care", name="Primary care")
    news.append(event(topics=(topic.pk,)))
    assert propose_news(by=None) == 1
    post = Post.objects.get()
    assert (post.state, post.kind, list(post.topics.all())) == ("proposed", "news", [topic])
    assert "A webinar" in manager.client.get(reverse("community:proposals")).content.decode()
    manager.client.post(reverse("community:release_post", args=[post.key]))
    assert 'href="/events/"' in Client().get(post.get_absolute_url()).content.decode()


def test_each_thing_is_proposed_once_also_where_it_was_put_aside(news, manager):
    news.append(event())
    propose_news(by=None)
    manager.client.post(reverse("community:discard_post", args=[Post.objects.get().key]))
    news.append(event(2, title="Another"))
    assert [propose_news(by=None), propose_news(by=None)] == [1, 0]
    assert set(Post.objects.values_list("about", "state")) == {("event:1", "discarded"), ("event:2", "proposed")}


def test_what_is_older_than_two_weeks_is_no_news(news):
    news.append(event(at=now() - timedelta(days=15)))
    assert propose_news(by=None) == 0


def test_staff_edit_a_proposal_before_they_release_it(news, manager):
    news.append(event(title="webinar draft 3"))
    propose_news(by=None)
    post = Post.objects.get()
    told = {"title": "Saving primary care", "kind": "news", "seen_by": "network"}
    manager.client.post(reverse("community:change_post", args=[post.key]), told)
    manager.client.post(reverse("community:release_post", args=[post.key]))
    assert Client().get(post.get_absolute_url()).status_code == 404
    assert "Saving primary care" in manager.client.get("/community/").content.decode()


def test_proposals_wait_on_the_monday_page(news, manager):
    news.extend([event(), event(2)])
    propose_news(by=None)
    assert "2 proposals for the feed wait" in manager.client.get(reverse("monday")).content.decode()


def test_members_neither_see_proposals_nor_release_them(news, member):
    news.append(event())
    propose_news(by=None)
    key = Post.objects.get().key
    assert member.client.get(reverse("community:proposals")).status_code == 403
    assert member.client.post(reverse("community:release_post", args=[key])).status_code in (403, 404)
    assert Post.objects.get().state == "proposed"
