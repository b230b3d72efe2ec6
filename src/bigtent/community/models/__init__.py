"""Tables of the community room."""

from bigtent.community.models.asking import Ask, AskAnswer, Asked, KeptApart
from bigtent.community.models.care import ClinicianListing, HelpLine
from bigtent.community.models.following import FeedSeen, Follow
from bigtent.community.models.introducing import Introduction
from bigtent.community.models.opportunity import Opportunity, PracticumSite
from bigtent.community.models.post import Post
from bigtent.community.models.saved import SavedOpportunity, SentOpportunity
from bigtent.community.models.stated import StatedFacts

__all__ = [
    "Ask",
    "AskAnswer",
    "Asked",
    "Introduction",
    "KeptApart",
    "ClinicianListing",
    "FeedSeen",
    "Follow",
    "HelpLine",
    "Opportunity",
    "Post",
    "PracticumSite",
    "SavedOpportunity",
    "SentOpportunity",
    "StatedFacts",
]
