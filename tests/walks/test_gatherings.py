"""Staff announce an event; somebody who came by reads it on the clocks of her own zone."""

import time
from datetime import date, timedelta

TWO_MINUTES = 120


def plan(page, day):
    page.goto("/events/")
    page.get_by_role("link", name="Plan an event").click()
    page.get_by_label("What it is called").fill("Evening about loans")
    page.get_by_label("Day").first.fill(f"{day:%Y-%m-%d}")
    page.get_by_label("Begins at").first.fill("20:00")
    page.get_by_label("Link to join").fill("https://meet.example.org/loans")
    page.get_by_text("Who speaks", exact=True).click()
    page.get_by_label("Name").first.fill("Ada Example")
    page.get_by_label("Role").first.select_option(label="Moderator")
    page.get_by_role("button", name="Keep the draft").click()
    page.get_by_text("Only those who run it see it").wait_for()


def test_an_event_is_announced_in_two_minutes_and_read_on_ones_own_clocks(demonstration, window):
    began = time.monotonic()
    staff = window(demonstration, "program manager")
    plan(staff, date.today() + timedelta(days=20))
    staff.get_by_role("link", name="See it as others will").click()
    staff.get_by_text("As others see it").wait_for()
    staff.get_by_role("link", name="Back to what you can do with it").click()
    staff.get_by_role("button", name="Publish").click()
    staff.get_by_text("Published. It can be a draft again").wait_for()
    assert time.monotonic() - began < TWO_MINUTES
    visitor = window(demonstration)
    visitor.goto("/events/")
    visitor.get_by_role("link", name="Evening about loans").click()
    visitor.get_by_label("Show times on my clocks as well").select_option("America/Los_Angeles")
    visitor.get_by_role("button", name="Show").click()
    text = visitor.get_by_role("main").inner_text()
    assert "8:00 PM to 9:00 PM" in text and "5:00 PM to 6:00 PM" in text and "Ada Example" in text
    assert "meet.example.org" not in visitor.content()
