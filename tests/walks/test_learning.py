"""Staff write a course with credit; a physician finishes it on a phone: the questions before, a module, stopping and
coming back, the questions after, the certificate, the claim for credit; staff make the file for the provider."""

from tests.browsing import faults_in

PHONE = 390


def test_a_physician_finishes_a_course_on_a_phone(demonstration, window):
    staff = window(demonstration, "program manager")
    write(staff)
    her = window(demonstration, "member", width=PHONE)
    begin(her)
    come_back(her)
    finish(her)
    claim(her)
    send(staff)


def write(page):
    page.goto("/library/courses/new/")
    page.get_by_label("Title").fill("Listening first")
    page.get_by_label("In one sentence").fill("Ask so that somebody can answer.")
    page.get_by_label("Hours it takes").fill("1.5")
    page.get_by_label("Credit", exact=True).select_option(label="AMA PRA Category 1 Credit")
    page.get_by_label("Credit offered by").select_option(index=1)
    page.get_by_label("Number of the activity in PARS").fill("202612345")
    page.get_by_role("button", name="Begin the course").click()
    for title in ("What safety sounds like", "When to stop"):
        page.get_by_role("link", name="Add a module").click()
        page.get_by_label("Title").fill(title)
        page.get_by_label("Text", exact=True).last.fill("Say first how long you have.")
        page.get_by_role("button", name="Add the module").click()
    page.get_by_role("link", name="Add a question").click()
    page.get_by_label("Question").fill("What is said first?")
    page.get_by_label("Choices").fill("* How long there is\nWhat happened")
    page.get_by_role("button", name="Add the question").click()
    page.get_by_role("button", name="Publish the course").click()
    page.get_by_text("It is open now.").wait_for()


def begin(page):
    """She leaves open what she does not know, reads one module, and puts the phone away."""
    page.goto("/library/courses/")
    page.get_by_role("link", name="Listening first").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Before you begin").wait_for()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="What safety sounds like").wait_for()
    assert faults_in(page) == []
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="When to stop").wait_for()


def come_back(page):
    page.goto("/people/me/")
    page.goto("/library/learning/")
    page.get_by_role("link", name="Go on Listening first").click()
    page.get_by_role("heading", name="When to stop").wait_for()
    page.get_by_role("button", name="Go on").click()


def finish(page):
    """Not right at first, which is said kindly; then completed, with a certificate that anybody can check."""
    page.get_by_label("What happened").check()
    page.get_by_role("button", name="Answer").click()
    page.get_by_role("link", name="Answer again").click()
    page.get_by_label("How long there is").check()
    page.get_by_role("button", name="Answer").click()
    page.get_by_role("heading", name="You have completed").wait_for()
    assert "100" in page.get_by_role("main").inner_text()
    with page.expect_download() as file:
        page.get_by_role("link", name="Download the certificate").click()
    assert file.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="Open that page").click()
    page.get_by_role("heading", name="This certificate is true").wait_for()
    page.go_back()


def claim(page):
    page.get_by_role("link", name="Claim credit").click()
    page.get_by_label("First name, as licensed").fill("Ada")
    page.get_by_label("Last name, as licensed").fill("Sample")
    page.get_by_label("State of your license").select_option(label="Maine")
    page.get_by_label("License ID").fill("MD12345")
    page.get_by_label("Month of birth").select_option(label="September")
    page.get_by_label("Day of birth").fill("10")
    page.get_by_label("Send this to the provider").check()
    page.get_by_role("button", name="Claim credit").click()
    page.get_by_text("Claimed. It goes out with the next file").wait_for()
    assert faults_in(page) == []


def send(page):
    page.goto("/library/credit/")
    page.get_by_role("link", name="Listening first").click()
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download() as file:
        page.get_by_role("button", name="Download the file").click()
    assert file.value.suggested_filename.startswith("completions-202612345-")
