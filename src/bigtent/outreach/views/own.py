"""My messages: how I want to be reached, and what is new for me."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.outreach.errors import OutreachError
from bigtent.outreach.forms.preferences import PreferencesForm
from bigtent.outreach.letters import letter_of, with_readers
from bigtent.outreach.models import Delivery, Notification
from bigtent.outreach.previewing import preview
from bigtent.outreach.services import see_notifications, set_preferences, write_again
from bigtent.outreach.services.suppressing import not_written_to

AT_ONCE = 20
LARGEST = 2**63 - 1
LONGEST_NUMBER = len(str(LARGEST))


@login_required
def preferences(request):
    """Everything I decide about messages, with how one to me would begin."""
    person = request.user.person
    form = PreferencesForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid() and _kept(form, person, by=request.user):
        messages.success(request, _("Saved. It holds from the next message."))
        return redirect("outreach:preferences")
    context = {"form": form, "preview": preview(person), "came_back": not_written_to(person)}
    return render(request, "outreach/preferences.html", context)


def _kept(form: PreferencesForm, person, *, by, basis: str = "") -> bool:
    try:
        set_preferences(person=person, by=by, changes=form.changes(), topics=form.topics_moved(), basis=basis)
    except OutreachError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


@login_required
@require_POST
def again(request):
    """An address of mine that came back works now."""
    write_again(person=request.user.person, by=request.user)
    messages.success(request, _("We write to it again."))
    return redirect("outreach:preferences")


@login_required
def notifications(request):
    """What is new for me, and what was."""
    page = Paginator(Notification.objects.filter(person=request.user.person_id), AT_ONCE).get_page(
        request.GET.get("page")
    )
    unseen = Notification.objects.unseen().filter(person=request.user.person_id).order_by("-pk").first()
    return render(request, "outreach/notifications.html", {"page": page, "newest_unseen": unseen})


@login_required
def letter(request, key):
    """A message to me, to read here: for those who want no mail, and for whoever got it."""
    mine = with_readers(Delivery.objects.readable_by(request.user.person_id))
    delivery = get_object_or_404(mine, message__key=key)
    return render(request, "outreach/letter.html", {"letter": letter_of(delivery), "at": delivery.message.send_at})


@login_required
@require_POST
def seen(request):
    told = request.POST.get("upto", "")
    if told.isascii() and told.isdecimal():
        see_notifications(by=request.user, upto=int(told) if len(told) < LONGEST_NUMBER else LARGEST)
    return redirect("outreach:notifications")
