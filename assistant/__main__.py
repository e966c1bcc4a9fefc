"""`python -m assistant ask | units | claim`: the assistant at the command line (contract.md).

Exit codes: 0 answered or done, 1 the program failed, 2 bad usage or input, 3 declined or needs detail (ask).
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.days import day_of
from assistant.errors import BadInput
from assistant.privacy.shown import shown
from assistant.schema import PAYERS, Outcome, Service
from assistant.settings import Settings
from assistant.usage import OneLineParser, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return run("assistant", lambda: _command(given))


def _command(arguments: list[str]) -> int:
    if arguments[:1] == ["feedback"]:  # it has commands and a help of its own
        from assistant.record.cli import feedback

        return feedback(arguments[1:])
    options = _parser().parse_args(arguments)
    options.settings = Settings.from_env()
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser("assistant", description="Outpatient therapy coding and billing, answered with sources.")
    commands = parser.add_subparsers(required=True, metavar="ask | units | claim | practice | show | feedback | mcp")
    ask = commands.add_parser("ask", help="answer a question")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--batch", type=Path, metavar="FILE", help="answer every JSON line of a file")
    ask.set_defaults(run=_ask)
    units = commands.add_parser("units", help="minutes to units")
    units.add_argument("minutes", nargs="+", metavar="CODE=MINUTES")
    units.add_argument("--assistant", action="append", default=[], metavar="CODE=MINUTES", help="of them, by a PTA or OTA")
    units.set_defaults(run=_units)
    claim = commands.add_parser("claim", help="check a day's lines")
    claim.add_argument("file", type=Path)
    claim.set_defaults(run=_claim)
    practice = commands.add_parser("practice", help="cases for new staff, drawn and graded by the tools")
    practice.add_argument("--lesson", default="codes", help="path, a topic (codes, counting, stories ...), stories:97112, or a set: 'stories.2x10 audit.1x5'")
    practice.add_argument("--cases", type=int, metavar="N", help="how many (a set's own number; 10 of a lesson; a path goes on until an empty line)")
    practice.add_argument("--seed", type=int, metavar="N", help="the same cases again")
    practice.add_argument("--sheet", type=Path, metavar="FILE", help="write the score sheet here (CSV); with --lesson path, keep the record here")
    practice.add_argument("--records", type=Path, nargs="+", metavar="FILE", help="the sheet of a class (CSV) from its learners' records, or from their sheets of one set")
    practice.set_defaults(run=_practice)
    shown = commands.add_parser("show", help="what an earlier answer rested on")
    shown.add_argument("id", help="its id")
    shown.set_defaults(run=_show)
    commands.add_parser("feedback", help="what people said of answers: list, gaps, export, pin, purge")
    mcp = commands.add_parser("mcp", help="serve desktop assistants on standard input and output (Model Context Protocol)")
    mcp.set_defaults(run=_mcp)
    for command in (ask, units):
        command.add_argument("--payer", type=_payer, help=", ".join(PAYERS))
        command.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="date of service")
    ask.add_argument("--record", action="store_true", help="keep what the answer rests on, for `show`")
    ask.add_argument("--setting", choices=("practitioner", "outpatient_hospital"))
    for command in (ask, units, claim):
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _payer(text: str) -> str:
    if text.lower() not in PAYERS:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a payer; one of: {', '.join(PAYERS)}")
    return text.lower()


def _day(text: str) -> date:
    try:
        day = day_of(text, "the day")
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None
    if day is None:
        raise argparse.ArgumentTypeError("write the day as 2026-11-23")
    return day


def _ask(options: argparse.Namespace) -> int:
    from assistant.answer.chain import Assistant
    from assistant.answer.render import answer_json

    if bool(options.question) == bool(options.batch):
        raise BadInput("Give a question, or --batch FILE with one JSON object a line.")
    if options.batch:
        return _batch(options)
    assistant = Assistant.open(options.settings)
    answer = assistant.ask(options.question, payer=options.payer, as_of=options.as_of, setting=options.setting)
    print(json.dumps(answer_json(answer), ensure_ascii=False, indent=2) if options.json else answer.markdown)
    if options.record:
        from assistant.record.cli import opened

        opened(options.settings).keep(answer)
        print(f"kept as {answer.id}", file=sys.stderr)
    return 0 if answer.outcome is Outcome.ANSWERED else 3


def _batch(options: argparse.Namespace) -> int:
    """Every line answered in its place; how many could not be read is told at the end, beside the answers."""
    from assistant.answer.chain import Assistant
    from assistant.batch import answered, lines

    if not options.batch.is_file() and not options.batch.is_fifo():
        raise BadInput(f"{options.batch}: no such file.")
    assistant = Assistant.open(options.settings)
    bad = whole = 0
    for asked in lines(options.batch):
        whole, bad = whole + 1, bad + bool(asked.error)
        answer = answered(assistant, asked, options.payer, options.as_of, options.setting)
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    if bad:
        print(f"assistant: {bad} of {whole} lines cannot be read; their answers say why.", file=sys.stderr)
    return 0


def _practice(options: argparse.Namespace) -> int:
    from assistant.practice.material import read_material
    from assistant.practice.session import SEEDS
    from assistant.practice.terminal import classed, practise
    from assistant.reference import Reference

    material = read_material(Reference.load(options.settings.knowledge), date.today())
    if options.records:
        return classed(options.records, options.sheet, material)
    seed = options.seed if options.seed is not None else secrets.randbelow(SEEDS)
    return practise(material, options.lesson, seed, options.cases, options.sheet)


def _show(options: argparse.Namespace) -> int:
    from assistant.record.cli import show

    return show(options.id, options.settings)


def _mcp(options: argparse.Namespace) -> int:
    from assistant.answer.chain import Assistant

    try:
        from assistant.mcp_server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("mcp", "mcp_types"):
            raise
        raise BadInput("mcp needs the package mcp: see README, Connect a desktop assistant.") from None
    from assistant.web.safety.logs import quiet

    quiet()  # desktop assistants keep what is written to standard error
    serve(Assistant.open(options.settings))
    return 0


def _units(options: argparse.Namespace) -> int:
    from assistant.answer.direct import count
    from assistant.reference import Reference

    services = services_from(options.minutes, options.assistant)
    result = count(services, options.payer, options.as_of, Reference.load(options.settings.knowledge))
    print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else result["answer"])
    return 0


def services_from(minutes: Sequence[str], assistant: Sequence[str]) -> tuple[Service, ...]:
    """['97110=23'], ['97110=12'] → services; assistant minutes are part of the code's minutes.

    Raises BadInput for an assistant's minutes of a code that was not told: nobody said how long it took.
    """
    total = _pairs(minutes)
    theirs = _pairs(assistant)
    for code, count in theirs.items():
        if code not in total:
            raise BadInput(f"--assistant {code}={count}: {code} was not told. Give all its minutes too, such as {code}={max(count, 1)} --assistant {code}={count}.")
    return tuple(Service(code, count, theirs.get(code, 0)) for code, count in total.items())


def _pairs(texts: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        match = re.fullmatch(r"\s*([A-Za-z0-9-]{1,12})\s*=\s*(-?\d{1,9})\s*", text)
        if not match:
            raise BadInput(f"{shown(text)}: write CODE=MINUTES, such as 97110=23.")
        code = match[1].upper()
        if code in found:
            raise BadInput(f"{code} stands twice: give all its minutes at once, such as {code}=23.")
        found[code] = int(match[2])
    return found


def _claim(options: argparse.Namespace) -> int:
    from assistant.reference import Reference
    from assistant.tools.claim import check, read_claim, report_json, report_text

    report = check(read_claim(options.file), Reference.load(options.settings.knowledge))
    print(json.dumps(report_json(report), ensure_ascii=False, indent=2) if options.json else report_text(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
