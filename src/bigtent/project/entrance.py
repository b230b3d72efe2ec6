"""What holds for everybody who is signed in: sessions end, and staff act only after a second factor."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bigtent.people import second_factor as factor
from bigtent.people import sessions

# What somebody of the staff may open before she has shown a second factor: her own choices as a member and the
# pages that explain. Everything else leads to the page where she sets one up, or to the question for it.
OPEN = {
    "account_login", "account_request_login_code", "account_confirm_login_code", "account_logout", "account_signup",
    "account_inactive", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn",
    "mfa_remove_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_authenticate",
    "mfa_login_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "end_session", "end_other_sessions", "privacy", "how-figures-are-made", "how-decisions-are-made", "security",
    "security-txt", "healthz", "set_language",
    "demo-sign-in", "setup", "openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled",
    "people:invitation", "people:claim", "people:open_claim", "people:me", "people:known", "people:seen_as",
    "outreach:stop", "outreach:preferences_by_mail", "outreach:answer", "outreach:preferences", "outreach:write_again",
    "gatherings:mine", "gatherings:own", "gatherings:change_registration", "gatherings:join", "gatherings:entry",
    "gatherings:code", "gatherings:own_certificate", "gatherings:certificate",
    "people:my_facts", "people:my_offers", "people:add_my_contact_point", "people:end_my_contact_point",
}  # fmt: skip


# That somebody read the pages of care is noted nowhere, also not as being here.
UNNOTED = "/community/care/"


def too_many_tries(get_response):
    """What a form refused because it was tried too often says so by its status too."""

    def middleware(request):
        response = get_response(request)
        if getattr(request, "tried_too_often", False) and response.status_code == 200:
            response.status_code = 429
        return response

    return middleware


def session_lifetimes(get_response):
    """End a session that is too old or was not used for too long, and say so."""

    def middleware(request):
        if request.user.is_authenticated:
            if sessions.is_over(request, factor.is_required_of):
                logout(request)
                messages.info(request, _("You were signed out, because this was not used for long. Sign in again."))
                return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("home"))
            if not request.path_info.startswith(UNNOTED):
                sessions.mark_seen(request)
        return get_response(request)

    return middleware


def second_factor(get_response):
    """Staff who have not shown a second factor in this session are led to it, and come back to what they wanted."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        account = request.user
        if not account.is_authenticated or request.resolver_match.view_name in OPEN:
            return None
        if factor.has_passed(request) or not factor.is_required_of(account):
            return None
        wanted = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
        if factor.is_set_up(account):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': wanted})}")
        request.session[factor.WANTED] = wanted
        return redirect("mfa_index")

    middleware.process_view = process_view
    return middleware
