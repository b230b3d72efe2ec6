"""Verbs: build the demonstration network, take it away."""

from typing import Any

from django.utils.translation import gettext as _

from bigtent.ledger.demonstration import demonstrating
from bigtent.ledger.errors import Refusal
from bigtent.ledger.progress import Progress
from bigtent.people.models import Network
from bigtent.project.demo.removing import remove

SEED = 20261122


def build_demonstration(
    *, size: str = "full", seed: int = SEED, by=None, progress: Progress | None = None
) -> dict[str, Any]:
    """Build the demonstration network with the product's own services; goes on where it was cut off.

    `size` is "full" (32,000 alumni) or "small" (1,000). The same seed gives the same network. Refuses where an
    organization is already set up.
    """
    from bigtent.project.demo.building import Builder
    from bigtent.project.demo.invented import SIZES, Invented

    if size not in SIZES:
        raise Refusal(_("The demonstration comes in the sizes full and small, not “%(size)s”.") % {"size": size})
    if Network.objects.filter(demonstration=False).exists():
        raise Refusal(_("An organization is set up here. The demonstration needs an installation of its own."))
    with demonstrating():
        invented = Invented(size=SIZES[size], seed=seed)
        report = Builder(invented=invented, progress=progress or Progress()).build()
    return {"report": report}


def remove_demonstration(*, by=None, progress: Progress | None = None) -> dict[str, int]:
    """Take everything away that was made by the demonstration; what is real stays untouched."""
    return remove(progress or Progress())
