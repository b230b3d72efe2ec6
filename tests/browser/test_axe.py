"""What no walk comes upon: refusals, failures, the menu of a phone. Every other page is looked at in tests/walks."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.urls import reverse
from django.views import defaults

from tests.browsing import THEMES, color_faults_in, faults_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bad_request(request):
    return defaults.bad_request(request, SuspiciousOperation())


def test_the_home_of_a_member_is_without_fault(looking, member):
    assert looking.faults(reverse("home"), member) == []


def test_a_missing_page_is_without_fault(looking, network):
    assert looking.faults("/no/such/page", status=404) == []


def test_a_page_for_others_is_without_fault(looking, member):
    assert looking.faults(reverse("network-settings"), member, status=403) == []


@pytest.mark.parametrize(("answer", "status"), [(defaults.server_error, 500), (bad_request, 400)])
def test_pages_of_failure_are_without_fault(looking, network, rf, answer, status):
    body = answer(rf.get("/")).content.decode()
    page = looking.open(reverse("privacy"))
    page.route("**/broken", lambda route: route.fulfill(status=status, body=body, content_type="text/html"))
    page.goto(looking.site + "/broken")
    assert page.get_by_role("heading", level=1).is_visible() and faults_in(page) == []


def test_what_is_wrong_is_found(looking, network):
    page = looking.open(reverse("privacy"))
    page.evaluate("document.querySelector('main').innerHTML += '<img width=600 src=/static/project/favicon.svg>'")
    page.evaluate("document.querySelector('main > img').style.maxInlineSize = 'none'")
    page.evaluate("document.querySelector('main p').style.color = 'light-dark(white, black)'")
    faults = faults_in(page)
    for look, fault in (("320 light", "image-alt"), ("1280 light", "image-alt"), ("320", "is 6")):
        assert any(said.startswith(look) and fault in said for said in faults), (look, fault)
    for theme in THEMES:
        assert any(said.startswith(f"1280 {theme}: color-contrast") for said in faults), theme


def test_the_menu_of_a_phone_opens_without_a_script(looking, member):
    page = looking.open(reverse("home"), member, width=320, javascript=False)
    assert page.get_by_role("navigation", name="Rooms").is_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Rooms").get_by_role("button", name="Sign out").wait_for()


@pytest.mark.parametrize("theme", THEMES)
def test_the_menu_of_a_phone_is_without_fault_of_color(looking, member, theme):
    page = looking.open(reverse("home"), member, width=320, theme=theme)
    assert color_faults_in(page) == []
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Rooms").wait_for()
    assert color_faults_in(page) == []


def test_sign_in_by_keyboard_alone(looking, network):
    page = looking.open(reverse("account_login"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Email").focus()
    page.keyboard.type("somebody@example.org")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Enter your code").wait_for()
