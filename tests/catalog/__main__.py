"""Bring the Spanish catalog up to what the product says: python -m tests.catalog.

python -m tests.catalog                      collect, compile, and say what is missing
python -m tests.catalog --missing FILE.po    the same, and write what is missing to a file for a translator
python -m tests.catalog --take FILE.po ...   take over what translators wrote, then the same
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, "src")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
os.environ.setdefault("BIGTENT_DATA", "var/check")


def main() -> int:
    import django

    django.setup()
    from tests.catalog import keeping
    from tests.catalog.collecting import collect

    asked, messages = _asked(), collect()
    catalog = keeping.brought_up(keeping.read(), messages)
    for path in asked.take:
        print(f"{keeping.take(catalog, keeping.read(path))} taken from {path}")
    keeping.write(catalog)
    faults = list(keeping.faults(catalog, messages))
    print(*faults, f"{len(catalog)} texts, {len(faults)} to be translated or mended", sep="\n")
    if asked.missing:
        keeping.write_missing(catalog, asked.missing)
    return bool(faults)


def _asked():
    words = argparse.ArgumentParser(prog="python -m tests.catalog")
    words.add_argument("--missing", type=Path, metavar="FILE.po", help="write what is not translated to this file")
    words.add_argument("--take", type=Path, nargs="+", default=[], metavar="FILE.po", help="take over these")
    return words.parse_args()


if __name__ == "__main__":
    sys.exit(main())
