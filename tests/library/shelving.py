"""Things for the shelves, made by the verbs of the product."""

from bigtent.ledger.clock import today
from bigtent.library.models import Path, PathStep
from bigtent.library.services.resources import add_resource
from bigtent.library.services.solutions import add_brief, add_solution


def make_resource(by=None, **values):
    told = {"title": "How to read a contract", "summary": "Clause by clause.", "kind": "page", "text": "Read it twice."}
    return add_resource(by=by, **told | values)


def make_solution(by=None, **values):
    told = {
        "title": "A van that comes to the fields", "summary": "Care where people work.", "kind": "service",
        "problem": "The clinic closes before work ends.", "done": "A van comes on Thursdays.", "where": "Two counties",
        "evidence": "Nothing was measured yet.",
    }  # fmt: skip
    return add_solution(by=by, **told | values)


def make_brief(by=None, **values):
    told = {
        "title": "Interpreters", "summary": "Why trained ones.", "claim": "Trained interpreters lower errors.",
        "source": "An invented review, 2025", "checked_on": today(), "recommendations": ["Pay for them."],
    }  # fmt: skip
    return add_brief(by=by, **told | values)


def make_path(stage="student", steps=("First", "Second"), **values):
    told = {"title": "Through school", "summary": "What helps."} | values
    path = Path.objects.create(stage=stage, **told)
    for order, title in enumerate(steps, start=1):
        PathStep.objects.create(path=path, order=order, title=title)
    return path
