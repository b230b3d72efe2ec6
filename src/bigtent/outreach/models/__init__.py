"""Tables of the outreach room."""

from bigtent.outreach.models.audience import Audience
from bigtent.outreach.models.delivery import Answer, Delivery
from bigtent.outreach.models.message import Message, Template
from bigtent.outreach.models.notification import Notification
from bigtent.outreach.models.preference import Preference
from bigtent.outreach.models.service_letter import ServiceLetter
from bigtent.outreach.models.suppression import Suppression

__all__ = [
    "Answer",
    "Audience",
    "Delivery",
    "Message",
    "Notification",
    "Preference",
    "ServiceLetter",
    "Suppression",
    "Template",
]
