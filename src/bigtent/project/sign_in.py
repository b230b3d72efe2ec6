"""How I sign in: passkeys, the app, recovery codes and the sessions of whoever is signed in, each with one button."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigtent.people import second_factor as factor
from bigtent.people import sessions


@login_required
def how_i_sign_in(request):
    """Everything by which one signs in, and where one is signed in."""
    kept = Authenticator.objects.filter(user=request.user).order_by("created_at")
    of_type = {kind: [one for one in kept if one.type == kind] for kind in Authenticator.Type.values}
    codes = of_type["recovery_codes"]
    context = {
        "passkeys": of_type["webauthn"],
        "app": next(iter(of_type["totp"]), None),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "sessions": [(one, sessions.browser_words(one)) for one in _sessions(request)],
        "needed": factor.is_required_of(request.user) and not factor.is_set_up(request.user),
        "wanted": request.session.get(factor.WANTED) if factor.has_passed(request) else None,
    }
    return render(request, "project/how_i_sign_in.html", context)


@login_required
@reauthentication_required(app="allauth.mfa")
@never_cache
def recovery_codes(request):
    """The new codes, until she says that she has kept them; then never again."""
    if request.method == "POST":
        request.session.pop(factor.NEW_CODES, None)
        return redirect(request.session.pop(factor.WANTED, "mfa_index"))
    return render(request, "project/recovery_codes.html", {"codes": _new_codes(request)})


@login_required
@reauthentication_required(app="allauth.mfa")
@never_cache
def recovery_codes_file(request):
    """The same as a text to keep or print."""
    codes = _new_codes(request)
    if not codes:
        return redirect("mfa_view_recovery_codes")
    name = {"Content-Disposition": 'attachment; filename="recovery-codes.txt"'}
    return HttpResponse("".join(f"{code}\n" for code in codes), content_type="text/plain", headers=name)


@login_required
@require_POST
def end_session(request, pk):
    """One of one's own sessions, such as that of a lost telephone."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.end()
    messages.success(request, _("That session has ended."))
    return redirect("mfa_index")


@login_required
@require_POST
def end_other_sessions(request):
    sessions.end_others(request)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("mfa_index")


def _sessions(request):
    found = UserSession.objects.filter(user=request.user).order_by("-last_seen_at")
    here = request.session.session_key
    return sorted((one for one in found if one.exists()), key=lambda one: one.session_key != here)


def _new_codes(request) -> list[str]:
    made = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.RECOVERY_CODES, pk=request.session.get(factor.NEW_CODES)
    )
    return made[0].wrap().get_unused_codes() if made else []
