"""The command line. Engine verbs never start Django; platform verbs are its management commands."""

import os
import sys

import typer

from bigtent.engines.linkage.cli import app as link
from bigtent.engines.matching.cli import app as match

app = typer.Typer(
    name="bigtent",
    help="Find your people, pair them, care for them, organize partners, prove progress.",
    no_args_is_help=True,
    add_completion=False,
)
app.add_typer(match, name="match")
app.add_typer(link, name="link")

PLATFORM = {
    "run": ("serve", "Serve the platform: prepare the data, start server and worker, stop both."),
    "demo": ("demo", "Build the demonstration network, or take it away."),
    "work": ("work", "Carry out the jobs that wait."),
    "import-roster": ("import_roster", "Bring in one of your own lists, CSV or XLSX."),
    "find-duplicates": ("find_duplicates", "Find people who stand in the lists twice."),
    "load-registry": ("load_registry", "Load a register that somebody else keeps, CSV or Parquet."),
    "find-alumni": ("find_alumni", "Look for your alumni in a registry."),
    "renew-encryption": ("renew_encryption", "Give every encrypted value the newest key."),
    "load-reference": ("load_reference", "Load the lists, texts and help lines that come with the program."),
    "receive-mail": ("receive_mail", "Take in mail that came back: bounces, complaints, answers."),
    "reset-second-factor": ("reset_second_factor", "Take away the second factor of somebody who lost it."),
    "observe": ("observe", "Write down today's value of every measure that a plan tracks."),
}
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def _platform(command: str, help_text: str, name: str) -> None:
    def verb(context: typer.Context) -> None:
        _django(command, *context.args)

    app.command(name, help=help_text, context_settings=PASS_ON)(verb)


for _name, (_command, _help) in PLATFORM.items():
    _platform(_command, _help, _name)


@app.command("new-key")
def new_key() -> None:
    """Print a new key for BIGTENT_ENCRYPTION_KEYS."""
    from bigtent.ledger.encryption import new_key

    typer.echo(new_key())


@app.command("manage", context_settings=PASS_ON)
def manage(context: typer.Context) -> None:
    """Any of Django's own management commands."""
    _django(*context.args)


def _django(*arguments: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
    import django
    from django.core.management import execute_from_command_line
    from django.utils.translation import activate

    django.setup()
    activate(_language())
    execute_from_command_line([sys.argv[0], *arguments])


def _language() -> str:
    """That of the terminal, by the variables that say so in this order; English where there is no catalog for it."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "es" if said.startswith("es") else "en"
