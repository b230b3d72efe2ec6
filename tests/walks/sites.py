"""An installation as its owner runs it: `serve` over a data folder of its own, stopped as she stops it."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path

PATIENCE = 90
DATABASE = "bigtent.sqlite3"


@dataclass
class Site:
    """A running installation: its address, its folder, what it said in the terminal, who signed in so far."""

    url: str
    folder: Path
    process: subprocess.Popen
    environment: dict[str, str]
    said: list[str] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)
    as_built: Path = Path()

    def heard(self, pattern: str) -> re.Match[str]:
        """Wait until the terminal said something."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = re.search(pattern, "".join(self.said))
            if found:
                return found
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.1)
        raise AssertionError(f"{pattern} was not said:\n" + "".join(self.said))

    def sign_in_everybody(self) -> None:
        """Use the links that the terminal printed, each of which works once, and keep the sessions by role."""
        self.heard("Sign in as somebody")
        self.heard(r"\n  reviewer +http\S+\n")
        for role, link in re.findall(r"\n  (\w[\w ]+?) +(http\S+)", "".join(self.said)):
            cookies = CookieJar()
            urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies)).open(link).close()
            self.sessions[role] = next(cookie.value for cookie in cookies if cookie.name == "sessionid")

    def called_by_name(self) -> "Site":
        """The same, asked for as localhost instead of by its number."""
        return replace(self, url=self.url.replace("127.0.0.1", "localhost"))

    def command(self, *words: str) -> str:
        """What a command of the same installation prints."""
        command = [sys.executable, "-m", "django", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def work_later(self, **spans: float) -> None:
        """A worker looks once when so much time has gone by, such as minutes=11, and does all that is due then."""
        moment = {"BIGTENT_NOW": (datetime.now(UTC) + timedelta(**spans)).isoformat()}
        replace(self, environment=self.environment | moment).command("work", "--until-idle")

    def letters_to(self, address: str) -> list[str]:
        """The mails to an address, oldest first, as the mail files hold them."""
        files = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        letters = "\n".join(path.read_text() for path in files).split("-" * 79)
        return [letter for letter in letters if f"\nTo: {address}\n" in letter]

    def code_for(self, address: str) -> str:
        """The latest sign-in code sent to an address."""
        return re.search(r"^ *([A-Z0-9]{4}-?[A-Z0-9]{3,4}) *$", self.letters_to(address)[-1], re.M)[1]

    def children(self) -> dict[str, int]:
        """The processes of the installation by what they do: the server, the worker."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
                words = folder.joinpath("cmdline").read_text().split("\0")
            except OSError:
                continue
            if parent == self.process.pid:
                found["worker" if "work" in words else "server"] = int(folder.name)
        return found


def start(folder: Path, **more: str) -> Site:
    """Start an installation and wait until it is served."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = environment_of(folder, url, **more)
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    site = Site(url, folder, process, environment)
    threading.Thread(target=lambda: site.said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    wait_until_served(site)
    return site


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def environment_of(folder: Path, url: str, **more: str) -> dict[str, str]:
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


def wait_until_served(site: Site) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert site.process.poll() is None, "".join(site.said)
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("The site was not served:\n" + "".join(site.said))


def halt(site: Site) -> None:
    """Stop it as Ctrl-C does; what it holds stays."""
    if site.process.poll() is None:
        site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)
    site.process.stdout.close()


def remove(site: Site) -> None:
    halt(site)
    shutil.rmtree(site.folder, ignore_errors=True)


def copy_installation(folder: Path, copy: Path) -> Path:
    """A folder that is in use, copied as a backup would."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.sqlite3*", "cache"))
    with closing(sqlite3.connect(folder / DATABASE)) as source, closing(sqlite3.connect(copy / DATABASE)) as target:
        source.backup(target)
    return copy
