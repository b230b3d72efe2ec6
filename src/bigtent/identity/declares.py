"""What the identity room offers to others."""

from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import Known

KNOWN = (Known(model="identity.Answer", title=gettext_lazy("What you said of yourself"), unique=("question",)),)
