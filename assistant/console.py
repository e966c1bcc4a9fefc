"""`rehab-coding ask | units | claim | feedback | show | serve | ingest | backup | restore | evaluate`: every command under one name, as the wheel installs it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant.settings import Settings
from assistant.usage import OneLineParser, run

_HELP = """\
rehab-coding ask "QUESTION"        answer at the terminal (also: units, claim, show, feedback; -h after each)
rehab-coding ingest [PATH ...]     build the index; PATHs are your own documents (also: ingest tables | changes | status | rollback | check)
rehab-coding serve                 start the server; settings come from ASSISTANT_* variables
rehab-coding backup FILE.tar.gz    the index in use, your documents, the record and the knowledge, in one file
rehab-coding restore FILE.tar.gz   put them back
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands: dict[str, Callable[[list[str]], int]] = {"ingest": _ingest, "serve": _serve, "backup": _backup, "restore": _restore}
    if not given or given[0] in ("-h", "--help"):
        print(_HELP, end="")
        return 0 if given else 2
    if given[0] in commands:
        return commands[given[0]](given[1:])
    from assistant.__main__ import main as asked

    return asked(given)


def _ingest(arguments: list[str]) -> int:
    if arguments[:1] == ["changes"]:
        from eval.changes import main as changes

        return run("ingest", lambda: changes(arguments[1:]), ours=2)
    from assistant.leads import changed
    from assistant.library.cli import main as command
    from assistant.practice.shelf import check

    return command(arguments, changed, check)


def _serve(arguments: list[str]) -> int:
    OneLineParser("rehab-coding serve", description="Start the server; settings come from ASSISTANT_* variables.").parse_args(arguments)
    return run("rehab-coding", _served)


def _served() -> int:
    from assistant.web.server import serve as start

    with contextlib.suppress(KeyboardInterrupt):  # the ordinary way to end it
        start(Settings.from_env())
    return 0


def _backup(arguments: list[str]) -> int:
    from assistant.backup import save

    return _with_file("backup", "The index in use, own documents, record and knowledge in one file.", save, arguments)


def _restore(arguments: list[str]) -> int:
    from assistant.backup import restore

    return _with_file("restore", "Put a backup back into ASSISTANT_INDEX, which must hold no index.", restore, arguments)


def _with_file(name: str, description: str, work: Callable[[Settings, Path], Iterable[str]], arguments: list[str]) -> int:
    """Run a command of one file, printing what it says it did."""
    parser = OneLineParser(f"rehab-coding {name}", description=description)
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args(arguments).file

    def told() -> int:
        for line in work(Settings.from_env(), file):
            print(line)
        return 0

    return run("rehab-coding", told, ours=2)


if __name__ == "__main__":
    sys.exit(main())
