"""Which of the locked packages have a known weakness: python -m tests.audit."""

import json
import os
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK, ACCEPTED = ROOT / "requirements/dev.txt", ROOT / "requirements/accepted.toml"
SECONDS = 20


def look_up() -> list[dict] | None:
    """What the advisory service knows of each locked package; None where it could not be asked."""
    command = [Path(sys.executable).parent / "pip-audit", "--requirement", LOCK, "--disable-pip", "--require-hashes"]
    command += ["--progress-spinner", "off", "--format", "json", "--timeout", "5"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        return json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, OSError):
        return None


def judge(packages: list[dict], accepted: list[dict], today) -> list[str]:
    """One line for each weakness that nobody accepted, and for each acceptance that is over."""
    over = [one for one in accepted if one["until"] < today]
    known = {one["id"] for one in accepted if one not in over}
    lines = [f"{one['id']} was accepted until {one['until']} only: look again." for one in over]
    for package in packages:
        for fault in package.get("vulns", ()):
            if not known & {fault["id"], *fault.get("aliases", ())}:
                repaired = ", ".join(fault.get("fix_versions", ())) or "none yet"
                lines.append(f"{package['name']} {package['version']}: {fault['id']}; repaired in: {repaired}")
    return lines


def main() -> int:
    packages = look_up()
    if packages is None:
        print("NOT AUDITED: the advisory service could not be reached, so nothing is known of the dependencies.")
        return 1 if os.environ.get("BIGTENT_AUDIT") == "require" else 0
    accepted = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))["accepted"]
    lines = judge(packages, accepted, datetime.now(UTC).date())
    print("\n".join(lines) or f"{len(packages)} locked packages, no known weakness.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
