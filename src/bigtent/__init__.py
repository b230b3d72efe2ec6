"""Bigtent: the open platform for health-equity networks."""

__version__ = "0.1.0"
