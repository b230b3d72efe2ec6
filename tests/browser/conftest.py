"""Pages in a real browser, with the fixtures of tests/browsing.py."""
