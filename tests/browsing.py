"""Looking at pages in a real browser: fixtures for tests/browser and tests/walks."""

import os
import shutil
from dataclasses import dataclass

import pytest
from django.core.servers.basehttp import WSGIRequestHandler

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    # A page is looked at for half a second: what compiles its scripts better takes longer than it saves.
    "--js-flags=--no-opt,--no-maglev",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 320
THEMES = ("light", "dark")
# A theme changes colors and nothing else, and a width anything but colors.
OF_COLORS = ["color-contrast", "link-in-text-block"]
COLORS = {"runOnly": {"type": "rule", "values": OF_COLORS}}
ALL = {"runOnly": RULES}
ALL_BUT_COLORS = ALL | {"rules": {rule: {"enabled": False} for rule in OF_COLORS}}
# The theme last shown is the first at the next width: it need not be drawn anew.
LOOKS = ((NARROW, {"light": ALL_BUT_COLORS}), (WIDE, {"light": ALL, "dark": COLORS}))
PATIENCE = 8000
# Each answer closes its connection: one kept open by the lasting tab would end after the test whose server it was of.
WSGIRequestHandler.protocol_version = "HTTP/1.0"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run. Without one the test is not run, but under CI it fails."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("There is no chromium on this machine.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        # Pages that are only looked at share one tab: its process has the styles, the scripts and axe compiled.
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        browser.lasting = _listening(context.new_page())
        yield browser
        browser.close()


@pytest.fixture
def looking(live_server, browser, transactional_db):
    """Opens pages of the test's own server; see `Looking`."""
    looking = Looking(browser, live_server.url)
    yield looking
    looking.close()


@dataclass
class Looking:
    """Opens pages and says what is wrong with them.

    `account` is one of the cast (anything with a signed-in `client`), or None for a visitor.
    """

    browser: object
    site: str

    def __post_init__(self):
        self.contexts = []

    def open(self, path, account=None, *, width=WIDE, theme="light", javascript=True):
        """A page, opened; what the console complained about stands in `page.complaints`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        return self._go(_listening(context.new_page()), path, account)

    def _go(self, page, path, account):
        page.context.clear_cookies()
        if account is not None:
            session = account.client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.site}])
        page.complaints.clear()
        page.answer = page.goto(self.site + path)
        return page

    def faults(self, path, account=None, *, status=200):
        """All that is wrong with a page, wide and narrow, light and dark, and before any JavaScript."""
        page = self._go(_unfolded(self.browser.lasting), path, account)
        found = [] if page.answer.status == status else [f"answered {page.answer.status}"]
        found += [said for said in page.complaints if status == 200 or f"status of {status}" not in said]
        if "<h1" not in page.answer.text():
            found.append("has no title without JavaScript")
        return found + faults_in(page)

    def close(self):
        for context in self.contexts:
            context.close()


def _listening(page):
    """The same page, which keeps what the console complains about."""
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def _unfolded(page):
    """The same tab, wide and light again as a new one is."""
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.emulate_media(color_scheme=THEMES[0])
    return page


def faults_in(page):
    """What axe and the ruler find on an open page: at both widths, and its colors in both themes at the wide one.

    What only a narrow page has, its menu, is looked at in both themes in tests/browser/test_axe.py.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    found = []
    for width, rules_of in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        for theme, rules in rules_of.items():
            page.emulate_media(color_scheme=theme)
            found += [f"{width} {theme}: {fault}" for fault in _axe(page, rules)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{width}: is {wide} wide")
    return found


def color_faults_in(page):
    """What axe finds about colors on an open page as it stands."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    return _axe(page, COLORS)


def _axe(page, rules):
    result = page.evaluate("rules => axe.run(rules)", rules | {"resultTypes": ["violations"]})
    return [
        f"{violation['id']} {node['target']} {node['failureSummary'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
