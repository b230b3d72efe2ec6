"""Tables of the library room."""

from bigtent.library.models.adoption import Adoption
from bigtent.library.models.audience import Audience
from bigtent.library.models.brief import Brief, BriefRecommendation
from bigtent.library.models.course import Course, CreditType, Module, Question
from bigtent.library.models.credit import CreditClaim, CreditExport
from bigtent.library.models.learning import Attempt, Learning, ModuleDone
from bigtent.library.models.path import Path, PathStep, StepDone
from bigtent.library.models.resource import Resource, ResourceVersion
from bigtent.library.models.shelf import Domain
from bigtent.library.models.solution import Solution
from bigtent.library.models.training import Requirement

__all__ = [
    "Adoption",
    "Attempt",
    "Audience",
    "Brief",
    "BriefRecommendation",
    "Course",
    "CreditClaim",
    "CreditExport",
    "CreditType",
    "Domain",
    "Learning",
    "Module",
    "ModuleDone",
    "Path",
    "PathStep",
    "Question",
    "Requirement",
    "Resource",
    "ResourceVersion",
    "Solution",
    "StepDone",
]
