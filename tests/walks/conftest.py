"""Whole stories in a real browser against a real installation: server, worker, database of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

STARTED = 90


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Site:
    """A running installation: its address, its folder, what it said in the terminal."""

    url: str
    folder: Path
    process: subprocess.Popen
    said: list[str] = field(default_factory=list)

    def heard(self, pattern: str) -> re.Match[str]:
        """Wait until the terminal said something."""
        until = time.monotonic() + STARTED
        while time.monotonic() < until:
            found = re.search(pattern, "".join(self.said))
            if found:
                return found
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.1)
        raise AssertionError(f"{pattern} was not said:\n" + "".join(self.said))

    def links(self) -> dict[str, str]:
        """New sign-in links for one demonstration person of each role."""
        env = environment(self.folder, self.url)
        command = [sys.executable, "-m", "django", "demo", "--links"]
        said = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
        return {role.strip().replace(" ", "_"): url for role, url in re.findall(r"^  (\w[\w ]+?) +(http\S+)$", said, re.M)}

    def mails(self) -> list[str]:
        return [path.read_text() for path in sorted((self.folder / "mail").glob("*"))]


def environment(folder: Path, url: str, **more: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("BIGTENT_", "DATABASE_"))},
        "BIGTENT_DATA": str(folder),
        "BIGTENT_URL": url,
        "BIGTENT_DEMO": "1",
        "BIGTENT_DEMO_SIZE": "small",
        "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
        "PYTHONPATH": "src",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def start(folder: Path, **more: str) -> Site:
    url = f"http://127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "serve"],
        env=environment(folder, url, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    site = Site(url, folder, process)
    threading.Thread(target=lambda: site.said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    site.heard("Bigtent is at")
    wait_until_served(site)
    return site


def wait_until_served(site: Site) -> None:
    until = time.monotonic() + STARTED
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The site was not served:\n" + "".join(site.said))


def stop(site: Site) -> None:
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)
    site.process.stdout.close()
    shutil.rmtree(site.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The small demonstration, built by the command that everybody uses."""
    site = start(tmp_path_factory.mktemp("demonstration"))
    site.heard("Sign in as somebody")
    yield site
    stop(site)


@pytest.fixture
def empty_site(tmp_path):
    """An installation without any data, waiting to be set up."""
    site = start(tmp_path, BIGTENT_START="empty")
    yield site
    stop(site)
