"""Persons, organizations, places, accounts, consent."""
