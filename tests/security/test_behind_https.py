"""What changes when the site is reached by HTTPS: cookies, transport, and what `check --deploy` refuses."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bigtent.ledger.encryption import new_key
from tests.installations import migrated

ROOT = Path(__file__).resolve().parents[2]
READY = {
    "BIGTENT_HTTPS": "1",
    "BIGTENT_SECRET_KEY": "k" * 40 + "0123456789",
    "BIGTENT_ENCRYPTION_KEYS": new_key(),
    "BIGTENT_SUPPRESSION_KEY": "s" * 40 + "0123456789",
    "BIGTENT_HOSTS": "network.example.org",
    "BIGTENT_URL": "https://network.example.org",
    "BIGTENT_MAIL": "smtp://mail.example.org",
    "BIGTENT_SECURITY_CONTACT": "security@example.org",
}
LOOK = """
import django; django.setup()
from django.test import Client
from django.conf import settings
client = Client(headers={"host": "network.example.org", "x-forwarded-proto": "https"}, **{"wsgi.url_scheme": "https"})
answer = client.post("/i18n/setlang/", {"language": "es"})
client.get("/accounts/login/code/")
client.post("/accounts/login/code/", {"email": "a@example.org"})
for name, cookie in client.cookies.items():
    told = [cookie[part] or "-" for part in ("secure", "httponly", "samesite", "path", "domain")]
    print("cookie", name, *told)
plain = Client(headers={"host": "network.example.org"}).get("/privacy/")
print("plain", plain.status_code, plain["Location"])
print("hsts", client.get("/privacy/")["Strict-Transport-Security"])
"""


def run(data, *command, **given):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("BIGTENT_", "DATABASE_", "DJANGO_"))
    }
    environment = kept | READY | {"BIGTENT_DATA": str(data), "PYTHONPATH": str(ROOT / "src")} | given
    environment |= {"DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)


def check(data, **given):
    return run(data, "-m", "django", "check", "--deploy", "--fail-level", "WARNING", **given)


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    outcome = run(migrated(tmp_path_factory.mktemp("data")), "-c", LOOK)
    assert outcome.returncode == 0, outcome.stderr[-2000:]
    return outcome.stdout.splitlines()


def test_every_cookie_belongs_to_this_host_alone_and_no_script_reads_it(seen):
    cookies = [line.split()[1:] for line in seen if line.startswith("cookie")]
    assert {name for name, *_rest in cookies} == {"__Host-sessionid", "__Host-csrftoken", "__Host-language"}
    assert {tuple(rest) for _name, *rest in cookies} == {("True", "True", "Lax", "/", "-")}


def test_browsers_come_by_https_only_for_a_year(seen):
    assert "plain 301 https://network.example.org/privacy/" in seen
    [strict] = [line for line in seen if line.startswith("hsts")]
    assert int(re.search(r"max-age=(\d+)", strict)[1]) >= 31_536_000
    assert "includeSubDomains" in strict


def test_what_is_ready_passes(tmp_path):
    outcome = check(tmp_path)
    assert outcome.returncode == 0, outcome.stderr


# Wrong settings that may stand side by side are told of in one look, each in words of its own.
WRONG = [
    {
        "BIGTENT_SECRET_KEY": ("", "BIGTENT_SECRET_KEY is not given"),
        "BIGTENT_ENCRYPTION_KEYS": ("", "BIGTENT_ENCRYPTION_KEYS is not given"),
        "BIGTENT_SUPPRESSION_KEY": ("", "BIGTENT_SUPPRESSION_KEY is not given"),
        "BIGTENT_HOSTS": ("*", "BIGTENT_HOSTS is “*”"),
        "BIGTENT_URL": ("http://network.example.org", "BIGTENT_URL is"),
        "BIGTENT_MAIL": ("files", "BIGTENT_MAIL names no mail server"),
        "BIGTENT_SECURITY_CONTACT": ("", "BIGTENT_SECURITY_CONTACT is empty"),
        "BIGTENT_DEMO": ("1", "BIGTENT_DEMO is 1"),
        "BIGTENT_NOW": ("2026-11-22", "BIGTENT_NOW is set"),
    },
    {"BIGTENT_MAIL": ("console", "BIGTENT_MAIL names no mail server"), "BIGTENT_DEBUG": ("1", "DEBUG set to True")},
    {"BIGTENT_HTTPS": ("0", "SECURE_HSTS_SECONDS")},
]


@pytest.mark.parametrize("wrong", WRONG, ids=" and ".join)
def test_what_is_not_is_refused_with_words(tmp_path, wrong):
    outcome = check(tmp_path, **{name: value for name, (value, _words) in wrong.items()})
    assert outcome.returncode == 1
    refused, _sign, remarked = outcome.stderr.partition("INFOS:")
    assert [words for _value, words in wrong.values() if words not in refused] == [], remarked


def test_no_secret_is_repeated(tmp_path):
    outcome = check(tmp_path, BIGTENT_ENCRYPTION_KEYS="half-a-key-of-somebody")
    assert outcome.returncode != 0
    assert "BIGTENT_ENCRYPTION_KEYS" in outcome.stderr
    assert "half-a-key" not in outcome.stderr + outcome.stdout


def test_secrets_made_here_are_readable_for_their_owner_alone(tmp_path):
    run(tmp_path, "-m", "django", "check", BIGTENT_SECRET_KEY="", BIGTENT_ENCRYPTION_KEYS="")
    made = [tmp_path / "secret-key", tmp_path / "encryption-key"]
    assert [path.stat().st_mode & 0o777 for path in made] == [0o600, 0o600]
