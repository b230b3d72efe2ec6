"""Sessions: since when, where, for how long, and their end. Of a browser no more is kept than its name."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now

HOUR, DAY = 3600, 24 * 3600
MEMBER_IDLE, STAFF_IDLE, STAFF_IN_ALL = 30 * DAY, 12 * HOUR, 7 * DAY
SEEN_EVERY = 300
SIGNED_IN, SEEN = "signed_in_at", "seen_at"
# The table asks for an address of the internet; none is kept.
NO_ADDRESS = "0.0.0.0"
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@receiver(user_logged_in)
def begin(request, user, **_more):
    """Write down since when this session is, for its end and for the list of sessions."""
    request.session[SIGNED_IN] = request.session[SEEN] = now().timestamp()
    _list(request, user)


def _list(request, account) -> None:
    kept = {"user": account, "ip": NO_ADDRESS, "user_agent": request.META.get("HTTP_USER_AGENT", "")}
    UserSession.objects.update_or_create(
        session_key=request.session.session_key, defaults=kept | {"created_at": now(), "last_seen_at": now()}
    )


@receiver(pre_save, sender=UserSession)
def keep_little(instance, **_more):
    """Whoever writes the row: no address, and of the browser its name and system."""
    instance.ip = NO_ADDRESS
    instance.user_agent = browser_of(instance.user_agent)


def browser_of(user_agent: str) -> str:
    """Such as "Firefox/Windows"; what is written so already stays."""
    browser, _slash, system = user_agent.partition("/")
    if browser in {"", *(name for _sign, name in BROWSERS)} and system in {"", *(name for _sign, name in SYSTEMS)}:
        return user_agent
    return f"{_first(BROWSERS, user_agent)}/{_first(SYSTEMS, user_agent)}"


def _first(signs: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in signs if sign in user_agent), "")


def browser_words(session: UserSession) -> str:
    browser, _slash, system = session.user_agent.partition("/")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser we do not know")


def seconds_since_sign_in(request) -> float:
    return now().timestamp() - request.session.get(SIGNED_IN, 0)


def is_over(request, is_staff: Callable) -> bool:
    """A session ends 30 days after its latest use; of staff 12 hours after, and 7 days after signing in."""
    moment, session = now().timestamp(), request.session
    idle = moment - session.get(SEEN, moment)
    in_all = moment - session.get(SIGNED_IN, moment)
    return idle > MEMBER_IDLE or ((idle > STAFF_IDLE or in_all > STAFF_IN_ALL) and is_staff(request.user))


def mark_seen(request) -> None:
    """Every five minutes at most, so that looking at pages writes almost nothing."""
    moment = now()
    if moment.timestamp() - request.session.get(SEEN, 0) < SEEN_EVERY:
        return
    request.session[SEEN] = moment.timestamp()
    request.session.setdefault(SIGNED_IN, moment.timestamp())
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=moment)


def end_all(account) -> None:
    """No session of this account is valid any more: each carries a hash of what is changed here."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    UserSession.objects.filter(user=account).delete()


def end_others(request) -> None:
    """All but the present one, which gets a new key."""
    end_all(request.user)
    update_session_auth_hash(request, request.user)
    _list(request, request.user)
