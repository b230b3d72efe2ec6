"""The one settings file. Every value that differs between installations comes from the environment."""

import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from bigtent.project.environment import Environment
from bigtent.project.logs import configuration

env = Environment()

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("BIGTENT_DATA", "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("BIGTENT_DEBUG")
HTTPS = env.flag("BIGTENT_HTTPS")
START = env.choice("BIGTENT_START", "demo", ("demo", "empty"))
DEMO = env.flag("BIGTENT_DEMO") and START == "demo"
DEMO_SIZE = env.choice("BIGTENT_DEMO_SIZE", "full", ("full", "small"))
NOW = env.moment("BIGTENT_NOW")
ALLOWED_HOSTS = env.words("BIGTENT_HOSTS", "127.0.0.1,localhost,[::1]")
SITE_URL = env.text("BIGTENT_URL", "http://127.0.0.1:8000").rstrip("/")
NETWORK_TIME_ZONE = env.zone("BIGTENT_TIME_ZONE", "America/New_York")


def _kept(name: str, new: str) -> str:
    """A secret of an installation that was given none: made once and kept beside the data, for its owner alone."""
    path = DATA / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(new)
    return path.read_text()


_secret, _keys = env.text("BIGTENT_SECRET_KEY"), env.keys("BIGTENT_ENCRYPTION_KEYS")
_suppression = env.text("BIGTENT_SUPPRESSION_KEY")
SECRET_KEY = _secret or _kept("secret-key", secrets.token_urlsafe(64))
ENCRYPTION_KEYS = _keys or [_kept("encryption-key", urlsafe_b64encode(secrets.token_bytes(32)).decode())]
SUPPRESSION_KEY = _suppression or _kept("suppression-key", secrets.token_urlsafe(64))
# Secrets that were made here lie beside the data; `check --deploy` refuses them by these names.
MADE_HERE = {
    "BIGTENT_SECRET_KEY": not _secret,
    "BIGTENT_ENCRYPTION_KEYS": not _keys,
    "BIGTENT_SUPPRESSION_KEY": not _suppression,
}
SECURITY_CONTACT = env.text("BIGTENT_SECURITY_CONTACT")
UPLOAD_LIMIT = env.megabytes("BIGTENT_UPLOAD_LIMIT", 60)

INSTALLED_APPS = [
    "bigtent.project",
    "bigtent.accountability",
    "bigtent.mentoring",
    "bigtent.alumni",
    "bigtent.community",
    "bigtent.groups",
    "bigtent.gatherings",
    "bigtent.library",
    "bigtent.outreach",
    "bigtent.identity",
    "bigtent.people",
    "bigtent.ledger",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bigtent.project.middleware.further_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bigtent.project.middleware.known_methods",
    "bigtent.project.middleware.within_limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bigtent.project.middleware.told_refusals",
    "bigtent.project.middleware.without_nul",
    "bigtent.project.entrance.too_many_tries",
    "bigtent.project.entrance.session_lifetimes",
    "bigtent.project.entrance.second_factor",
    "bigtent.project.middleware.unkept",
    "bigtent.project.middleware.letters_after_answer",
    "bigtent.project.middleware.refusals",
    "bigtent.project.middleware.rooms_in_use",
]

ROOT_URLCONF = "bigtent.project.urls"
WSGI_APPLICATION = "bigtent.project.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bigtent.project.context.canopy",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.contrib.humanize.templatetags.humanize",
                "bigtent.project.templatetags.components",
                "bigtent.project.templatetags.charts",
                "bigtent.project.templatetags.questions",
            ],
        },
    }
]
FORM_RENDERER = "bigtent.project.forms.Renderer"

DATABASES = {"default": env.database("DATABASE_URL", DATA)}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "bigtent.people.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("BIGTENT_PROXIES", 0)
# How often something may be tried: from one address of the internet, for one account or e-mail address.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,30/d/key",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "claim": "20/h/ip,3/h/key",
    "invitation": "20/m/ip",
    "mail_link": "20/m/ip",
    # A whole hall behind one address may register at once.
    "register": "120/m/ip,10/h/key,30/d/key",
}
MFA_ADAPTER = "bigtent.people.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# Nobody signs up by herself, so that nobody can take somebody else's address hostage by a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "bigtent.people.forms.second_factor.CodeForm",
    "reauthenticate": "bigtent.people.forms.second_factor.CodeAgainForm",
    "activate_totp": "bigtent.people.forms.second_factor.FirstCodeForm",
    "add_webauthn": "bigtent.people.forms.second_factor.PasskeyForm",
    "authenticate_webauthn": "bigtent.people.forms.second_factor.PasskeyShownForm",
    "reauthenticate_webauthn": "bigtent.people.forms.second_factor.PasskeyAgainForm",
    "login_webauthn": "bigtent.people.forms.second_factor.PasskeySignInForm",
}

# The organization's own sign-in, where it has one.
OIDC_URL = env.secure_address("BIGTENT_OIDC_URL")
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_URL))
OIDC_NAME = env.text("BIGTENT_OIDC_NAME", "your organization")
_oidc_client, _oidc_secret = env.text("BIGTENT_OIDC_CLIENT"), env.text("BIGTENT_OIDC_SECRET")
env.together("BIGTENT_OIDC_URL", "BIGTENT_OIDC_CLIENT", "BIGTENT_OIDC_SECRET")
SOCIALACCOUNT_ADAPTER = "bigtent.people.organization_sign_in.Adapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organization",
                "name": OIDC_NAME,
                "client_id": _oidc_client,
                "secret": _oidc_secret,
                "settings": {"server_url": OIDC_URL},
            }
        ],
    }

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "project" / "locale"]
FORMAT_MODULE_PATH = "bigtent.project.formats"
USE_I18N = True
USE_TZ = True
# Pages tell every hour on the clocks of the organization; what is kept is in UTC all the same.
TIME_ZONE = NETWORK_TIME_ZONE

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA / "files")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = str(DATA / "files")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

ANYMAIL: dict[str, Any] = {}
for _name, _value in env.mail("BIGTENT_MAIL", DATA).items():
    globals()[_name] = _value
ANYMAIL |= env.provider("BIGTENT_ANYMAIL")
DEFAULT_FROM_EMAIL = env.text("BIGTENT_FROM", "Bigtent <bigtent@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
BOUNCES = env.mailbox("BIGTENT_BOUNCES")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *([OIDC_ORIGIN] if OIDC_URL else [])],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
# Nothing the pages use; a passkey is asked for by our own pages only.
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# A browser takes a cookie of such a name only over HTTPS, from this very host, for all of its paths.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
ZONE_COOKIE_NAME = f"{COOKIE_PREFIX}zone"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
if HTTPS:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Whether a domain goes on the browsers' preload list is the organization's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
TEST_RUNNER = "django.test.runner.DiscoverRunner"

LOGGING = configuration(env.choice("BIGTENT_LOG", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")), DATA)

os.environ.setdefault("POLARS_MAX_THREADS", "2")
env.check()
