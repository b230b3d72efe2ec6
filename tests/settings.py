"""The product's own settings with what a test run needs: a fixed day, own data, mail and cache in memory."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="bigtent-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["BIGTENT_NOW"] = "2026-11-22"
os.environ["BIGTENT_DATA"] = _data
os.environ["BIGTENT_SECRET_KEY"] = "a key for tests only"
os.environ["BIGTENT_SECURITY_CONTACT"] = "security@example.org"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from bigtent.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
