"""How a refusal of a service is said on a form."""

from django.forms import Form

from bigtent.ledger.errors import Refusal


def say_on(form: Form, refusal: Refusal) -> None:
    """At the field it names when the form has it, above the form otherwise."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
