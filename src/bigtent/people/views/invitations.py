"""Open invitations: to whom a link was sent that nobody has used yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.people import services
from bigtent.people.errors import AccountError
from bigtent.people.models import Invitation

manage = permission_required("people.manage_accounts", raise_exception=True)


@login_required
@manage
def invitations(request):
    usable = Invitation.objects.usable().select_related("account__person", "by__person")
    page = Paginator(usable, 25).get_page(request.GET.get("page"))
    return render(request, "people/invitations.html", {"page": page})


@login_required
@manage
@require_POST
def send_again(request, pk):
    """A new link by a new letter; the one before stops working."""
    found = get_object_or_404(Invitation.objects.select_related("account__person"), pk=pk)
    return _carry_out(request, services.invite_account, _("Sent. The link before it no longer works."), found.account)


@login_required
@manage
@require_POST
def withdraw(request, pk):
    found = get_object_or_404(Invitation.objects.select_related("account__person"), pk=pk)
    return _carry_out(request, services.withdraw_invitation, _("Withdrawn."), invitation=found)


def _carry_out(request, verb, words: str, account=None, **arguments):
    try:
        verb(by=request.user, **({"account": account} if account else arguments))
        messages.success(request, words)
    except AccountError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:invitations")
