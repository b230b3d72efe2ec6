"""Take the pictures of the README from a running demonstration.

    make run                                                      # in one terminal
    .venv/bin/python docs/pictures/take.py http://127.0.0.1:8000  # in another

A second argument is a sign-in link of the demonstration; with it the pages of the staff are taken too.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PUBLIC = {"home": "/"}
STAFF = {"monday": "/monday/", "finding": "/finding/desk/"}
FRAME = {"width": 1280, "height": 860}


def take(page, site: str, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        page.goto(site + path)
        page.screenshot(path=HERE / f"{name}.png")


def main(site: str, sign_in: str = "") -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=FRAME, color_scheme="light", reduced_motion="reduce")
        take(page, site, PUBLIC)
        if sign_in:
            page.goto(sign_in)
            take(page, site, STAFF)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
