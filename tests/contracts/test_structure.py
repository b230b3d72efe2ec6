"""The rules of the house that a machine can hold."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from bigtent.ledger.declarations import declared
from bigtent.people.models import Person

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
KEPT_APART = {"people.Account", "people.Merge", "people.Person"}


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_imports_go_downwards_only():
    outcome = run(BIN / "lint-imports", "--no-cache")
    assert outcome.returncode == 0, outcome.stdout[-2000:]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_table_that_points_to_a_person_says_what_it_knows():
    known = {(item.model, item.field) for item in declared("KNOWN")}
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.label not in KEPT_APART
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    assert pointing - known == set()


def test_help_is_there_at_once():
    """Importing an engine's libraries would take seconds; a tenth of that is the bound."""
    began = time.perf_counter()
    outcome = run(BIN / "bigtent", "--help")
    assert outcome.returncode == 0 and "import-roster" in outcome.stdout
    loaded = run(sys.executable, "-c", "import bigtent.project.cli, sys; print(*sys.modules)").stdout.split()
    assert {"polars", "numpy", "scipy", "splink", "duckdb", "django"} & set(loaded) == set()
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("word", ["pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian"])
def test_no_package_host_is_named(word):
    assert run("git", "grep", "-lIi", word).stdout == ""


def test_no_setting_or_key_stands_in_the_repository():
    assert run("git", "grep", "-lE", "BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY").stdout == ""
