"""The pages of the calculators: what is typed in is calculated, shown, and nowhere else."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

LOANS, SAVINGS = "/library/calculators/loans/", "/library/calculators/savings/"
LOAN = {
    "balance": "$30,000", "rate": "6%", "income": "60,000", "growth": "3", "size": "1", "dependents": "0",
    "guideline": "15960", "guideline_more": "5680", "guideline_growth": "2",
}  # fmt: skip
SAVING = {
    "age": "30", "until": "40", "balance": "100", "monthly": "100", "growth": "0", "match": "0", "match_up_to": "0",
    "yields": "5", "compounded": "monthly", "fee": "0", "inflation": "0",
}  # fmt: skip


def test_it_works(client, network):
    """A visitor compares ways of repaying; the figures are those of the functions, to the cent."""
    told = client.post(LOANS, LOAN).content.decode()
    assert "$333.06" in told
    assert "$250.00" in told
    assert "Extended" not in told
    assert "Extended" in client.post(LOANS, LOAN | {"balance": "30,001"}).content.decode()


def test_savings_to_the_cent(client, network):
    told = client.post(SAVINGS, SAVING).content.decode()
    assert "$15,692.93" in told


def test_public_service_and_a_rule_of_ones_own(client, network):
    more = {"balance": "200000", "serves": "on", "share": "5", "multiple": "2.25", "years": "20"}
    told = client.post(LOANS, LOAN | more).content.decode()
    assert "Repayment Assistance Plan, with public service" in told
    assert "Your own rule: 5 percent, 20 years" in told


@pytest.mark.parametrize(("url", "told"), [(LOANS, LOAN), (SAVINGS, SAVING)])
def test_nothing_is_kept(network, member, caplog, url, told):
    """No row, no session, no log line, no copy in a cache; also for somebody signed in."""
    sessions = list(Session.objects.values())
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        answer = member.client.post(url, told | {"balance": "12345.67"})
    assert "12,345.67" in answer.content.decode() or "12345.67" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert all(query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE")) for query in queries)
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "12345" not in said.replace(",", "")
    assert not any("12345" in query["sql"] for query in queries)
    assert list(Session.objects.values()) == sessions
    assert "messages" not in answer.cookies


@pytest.mark.parametrize("url", [LOANS, SAVINGS])
def test_a_query_string_calculates_nothing(client, network, url):
    """Addresses are written into logs and histories, so that numbers are never read from there."""
    answer = client.get(url, LOAN | SAVING)
    assert not answer.context.get("ways") and not answer.context.get("saved")
    assert "30000" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("url", "told", "words"),
    [
        (LOANS, LOAN | {"balance": "-5"}, "outside of what can be calculated"),
        (LOANS, LOAN | {"rate": "a lot"}, "number"),
        (LOANS, LOAN | {"size": "0"}, "outside of what can be calculated"),
        (LOANS, LOAN | {"income": "1e999"}, "number"),
        (LOANS, {}, "required"),
        (SAVINGS, SAVING | {"until": "20"}, "still to come"),
        (SAVINGS, SAVING | {"yields": "90"}, "outside of what can be calculated"),
        (SAVINGS, SAVING | {"compounded": "hourly"}, "valid choice"),
    ],
)
def test_nonsense_is_refused_with_words(client, network, url, told, words):
    answer = client.post(url, told)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_formulas_stand_on_the_page(client, network):
    told = client.get(LOANS).content.decode()
    assert "balance × i ÷ (1 − (1 + i)^−n)" in told
    assert "91 FR 23768" in told
    assert "B × m^n + d × (m^n − 1) ÷ (m − 1)" in client.get(SAVINGS).content.decode()
