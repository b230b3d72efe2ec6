"""Tables of the community room."""

from bigtent.community.models.care import ClinicianListing, HelpLine
from bigtent.community.models.opportunity import Opportunity, PracticumSite
from bigtent.community.models.saved import SavedOpportunity, SentOpportunity
from bigtent.community.models.stated import StatedFacts

__all__ = [
    "ClinicianListing",
    "HelpLine",
    "Opportunity",
    "PracticumSite",
    "SavedOpportunity",
    "SentOpportunity",
    "StatedFacts",
]
