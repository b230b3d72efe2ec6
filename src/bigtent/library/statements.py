"""What was learned as statements of the Experience API (xAPI) 1.0.3, for other systems to read.

Source: Advanced Distributed Learning Initiative, "Experience API, Part Two: Data", version 1.0.3 (2016), 2.4 Statement
properties; the verbs and the activity type are those of its vocabulary (adlnet.gov/expapi).
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from bigtent.library.models import Attempt, Learning

VERSION = "1.0.3"
VOCABULARY = "http://adlnet.gov/expapi"
COURSE = f"{VOCABULARY}/activities/course"
SALT = "bigtent.library.statements"


def statements(learnings) -> Iterator[dict[str, Any]]:
    """Of each learning, in the order of time: that it began, each try of the questions after it, that it was completed.

    `learnings` is a QuerySet; its learners stand there by a key that tells nobody who they are.
    """
    for learning in learnings.select_related("course").prefetch_related("attempts").order_by("begun_at", "pk"):
        if learning.person_id:
            yield from _of(learning, learning.attempts.all())


def _of(learning: Learning, attempts: Iterable[Attempt]) -> Iterator[dict[str, Any]]:
    yield _statement(learning, "initialized", learning.begun_at, "")
    for attempt in attempts:
        if attempt.when == Attempt.When.AFTER:
            is_passed = attempt.right * 100 >= learning.course.pass_share * attempt.of
            verb = "passed" if is_passed else "failed"
            yield _statement(learning, verb, attempt.at, str(attempt.pk), _result(attempt, is_passed))
    if learning.completed_at:
        yield _statement(learning, "completed", learning.completed_at, "", {"completion": True})


def _result(attempt: Attempt, is_passed: bool) -> dict[str, Any]:
    score = {"scaled": round(attempt.right / attempt.of, 4), "raw": attempt.right, "min": 0, "max": attempt.of}
    return {"score": score, "success": is_passed}


def _statement(
    learning: Learning, verb: str, at: datetime, number: str, result: dict[str, Any] | None = None
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.SITE_URL}/{learning.key}/{verb}/{number}")),
        "version": VERSION,
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": settings.SITE_URL, "name": pseudonym(learning.person_id)},
        },
        "verb": {"id": f"{VOCABULARY}/verbs/{verb}", "display": {"en-US": verb}},
        "object": {
            "objectType": "Activity",
            "id": settings.SITE_URL + reverse("library:course", args=[learning.course.key]),
            "definition": {"type": COURSE, "name": {"en-US": learning.course.title}},
        },
        "timestamp": at.isoformat(),
    }
    return told | ({"result": result} if result else {})


def pseudonym(person: int) -> str:
    """The same for all statements about one person; it cannot be turned back without the installation's own key."""
    return salted_hmac(SALT, str(person), algorithm="sha256").hexdigest()[:20]
