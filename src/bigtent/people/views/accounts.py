"""Who may sign in, and with which roles."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.people import services
from bigtent.people.errors import AccountError
from bigtent.people.forms.accounts import AccountForm, NewcomerForm, ResetForm, RoleForm
from bigtent.people.models import Account, Person, Purpose
from bigtent.people.roles import role_words
from bigtent.people.second_factor import is_set_up
from bigtent.people.views.refusing import say_on

manage = permission_required("people.manage_accounts", raise_exception=True)


@login_required
@manage
def accounts(request):
    """All accounts with their roles; found by a name or the beginning of an address."""
    words = request.GET.get("q", "")[:100]
    page = Paginator(Account.objects.found_by(words).for_listing(today()), 25).get_page(request.GET.get("page"))
    return render(request, "people/accounts.html", {"page": page, "words": words})


@login_required
@manage
def new(request):
    """Open an account: for the person named in the address, or for somebody new."""
    person = None
    if key := request.GET.get("person"):
        person = get_object_or_404(Person.objects.visible_to(request.user, Purpose.RECORDS), key=key)
    form = _account_form(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        names = {name: told.pop(name) for name in ("given_name", "family_name") if name in told}
        try:
            account = services.open_account(person=person or Person(**names), by=request.user, **told)
            messages.success(request, _("%s can sign in now.") % account.person)
            return redirect("people:account", key=account.person.key)
        except AccountError as refusal:
            say_on(form, refusal)
    return render(request, "people/new_account.html", {"form": form, "person": person})


@login_required
@manage
def account(request, key):
    """One account: roles held, a role to grant, close or open."""
    return _show(request, _account(key), RoleForm())


@login_required
@manage
@require_POST
def grant(request, key):
    account, form = _account(key), RoleForm(request.POST)
    if form.is_valid():
        try:
            services.grant_role(account=account, by=request.user, **form.cleaned_data)
            messages.success(request, _("Granted."))
            return redirect("people:account", key=key)
        except AccountError as refusal:
            say_on(form, refusal)
    return _show(request, account, form)


@login_required
@manage
@require_POST
def end(request, key):
    which = {name: request.POST.get(name, "") for name in ("role", "scope")}
    return _carry_out(request, key, services.end_role, _("Ended."), **which)


@login_required
@manage
@require_POST
def close(request, key):
    return _carry_out(request, key, services.close_account, _("Closed. The person and what is known stay."))


@login_required
@manage
@require_POST
def reopen(request, key):
    return _carry_out(request, key, services.reopen_account, _("Open again."))


@login_required
@manage
@require_POST
def reset_second_factor(request, key):
    """For somebody who lost her telephone and her recovery codes."""
    words = _("Taken away. She is told by letter, and signs in with a code that comes by mail.")
    reason = request.POST.get("reason", "").replace("\0", "")[:200]
    return _carry_out(request, key, services.reset_second_factor, words, reason=reason)


def _account(key: str) -> Account:
    return get_object_or_404(Account.objects.select_related("person"), person__key=key)


def _account_form(person: Person | None, data):
    if person is None:
        return NewcomerForm(data)
    known = person.contact_points.in_use().filter(kind="email").first()
    return AccountForm(data, initial={"email": known.value if known else ""})


def _show(request, account: Account, form: RoleForm):
    grants = account.grants.in_force(today()).select_related("granted_by__person")
    context = {
        "account": account,
        "grants": [(grant, role_words(grant)) for grant in grants],
        "form": form,
        "reset_form": ResetForm(),
        "has_second_factor": is_set_up(account),
        "open_invitation": account.invitations.usable().first(),
    }
    return render(request, "people/account.html", context)


def _carry_out(request, key: str, verb, words: str, **arguments):
    try:
        verb(account=_account(key), by=request.user, **arguments)
        messages.success(request, words)
    except AccountError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:account", key=key)
