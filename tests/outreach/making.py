"""Readers, audiences and messages, each with sensible defaults."""

from itertools import count

from bigtent.outreach.models import Audience, Message, Template
from bigtent.people.models import Purpose
from tests.factories import make_person

_number = count(1)


def make_reader(**values):
    """Somebody who agreed to news and has an address."""
    return make_person(**({"email": f"reader{next(_number)}@example.org", "consents": [Purpose.OUTREACH]} | values))


def make_audience(**values):
    return Audience.objects.create(**({"name": f"Audience {next(_number)}"} | values))


def make_template(**values):
    texts = {"subject_en": "News from us", "body_en": "Dear {given_name},\n\nwe meet on Friday."}
    return Template.objects.create(**({"name": f"Template {next(_number)}"} | texts | values))


def make_message(**values):
    """A draft that is complete; `audience` everybody, where none is given."""
    texts = {"subject_en": "News from us", "body_en": "Dear {given_name},\n\nwe meet on Friday."}
    values = {"name": f"Message {next(_number)}"} | texts | values
    if "audience" not in values:
        values["audience"] = make_audience()
    return Message.objects.create(**values)
