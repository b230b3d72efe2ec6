"""The feed: what is shown to whom, honors and their sources, following, the search, and Atom."""

import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.community.errors import PostError
from bigtent.community.models import Follow, Post
from bigtent.community.services import posting
from bigtent.ledger.clock import today
from tests.community.posts import make_post
from tests.factories import make_consent, make_topic
from tests.groups.seating import make_group

pytestmark = pytest.mark.django_db
FEED, ATOM = "/community/", "/community/feed.atom"
HONOR = {"kind": "honor", "title": "An honor", "honored": "Rosa Lind", "award": "Teacher of the Year"}


def page(client, url=FEED, **asked):
    return client.get(url, asked).content.decode()


def test_it_works(manager):
    answer = manager.client.post(reverse("community:new_post"), {"kind": "post", "title": "A clinic opens"})
    post = Post.objects.get()
    assert answer.url == post.get_absolute_url() and "A clinic opens" not in page(Client())
    manager.client.post(reverse("community:release_post", args=[post.key]))
    assert "A clinic opens" in page(Client())


def test_who_sees_what(member, stranger, manager):
    make_post(title="For all")
    make_post(title="For the network", seen_by="network")
    make_post(title="A draft", released=False)
    for client, seen in ((Client(), False), (stranger.client, False), (member.client, True), (manager.client, True)):
        found = page(client)
        assert "For all" in found and ("For the network" in found) is seen and "A draft" not in found


def test_what_is_over_is_no_longer_shown(settings):
    post = make_post(title="Until tomorrow", expires_on=today() + timedelta(days=1))
    assert "Until tomorrow" in page(Client())
    settings.NOW = settings.NOW + timedelta(days=3)
    assert "Until tomorrow" not in page(Client())
    assert Client().get(post.get_absolute_url()).status_code == 404


def test_a_member_proposes_and_sees_what_became_of_it(member, manager):
    member.client.post(reverse("community:new_post"), {"kind": "post", "title": "Our choir sings"})
    post = Post.objects.get()
    assert "The team looks at it" in page(member.client, post.get_absolute_url())
    assert Client().get(post.get_absolute_url()).status_code == 404
    manager.client.post(reverse("community:discard_post", args=[post.key]))
    assert "did not take it" in page(member.client, post.get_absolute_url())
    manager.client.post(reverse("community:put_back_post", args=[post.key]))
    manager.client.post(reverse("community:release_post", args=[post.key]))
    assert "Our choir sings" in page(Client())


def test_releasing_can_be_taken_back_and_done_again(manager):
    post = make_post(title="Too early")
    manager.client.post(reverse("community:take_back_post", args=[post.key]))
    assert "Too early" not in page(Client())
    manager.client.post(reverse("community:release_post", args=[post.key]))
    assert "Too early" in page(Client())
    with pytest.raises(PostError, match="It is: released"):
        posting.put_back_post(post=post, by=manager)


def test_an_honor_needs_a_public_source_or_her_own_yes(manager, member):
    post = make_post(by=member, released=False, person=member.person, **HONOR)
    with pytest.raises(PostError, match="public page"):
        posting.release_post(post=post, by=manager)
    consent = make_consent(person=member.person, purpose="press")
    posting.release_post(post=post, by=manager)
    assert "Rosa Lind was honored with Teacher of the Year" in page(Client())
    consent.delete()
    assert "Rosa Lind" not in page(Client()) and "Rosa Lind" not in page(member.client)
    cited = make_post(**HONOR | {"title": "Cited"}, giver="A school", source_link="https://example.org/honors")
    found = page(Client(), cited.get_absolute_url())
    assert "by A school" in found and "https://example.org/honors" in found


def test_her_own_yes_names_nobody_else(member):
    honor = HONOR | {"mine": "on", "award": "Teacher of the Year"}
    member.client.post(reverse("community:new_post"), honor)
    post = Post.objects.get()
    assert (post.person, post.honored) == (member.person, member.person.name)


def test_an_honor_says_of_whom_and_what(manager):
    for missing in ("honored", "award"):
        post = make_post(released=False, source_link="https://example.org/", **HONOR | {missing: ""})
        with pytest.raises(PostError) as refusal:
            posting.release_post(post=post, by=manager)
        assert refusal.value.field == missing


def test_a_repost_names_whose_it_was(manager):
    post = make_post(title="Passed on", original_author="A clinic", link="https://example.org/first")
    found = page(Client(), post.get_absolute_url())
    assert "First posted by A clinic" in found and "https://example.org/first" in found
    assert b'<link href="https://example.org/first" rel="via"' in Client().get(ATOM).content.replace(
        b'rel="via" href="https://example.org/first"', b'href="https://example.org/first" rel="via"'
    )


def test_for_you_shows_what_one_follows_and_says_why(member):
    topic, group = make_topic(code="primary-care", name="Primary care"), make_group(name="Rural circle")
    make_post(title="On the topic", topics=[topic])
    make_post(title="Of the group", group=group)
    make_post(title="Of neither")
    assert "You follow nothing yet" in page(member.client, **{"for": "me"})
    member.client.post(reverse("community:following"), {"topics": [topic.pk], "groups": [group.pk]})
    found = page(member.client, **{"for": "me"})
    assert "You see this because you follow: Primary care" in found and "you follow: Rural circle" in found
    assert "Of neither" not in found
    member.client.post(reverse("community:following"), {})
    assert not Follow.objects.exists()


def test_only_what_there_is_can_be_followed(member):
    told = {"groups": [10**6], "topics": ["x"], "specialties": ["\x00"]}
    assert member.client.post(reverse("community:following"), told).status_code == 200
    assert not Follow.objects.exists()


def test_atom_is_read_once_and_then_answered_in_a_word(django_assert_max_num_queries):
    topic = make_topic(code="primary-care", name="Primary care")
    post = make_post(title="A <clinic> & more\x0b", text="Words", topics=[topic])
    make_post(title="Inside", seen_by="network")
    first = Client().get(ATOM)
    root = ElementTree.fromstring(first.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    titles = [entry.findtext("a:title", namespaces=space) for entry in root.findall("a:entry", space)]
    assert titles == ["A <clinic> & more"]
    assert root.find("a:entry/a:category", space).get("term") == "Primary care"
    with django_assert_max_num_queries(4):
        again = Client().get(ATOM, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    since = Client().get(ATOM, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert since.status_code == 304
    posting.change_post(post=post, title="Another title", by=post.by)
    posting.take_back_post(post=post, by=post.by)
    assert Client().get(ATOM, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_the_search_keeps_what_each_reader_may_not_see(member):
    make_post(title="Clinic for all")
    make_post(title="Clinic inside", seen_by="network")
    assert "Clinic inside" not in page(Client(), "/community/search/", q="clinic")
    assert "Clinic inside" in page(member.client, "/community/search/", q="CLINIC ins")
    assert "Nothing is found" in page(Client(), "/community/search/", q="zebra")


@pytest.mark.parametrize("url", [FEED, f"{FEED}?for=me", "/community/search/?q=thing", "/community/proposals/", ATOM])
def test_a_page_asks_the_same_for_3_as_for_30(url, manager, django_assert_max_num_queries):
    topic = make_topic(code="primary-care", name="Primary care")
    Follow.objects.create(person=manager.person, topic=topic)
    counts = []
    manager.client.get(url)
    for _round in range(2):
        for _n in range(3 if not counts else 27):
            make_post(topics=[topic], released="proposals" not in url)
        with django_assert_max_num_queries(40) as asked:
            assert manager.client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"title": " "}, "title"),
        ({"link": "javascript:alert(1)"}, "URL"),
        ({"expires_on": date(2020, 1, 1)}, "passed"),
    ],
)
def test_what_cannot_stand_in_the_feed_is_refused_with_words(told, words):
    with pytest.raises(PostError, match=words):
        make_post(**told)
