"""Record linkage: who of one table is whom of another, with a calibrated probability."""

from bigtent.engines.linkage.deduplicating import Clusters, deduplicate
from bigtent.engines.linkage.errors import (
    LinkageError,
    MissingExtra,
    ModelError,
    TableError,
    TrainingError,
)
from bigtent.engines.linkage.evaluating import evaluate
from bigtent.engines.linkage.linking import Links, link
from bigtent.engines.linkage.model import Model

__all__ = [
    "Clusters",
    "LinkageError",
    "Links",
    "MissingExtra",
    "Model",
    "ModelError",
    "TableError",
    "TrainingError",
    "deduplicate",
    "evaluate",
    "link",
]
