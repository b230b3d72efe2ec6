"""Small registries and links for the tests of finding."""

from datetime import date
from itertools import count
from pathlib import Path

from bigtent.alumni.models import Award, FindingRun, Link, Registry, RegistryEntry
from bigtent.alumni.services.registry import load_registry
from bigtent.ledger.progress import Progress
from tests.factories import make_person

_number = count(1)


class Killed(Exception):
    """Stands for the end of a process."""


class CutOff(Progress):
    """Progress that ends the work at a step, once something of it is done."""

    def __init__(self, at):
        super().__init__()
        self.at = at

    def tell(self, force=False):
        if self.step_name == self.at and self.done:
            raise Killed


HEADINGS = "npi,last_name,first_name,middle_name,other_last_name,city,state,zip5,phone,taxonomy,grad_year"


def write_csv(path: Path, *lines: str, headings: str = HEADINGS) -> Path:
    path.write_text("\n".join([headings, *lines]) + "\n", encoding="utf-8")
    return path


def load(path: Path, *, by, **values):
    """The result of loading a file with sensible details."""
    details = {"name": "Providers", "as_of_on": date(2026, 11, 1), "source": "Registry office", "terms": "Public"}
    return load_registry(path=path, by=by, **(details | values))


def make_alumna(**values):
    """A person with an award."""
    person = make_person(**values)
    Award.objects.create(person=person, year=1994)
    return person


def make_registry(**values):
    n = next(_number)
    details = {"name": "Providers", "as_of_on": date(2026, 1, 1).replace(day=1 + n % 28), "source": "Registry office"}
    return Registry.objects.create(**(details | {"license": "Public", "digest": f"{n:064d}", "rows": 10} | values))


def make_entry(*, registry=None, **values):
    n = next(_number)
    registry = registry or Registry.objects.first() or make_registry()
    details = {"series": registry.name, "number": f"19{n:08d}", "first_name": "ADA", "last_name": "SAMPLE"}
    return RegistryEntry.objects.create(registry=registry, **(details | values))


def make_link(*, person=None, entry=None, run=None, **values):
    """A proposed link; the evidence says that the surnames are the same unless told otherwise."""
    entry = entry or make_entry()
    run = run or FindingRun.objects.create(registry=entry.registry, ended_at="2026-11-20T12:00Z")
    level = "differs" if values.get("surname_changed") else "same"
    evidence = [{"field": "last_name", "left": "SAMPLE", "right": entry.last_name, "level": level, "weight": 6.5}]
    details = {"probability": 0.8, "weight": 20.0, "evidence": evidence}
    return Link.objects.create(person=person or make_alumna(), entry=entry, run=run, **(details | values))
