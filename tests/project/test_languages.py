"""Who reads which language: pages by choice, letters by the person, work by who started it, the terminal by its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import floatformat
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from bigtent.accountability.models import Plan
from bigtent.accountability.services import adopt_plan
from bigtent.ledger import jobs
from bigtent.ledger.models import AuditEntry, Job
from bigtent.ledger.services import start_job
from bigtent.people.mail import security_notice
from bigtent.people.models import Network, Person
from bigtent.people.services import change_network, edit_person
from tests.factories import make_account, make_person, make_specialty
from tests.people.signing import ASK

pytestmark = pytest.mark.django_db
HOME = reverse("privacy")
VERB = "bigtent.accountability.services.observe"


def choose(client, code, page=HOME):
    return client.post(reverse("set_language"), {"language": code, "next": page}, follow=True).content.decode()


def test_the_foot_of_a_page_offers_the_other_language_by_its_own_name(network):
    page = Client().get(HOME).content.decode()
    assert '<html lang="en">' in page
    assert '<button class="link" lang="es">Español</button>' in page


def test_what_was_chosen_holds_from_page_to_page(member):
    assert '<html lang="es">' in choose(member.client, "es")
    assert "Visible para miembros" in member.client.get(reverse("people:me")).content.decode()
    assert '<html lang="en">' in choose(member.client, "en")


def test_before_a_choice_the_browser_is_asked(network):
    page = Client().get(HOME, headers={"accept-language": "es-MX,es;q=0.9,en;q=0.5"}).content.decode()
    assert '<html lang="es">' in page and "Privacidad y sus decisiones" in page


def test_a_page_that_is_not_there_says_so_in_spanish(network):
    page = Client().get("/nowhere/", headers={"accept-language": "es"})
    assert page.status_code == 404 and '<html lang="es">' in page.content.decode()


def test_a_file_that_is_too_large_is_refused_in_spanish(network, settings):
    settings.UPLOAD_LIMIT = 0
    answer = Client().post(HOME, {"file": "x" * 1_100_000}, headers={"accept-language": "es"})
    assert answer.status_code == 413 and '<html lang="es">' in answer.content.decode()
    assert "Esto es demasiado grande" in answer.content.decode()


def test_days_follow_the_language_and_numbers_stay(member, manager):
    edit_person(person=member.person, by=manager, changes={"credential": "MD"})
    choose(member.client, "es")
    page = member.client.get(reverse("people:my_history")).content.decode()
    assert "22 de noviembre de 2026" in page
    with override("es"):
        assert (intcomma(32000), floatformat(3.5)) == ("32,000", "3.5")


def test_shared_lists_are_shown_in_the_language_and_kept_in_english(member):
    psychiatry = make_specialty("psychiatry")
    edit_person(person=member.person, by=member, changes={"specialty": psychiatry})
    choose(member.client, "es")
    history = member.client.get(reverse("people:my_history")).content.decode()
    assert "Psiquiatría" in member.client.get(reverse("people:me")).content.decode()
    assert AuditEntry.objects.get(verb="edit_person").changes["specialty"] == ["", "Psychiatry"]
    assert "Psiquiatría" in history and "Psychiatry" not in history


def test_a_word_of_the_network_is_translated_while_it_is_a_known_one(network):
    change_network(by=None, word_members="neighbors")
    with override("es"):
        words = Network.current().words
    assert (words["schools"], words["members"]) == ("escuelas", "neighbors")


@pytest.mark.parametrize(("said", "begins"), [("es", "Hola, Inés:"), ("en", "Dear Inés,"), ("", "Dear Inés,")])
def test_a_letter_is_in_the_language_of_its_reader(administrator, mailoutbox, said, begins):
    account = make_account(person=make_person(given_name="Inés", language=said))
    with override("es"):
        security_notice(account, "x").send()
    assert mailoutbox[0].body.strip().startswith(begins)


@pytest.mark.parametrize(("said", "subject"), [("", "código"), ("en", "is your code")])
def test_a_code_comes_in_the_language_it_was_asked_in_unless_she_chose(network, mailoutbox, said, subject):
    account = make_account(person=make_person(language=said))
    Client().post(ASK, {"email": account.email}, headers={"accept-language": "es"})
    assert subject in mailoutbox[0].subject


def test_staff_write_down_which_language_somebody_reads(manager, member):
    facts = {"given_name": "Miriam", "family_name": "Tsosie", "language": "es"}
    manager.client.post(reverse("people:edit", args=[member.person.key]), facts)
    assert Person.objects.get(pk=member.person.pk).language == "es"
    member.client.post(reverse("people:my_facts"), {"given_name": "Miriam", "family_name": "Tsosie"})
    assert Person.objects.get(pk=member.person.pk).language == "es"


def test_work_is_refused_in_the_language_of_whoever_started_it(manager):
    with override("es"):
        job = start_job(verb=VERB, title="x", by=manager, permission="alumni.import_roster")
    manager.grants.all().delete()
    jobs.run(jobs.claim("somebody:1:x"))
    assert Job.objects.get(pk=job.pk).error.startswith("Quien inició esta tarea")


def test_a_plan_is_offered_and_adopted_in_the_language_of_whoever_adopts_it(manager):
    choose(manager.client, "es")
    assert "Una red de mentoría" in manager.client.get(reverse("accountability:plans")).content.decode()
    manager.client.post(reverse("accountability:adopt"), {"template": "mentorship-network"})
    assert Plan.objects.get().name == "Una red de mentoría"


@pytest.mark.parametrize(("terminal", "words"), [("es_US.UTF-8", "No se puede abrir"), ("C.UTF-8", "cannot be opened")])
def test_the_command_line_speaks_as_its_terminal(tmp_path, terminal, words):
    settings = {"BIGTENT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
    environment = {**os.environ, **settings, "LC_ALL": terminal}
    command = [Path(sys.executable).parent / "bigtent", "import-roster", "/nowhere.csv"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, words in done.stderr) == (2, True)


def test_a_plan_that_was_adopted_in_english_is_read_in_spanish(manager, client):
    plan = adopt_plan(template="mentorship-network", by=manager)
    page = client.get(plan.get_absolute_url(), headers={"accept-language": "es"}).content.decode()
    assert "Una red de mentoría, 2026" in page and "Ayuda en el camino" in page
