"""What arrives at a real mail server, read back."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from bigtent.people.models import Consent
from tests.factories import make_topic
from tests.outreach.going import delivery_to, scheduled, send
from tests.outreach.making import make_reader
from tests.outreach.postbox import marks_of

pytestmark = pytest.mark.django_db
CHOICES = [{"en": "Yes, I come", "es": "Sí, voy"}, {"en": "No", "es": "No"}]
SPANISH = {"subject_es": "Noticias", "body_es": "Hola {given_name}:\n\nnos vemos el **viernes**."}


@pytest.fixture(autouse=True)
def complete(network):
    network.postal_address, network.contact_email = "1 Lantern Way, Denver, CO 80202", "office@example.org"
    network.save()


@pytest.fixture
def arrived(postbox, manager, settings):
    """Sends a message to a reader of each language and gives what arrived, by language."""

    def arrive(**values):
        for language in ("en", "es"):
            make_reader(email=f"{language}@example.org", language=language, given_name="Ana")
        message = scheduled(manager, **(SPANISH | values))
        postbox.mails.clear()
        send(message, settings)
        return {mail["To"].partition("@")[0]: mail for mail in postbox.mails}

    return arrive


def text_of(mail, kind):
    return mail.get_body((kind,)).get_content()


def test_each_gets_her_language_in_both_forms_also_below_the_text(arrived):
    mails = arrived()
    for language, begins in (("en", "Dear Ana,"), ("es", "Hola Ana:")):
        mail = mails[language]
        assert mail.get_content_type() == "multipart/alternative" and mail["Content-Language"] == language
        assert text_of(mail, "plain").startswith(begins)
        assert f'<html lang="{language}">' in text_of(mail, "html")
        with override(language):
            stop = gettext("Stop these messages")
        assert stop in text_of(mail, "plain") and stop in text_of(mail, "html")
    assert "nos vemos el **viernes**" in text_of(mails["es"], "plain")
    assert "<strong>viernes</strong>" in text_of(mails["es"], "html")


def test_nothing_is_fetched_when_it_is_opened(arrived):
    body = "![a](https://x.example/a.png) <img src='https://x.example/b.png'> [a page](https://x.example/)"
    found = marks_of(text_of(arrived(body_en=body)["en"], "html"))
    assert found.tags <= {"html", "head", "meta", "title", "body", "p", "a", "hr", "small", "br"}
    assert found.attributes <= {"lang", "charset", "name", "content", "href"}


def test_headers(arrived):
    topic = make_topic()
    mail = arrived(topic=topic)["en"]
    held = delivery_to(Consent.objects.get(person__contact_points__value="en@example.org").person)
    assert mail["Message-ID"] == held.mail_id and mail["Subject"] == "News from us"
    assert (mail["From"], mail["Reply-To"]) == ("Bigtent <bigtent@localhost>", "office@example.org")
    assert mail["List-Id"] == "<access-to-care.127.0.0.1>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        r"<http://127\.0\.0\.1:8000/\S+>, <mailto:office@example\.org\?subject=\S+>", mail["List-Unsubscribe"].strip()
    )


def test_below_it_stand_why_the_way_out_and_the_postal_address(arrived):
    mail = arrived(topic=make_topic())["en"]
    for form in ("plain", "html"):
        text = text_of(mail, form)
        assert "because you said yes to news" in text and "Access to care" in text
        assert "1 Lantern Way, Denver, CO 80202" in text
        assert len(re.findall(r"http://127\.0\.0\.1:8000/\w+/stop/", text)) == 1


def test_one_click_stops_them(arrived):
    mail = arrived()["en"]
    path = re.search(r"<http://127\.0\.0\.1:8000(\S+?)>", mail["List-Unsubscribe"])[1]
    reply = Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert reply.status_code == 200
    said = Consent.objects.in_force().get(person__contact_points__value="en@example.org", purpose="outreach", datum="")
    assert said.given is False


def test_the_answers_to_choose_from_are_links_of_her_own(arrived):
    mails = arrived(choices=CHOICES)
    assert "Yes, I come: http://127.0.0.1:8000/" in text_of(mails["en"], "plain")
    assert re.search(r'<li><a href="http://127\.0\.0\.1:8000/\S+">Sí, voy</a></li>', text_of(mails["es"], "html"))
    links = [re.search(r"No: (\S+)", text_of(mail, "plain"))[1] for mail in mails.values()]
    assert len(set(links)) == 2


def test_what_cannot_be_delivered_comes_back_to_an_address_of_its_own(arrived, settings):
    settings.BOUNCES = "bounces@example.org"
    mail = arrived()["en"]
    held = delivery_to(Consent.objects.get(person__contact_points__value="en@example.org").person)
    assert mail.came_from == f"bounces+{held.mail_id[1:].partition('@')[0]}@example.org"
    assert mail["From"] == "Bigtent <bigtent@localhost>"
