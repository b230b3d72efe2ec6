"""The demonstration network: invented people on real reference data, made by running the product."""
