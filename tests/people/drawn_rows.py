"""Rows of any table with drawn values, so that a test can fill everything that is known of a person over all rooms."""

import string
from datetime import date, time, timedelta
from decimal import Decimal

from django.apps import apps
from django.db import IntegrityError, models, transaction

from bigtent.ledger.clock import now
from bigtent.ledger.declarations import declared
from bigtent.people.models import Person

TRIES = 6
# Values that the database takes and the services do not: they are made by the services only.
NEVER_DRAWN = {"is_superuser", "is_staff", "demonstration", "merged_into", "merge"}


class Drawer:
    """Draws rows; what a row needs of other tables is drawn once and shared."""

    def __init__(self, random, people):
        self.random, self.people, self.shared = random, people, {}
        self.made = set()

    def everything_of(self, person) -> None:
        """Up to two rows of each table that is declared to hold something of a person."""
        for known in declared("KNOWN"):
            if known.model != "people.Person":
                for _ in range(self.random.choice((0, 1, 1, 2))):
                    self.row(apps.get_model(known.model), {known.field: person})

    def row(self, model, given=None):
        """One row, or None where every draw met a rule of the table."""
        for _ in range(TRIES):
            values = {field.name: self._value(field) for field in model._meta.concrete_fields if self._draws(field)}
            try:
                with transaction.atomic():
                    made = model(**values | (given or {}))
                    made.save(force_insert=True)
                self.made.add(model._meta.label)
                return made
            except IntegrityError:
                continue
        return None

    def _draws(self, field) -> bool:
        if field.primary_key or field.name in NEVER_DRAWN or field.name == "key":
            return False
        return not field.has_default() or field.null or self.random.random() < 0.3

    def _value(self, field):
        if field.null and self.random.random() < 0.6:
            return None
        if field.is_relation:
            return self._other(field.related_model)
        if field.choices:
            return self.random.choice([value for value, _label in field.flatchoices])
        return self._plain(field)

    def _other(self, model):
        if model is Person:
            return self.random.choice(self.people)
        held = self.shared.setdefault(model, [])
        if len(held) < 2:
            held.append(self.row(model))
        return self.random.choice(held)

    def _plain(self, field):
        random = self.random
        if isinstance(field, models.BooleanField):
            return random.random() < 0.5
        if isinstance(field, models.JSONField) or field.__class__.__name__ == "EncryptedField":
            return random.choice(([], {"word": self._word(6)}, [self._word(4)]))
        if isinstance(field, models.DateTimeField):
            return now() - timedelta(days=random.randrange(2000), seconds=random.randrange(80000))
        if isinstance(field, models.DateField):
            return date(2026, 1, 1) - timedelta(days=random.randrange(4000))
        if isinstance(field, models.TimeField):
            return time(random.randrange(24), random.randrange(60))
        if isinstance(field, models.DecimalField):
            return Decimal(random.randrange(10 ** min(3, field.max_digits - field.decimal_places)))
        if isinstance(field, models.FloatField):
            return random.random()
        if isinstance(field, models.IntegerField):
            return random.randrange(1, 30)
        if isinstance(field, models.EmailField):
            return f"{self._word(10)}@example.org"
        return self._word(min(field.max_length or 12, 12))

    def _word(self, length: int) -> str:
        return "".join(self.random.choices(string.ascii_lowercase, k=length))
