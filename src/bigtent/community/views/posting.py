"""Pages for what goes into the feed: propose, look at proposals, change, release, put aside."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.community.feeding import with_subjects
from bigtent.community.forms.posts import PostForm, ProposalForm
from bigtent.community.models import Post
from bigtent.community.services import posting as services
from bigtent.ledger.errors import Refusal

AT_ONCE = 20
edits = permission_required("community.edit_feed", raise_exception=True)
takes_part = permission_required("community.take_part", raise_exception=True)


def editing(view):
    """A door to one post for those who edit the feed."""

    @wraps(view)
    def opened(request, key):
        return view(request, get_object_or_404(Post.objects.visible_to(request.user), key=key))

    return login_required(edits(opened))


def form_page(request, form, verb, *, title, button, done, lede="", post=None):
    """A form on a page of its own: shown, or carried out by `verb()`, then on to the post."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
            messages.success(request, done)
            return redirect(made)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"form": form, "title": title, "button": button, "lede": lede, "post": post}
    return render(request, "community/post_form.html", context)


def carried_out(request, verb, post, done: str):
    try:
        verb(post=post, by=request.user)
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(post)


@login_required
@takes_part
def new_post(request):
    """Members propose; staff write the same way and release it themselves."""
    form = ProposalForm(request.POST or None)

    def verb():
        return services.write_post(by=request.user, **form.details(request.user.person))

    return form_page(
        request, form, verb, title=_("Propose something for the feed"), button=_("Propose it"),
        done=_("Proposed. The team looks at it and releases it."),
        lede=_("The team looks at it first. Until then only they and you see it."),
    )  # fmt: skip


@login_required
@edits
def proposals(request):
    """What waits to be looked at, the oldest first, and what was put aside lately."""
    page = Paginator(with_subjects(Post.objects.proposed()), AT_ONCE).get_page(request.GET.get("page"))
    aside = Post.objects.filter(state=Post.State.DISCARDED).order_by("-changed_at")[:10]
    return render(request, "community/proposals.html", {"page": page, "aside": aside})


@editing
def change_post(request, post):
    initial = {name: getattr(post, name) for name in PostForm.ORDER if name not in ("topics", "specialties")}
    initial |= {"topics": post.topics.all(), "specialties": post.specialties.all()}
    form = PostForm(request.POST or None, initial=initial)

    def verb():
        return services.change_post(post=post, by=request.user, **form.cleaned_data)

    return form_page(request, form, verb, title=_("Change it"), button=_("Save"), done=_("Saved."), post=post)


@require_POST
@editing
def release_post(request, post):
    return carried_out(request, services.release_post, post, _("Released. It stands in the feed now."))


@require_POST
@editing
def take_back_post(request, post):
    return carried_out(request, services.take_back_post, post, _("Taken out of the feed. You can release it again."))


@require_POST
@editing
def discard_post(request, post):
    return carried_out(request, services.discard_post, post, _("Put aside. You can put it back below."))


@require_POST
@editing
def put_back_post(request, post):
    return carried_out(request, services.put_back_post, post, _("Put back among the proposals."))
