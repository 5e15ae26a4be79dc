"""`framelab corpus`: the commands for tables, and those for attached texts."""

from framelab.cli import tables, texts
from framelab.cli.terminal import Commands


def add_commands(commands: Commands) -> None:
    """Add the command, with an action for each thing that it does."""
    corpus = commands.add_parser("corpus", help="work on a corpus: its tables and its texts")
    actions = corpus.add_subparsers(required=True, metavar="ACTION")
    tables.add_commands(actions)
    texts.add_commands(actions)
