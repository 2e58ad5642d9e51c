"""The ``kg`` command: one module a subcommand, named in `COMMANDS`.

A module defines ``command``, a function whose signature is its options and whose docstring is its help, with an example.
Heavy libraries are imported inside it, so that ``kg --help`` stays fast.
"""

import sys

import typer

from kg import __version__
from kg.cli import build, html, score, validate, verify
from kg.errors import GovkgError

COMMANDS = {
    "build": build.command,
    "html": html.command,
    "score": score.command,
    "validate": validate.command,
    "verify": verify.command,
}

app = typer.Typer(
    name="kg",
    help="Knowledge graphs from Chinese government-reform documents. 从政务改革公文构建知识图谱。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _root(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version.")) -> None:
    pass


for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


def main() -> None:
    """Run the command line; exit code 0 done, 1 findings, 2 wrong usage or data, 3 some files skipped."""
    try:
        app()
    except GovkgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(2)
