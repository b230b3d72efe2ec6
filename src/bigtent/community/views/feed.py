"""Pages of the feed: what is new, one post, the search, what I follow, and the feed for programs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from bigtent.community.feeding import Followed, with_subjects
from bigtent.community.forms.posts import FollowForm, SearchForm
from bigtent.community.models import FeedSeen, Post
from bigtent.community.searching import search as search_rooms
from bigtent.community.services import following as services
from bigtent.community.syndication import atom
from bigtent.groups.models import Group
from bigtent.people.models import Topic

AT_ONCE = 20
takes_part = permission_required("community.take_part", raise_exception=True)


def shown_to(account):
    """The feed of this reader; staff too see here what others see."""
    return Post.objects.filter(pk__in=Post.objects.visible_to(account).values("pk")).on_show()


@require_safe
def feed(request):
    """The latest first; "for you" only what is about something one follows, and says what."""
    mine = request.GET.get("for") == "me" and request.user.has_perm("community.take_part")
    followed = Followed.by(request.user.person_id) if request.user.is_authenticated else Followed.by(0)
    posts = shown_to(request.user)
    if mine:
        posts = posts.filter(followed.condition())
    topic = Topic.objects.filter(code=request.GET.get("topic", "")[:50]).first()
    if topic:
        posts = posts.filter(topics=topic)
    page = Paginator(with_subjects(posts), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(post, followed.why(post)) for post in page.object_list],
        "mine": mine,
        "topic": topic,
        "follows": bool(followed),
        "waiting": Post.objects.proposed().count() if request.user.has_perm("community.edit_feed") else 0,
    }
    return render(request, "community/feed.html", context)


@require_safe
def post(request, key):
    """One post; staff release or change it here, whoever proposed it sees what became of it."""
    row = get_object_or_404(with_subjects(Post.objects.visible_to(request.user)), key=key)
    return render(request, "community/post.html", {"post": row})


@require_safe
def search(request):
    """Posts, events, opportunities and the library at once."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = search_rooms(request.user, words) if words.strip() else []
    return render(request, "community/search.html", {"form": form, "words": words, "found": found})


@login_required
@takes_part
def following(request):
    """A switch for each topic, group and specialty."""
    person, groups = request.user.person, Group.objects.visible_to(request.user).under_way()
    followed = Followed.by(person.pk)
    initial = {"topics": followed.topics, "groups": followed.groups, "specialties": followed.specialties}
    form = FollowForm(request.POST if request.method == "POST" else None, groups=groups, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.set_follows(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. The feed “For you” shows it at once."))
        return redirect("community:following")
    seen = FeedSeen.objects.filter(person=person).first()
    return render(request, "community/following.html", {"form": form, "seen": seen})


@require_POST
@login_required
@takes_part
def see_feed(request):
    services.see_feed(person=request.user.person, by=request.user)
    messages.success(request, _("Noted. What stands here now is not in your next weekly mail."))
    return redirect("community:feed")


def public_posts():
    return Post.objects.on_show().filter(seen_by=Post.SeenBy.EVERYBODY)


def _version(request) -> dict:
    return public_posts().aggregate(n=Count("pk"), changed=Max("changed_at"), latest=Max("released_at"))


def _etag(request) -> str:
    now = _version(request)
    return f'"{now["n"]}-{now["changed"]:%Y%m%d%H%M%S%f}-{get_language()}"' if now["n"] else f'"0-{get_language()}"'


def _changed(request):
    return _version(request)["changed"]


@require_safe
@condition(etag_func=_etag, last_modified_func=_changed)
def feed_atom(request):
    """The public feed for programs; asked again it answers in a word that nothing is new."""
    answer = atom(with_subjects(public_posts())[:50])
    patch_cache_control(answer, public=True, max_age=300)
    return answer
