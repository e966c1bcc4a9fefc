"""`python -m assistant ask | units | claim`: the assistant at the command line (contract.md).

Exit codes: 0 answered or done, 1 the program failed, 2 bad usage or input, 3 declined or needs detail (ask).
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, BadInput, KnowledgeError
from assistant.schema import PAYERS, Outcome, Service
from assistant.settings import Settings
from assistant.usage import OneLineParser

if TYPE_CHECKING:
    from assistant.answer.chain import Assistant


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.settings = Settings.from_env()
        code: int = options.run(options)
    except KnowledgeError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
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
    practice.add_argument("--lesson", default="codes", help="codes, counting, modifiers, notes or denials")
    practice.add_argument("--cases", type=int, default=10, metavar="N", help="how many (10)")
    practice.add_argument("--seed", type=int, metavar="N", help="the same cases again")
    practice.add_argument("--sheet", type=Path, metavar="FILE", help="write the score sheet here (CSV)")
    practice.set_defaults(run=_practice)
    shown = commands.add_parser("show", help="what an earlier answer rested on")
    shown.add_argument("id", help="its id")
    shown.set_defaults(run=_show)
    feedback = commands.add_parser("feedback", help="what people said of answers: list, gaps, export, pin, purge", add_help=False)
    feedback.add_argument("rest", nargs=argparse.REMAINDER)
    feedback.set_defaults(run=_feedback)
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
        raise argparse.ArgumentTypeError(f"{text!r} is not a payer; one of: {', '.join(PAYERS)}")
    return text.lower()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-23") from None


def _ask(options: argparse.Namespace) -> int:
    from assistant.answer.chain import Assistant
    from assistant.answer.render import answer_json

    if bool(options.question) == bool(options.batch):
        raise BadInput("Give a question, or --batch FILE with one JSON object a line.")
    rows = list(_batch_rows(options.batch)) if options.batch else []
    assistant = Assistant.open(options.settings)
    if options.batch:
        for row in rows:
            print(json.dumps(_batch_answer(assistant, row, options), ensure_ascii=False), flush=True)
        return 0
    answer = assistant.ask(options.question, payer=options.payer, as_of=options.as_of, setting=options.setting)
    print(json.dumps(answer_json(answer), ensure_ascii=False, indent=2) if options.json else answer.markdown)
    if options.record:
        from assistant.record.cli import opened

        opened(options.settings).keep(answer)
        print(f"kept as {answer.id}", file=sys.stderr)
    return 0 if answer.outcome is Outcome.ANSWERED else 3


def _practice(options: argparse.Namespace) -> int:
    from assistant.practice.material import read_material
    from assistant.practice.session import SEEDS
    from assistant.practice.terminal import practise
    from assistant.reference import Reference

    material = read_material(Reference.load(options.settings.knowledge), date.today())
    seed = options.seed if options.seed is not None else secrets.randbelow(SEEDS)
    return practise(material, options.lesson, seed, options.cases, options.sheet)


def _show(options: argparse.Namespace) -> int:
    from assistant.record.cli import show

    return show(options.id, options.settings)


def _feedback(options: argparse.Namespace) -> int:
    from assistant.record.cli import feedback

    return feedback(options.rest, options.settings)


def _mcp(options: argparse.Namespace) -> int:
    from assistant.answer.chain import Assistant

    try:
        from assistant.mcp_server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("mcp", "mcp_types"):
            raise
        raise BadInput("mcp needs the package mcp: pip install -c constraints.txt -e .[mcp]") from None
    serve(Assistant.open(options.settings))
    return 0


def _batch_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a batch, each checked before the first is answered."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{path}, line {number}: not JSON ({error}).") from error
        turns = row.get("turns", [row.get("question")]) if isinstance(row, dict) else None
        if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
            raise BadInput(f'{path}, line {number}: needs "question": "…" or "turns": ["…", …].')
        try:
            row["as_of"] = date.fromisoformat(row["as_of"]) if row.get("as_of") else None
        except (TypeError, ValueError):
            raise BadInput(f"{path}, line {number}: as_of {row['as_of']!r} is not a date like 2026-11-23.") from None
        if row.get("payer") and row["payer"] not in PAYERS:
            raise BadInput(f"{path}, line {number}: payer {row['payer']!r} is not one of {', '.join(PAYERS)}.")
        yield row


def _batch_answer(assistant: Assistant, row: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """One line of a batch: the last turn's answer, and all turns' answers where there were several."""
    from assistant.answer.render import answer_json

    turns = row.get("turns") or [row["question"]]
    answers = [
        answer_json(
            assistant.ask(
                turn,
                turns[:n],
                payer=row.get("payer") or options.payer,
                as_of=row["as_of"] or options.as_of,
                setting=row.get("setting") or options.setting,
            )
        )
        for n, turn in enumerate(turns)
    ]
    answer = {**answers[-1], "id": row.get("id", answers[-1]["id"])}
    return {**answer, "answers": answers} if "turns" in row else answer


def _units(options: argparse.Namespace) -> int:
    from assistant.answer.direct import count
    from assistant.reference import Reference

    services = services_from(options.minutes, options.assistant)
    result = count(services, options.payer, options.as_of, Reference.load(options.settings.knowledge))
    print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else result["answer"])
    return 0


def services_from(minutes: Sequence[str], assistant: Sequence[str]) -> tuple[Service, ...]:
    """['97110=23'], ['97110=12'] → services; assistant minutes are part of the code's minutes.

    A code named only with --assistant was given by the assistant alone.
    """
    total = _pairs(minutes)
    theirs = _pairs(assistant)
    for code, count in theirs.items():
        total.setdefault(code, count)
    return tuple(Service(code, count, theirs.get(code, 0)) for code, count in total.items())


def _pairs(texts: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        match = re.fullmatch(r"\s*([A-Za-z0-9-]+)\s*=\s*(-?\d+)\s*", text)
        if not match:
            raise BadInput(f"{text!r}: write CODE=MINUTES, such as 97110=23.")
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
