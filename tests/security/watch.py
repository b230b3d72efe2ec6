"""Watches what the database is asked, for reads of answers about oneself that go around their scope."""

import re
import sys
from contextlib import contextmanager

from django.db import connection

TABLE = re.compile(r"\bidentity_answer\b")
# That there are rows, and whose, which a merge, an undone list and a farewell must know before they act, is no answer.
WHOSE = re.compile(
    r'SELECT (DISTINCT )?("identity_answer"\."(person_id|id)"( AS "\w+")?|COUNT\(\*\) AS "\w+") '
    r'FROM "identity_answer" WHERE [^;]*'
)
READERS = ("identity/scope.py", "identity/services/answers.py")


@contextmanager
def watching():
    """The statements that read answers while no reader is at work."""
    strays = []

    def watch(execute, sql, params, many, context):
        if TABLE.search(sql) and not WHOSE.fullmatch(sql) and not any(name.endswith(READERS) for name in at_work()):
            strays.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield strays


def at_work():
    frame = sys._getframe()
    while frame:
        yield frame.f_code.co_filename
        frame = frame.f_back
