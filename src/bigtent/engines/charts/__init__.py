"""What is made to be looked at: so far documents, as tagged PDF. A library that knows nothing of the web."""

from bigtent.engines.charts.documents import Section, document
from bigtent.engines.charts.errors import ChartsError, DocumentError

__all__ = ["ChartsError", "DocumentError", "Section", "document"]
