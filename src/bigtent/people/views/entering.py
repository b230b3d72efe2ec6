"""Doors for somebody who comes with a letter: an invitation, or the claim of a person who is in the records already.

Programs that look through mail follow links: opening one changes nothing, a button does.
"""

from dataclasses import dataclass

from allauth.core import ratelimit
from django.shortcuts import render
from django.urls import reverse

from bigtent.people.accounts import TOO_MANY, sign_in
from bigtent.people.errors import AccountError
from bigtent.people.forms.accounts import ClaimForm
from bigtent.people.second_factor import is_required_of
from bigtent.people.services import accept_invitation, claim_account, send_claim_link


def invitation(request, token):
    """The link of an invitation: one button, then in."""
    return _enter(request, token, accept_invitation, "people/invitation.html")


def open_claim(request, token):
    """The link of a claim: one button, then one's own page."""
    return _enter(request, token, claim_account, "people/open_claim.html")


def claim(request):
    """Are you in our records? The answer is the same for every address."""
    form = ClaimForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/claim.html", {"form": form})
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="claim", key=email):
        form.add_error(None, TOO_MANY)
        return render(request, "people/claim.html", {"form": form}, status=429)
    request.letters.append(ClaimLetter(email))
    return render(request, "people/claim_sent.html", {"email": email})


@dataclass(frozen=True)
class ClaimLetter:
    """Looks the address up only when the answer has gone out, so that its time tells nothing."""

    email: str

    def send(self) -> None:
        send_claim_link(email=self.email)


def _enter(request, token: str, verb, page: str):
    if request.method != "POST":
        return render(request, page)
    if not ratelimit.consume(request, action="invitation"):
        return render(request, page, {"refused": TOO_MANY}, status=429)
    try:
        account = verb(token=token)
    except AccountError:
        return render(request, "people/link_over.html", status=404)
    leads_to = "mfa_index" if is_required_of(account) else "people:me"
    return sign_in(request, account, how=verb.__name__, leads_to=reverse(leads_to))
