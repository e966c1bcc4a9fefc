"""`python -m eval [--questions PATH] [--json OUT] [--model PROVIDER:NAME]`: ask every question, judge, report.

Exit 4 below the gate. With --model a chat model and the default writer are asked in turn and compared (compare.py).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from assistant import usage
from assistant.answer.chain import Assistant
from assistant.answer.render import answer_json
from assistant.errors import BadInput
from assistant.settings import Settings
from assistant.usage import OneLineParser
from eval import compare
from eval.judge import kept_out
from eval.load import Asked, load
from eval.report import below_gate, summary, text
from eval.score import Scored, score

_OWN = Path(__file__).with_name("questions")


def main() -> int:
    """Run the evaluation; what is wrong is one line and exit code 2."""
    parser = OneLineParser("eval", description="Ask every question, judge, report; exit 4 below the gate.")
    parser.add_argument("--questions", type=Path, default=_OWN, help="a .toml or .jsonl file, or a folder")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures and every answer here")
    parser.add_argument("--model", metavar="PROVIDER:NAME", help="compare this chat model with the default writer")
    parser.add_argument("--sample", type=int, metavar="N", help="with --model: ask only N questions, the same ones each time")
    options = parser.parse_args()
    return usage.run("eval", lambda: _evaluated(options), ours=2)


def _evaluated(options: argparse.Namespace) -> int:
    asked = load(options.questions)
    if not asked:
        raise BadInput(f"{options.questions}: holds no questions.")
    if options.model:
        return _compared(asked, options)
    assistant = Assistant.open(Settings.from_env())
    kept = kept_out() if options.questions == _OWN else {}
    if kept:
        print("Questions of other writers, on which nothing was trained or mended (eval/kept; more: python -m eval.judge, eval.talk):")
        print("  ".join(f"{name} {value}" for name, value in kept.items()), end="\n\n")
    scored = [run(assistant, question) for question in asked]
    figures = {**summary(scored), "kept_out": kept}
    print(text(figures, scored))
    if kept:
        print("The program was mended on these questions: the figures above them are what a stranger sees.")
    if options.json:
        rows = [{"id": s.asked.id, "verdict": s.verdict, "faults": s.faults, "answer": s.answer} for s in scored]
        options.json.write_text(json.dumps({**figures, "questions": rows}, indent=1), encoding="utf-8")
    short = below_gate(figures)
    for line in short:
        print(f"below the gate: {line}", file=sys.stderr)
    return 4 if short else 0


def _compared(asked: list[Asked], options: argparse.Namespace) -> int:
    """The chat model beside the default writer."""
    settings = Settings.from_env({**os.environ, "ASSISTANT_MODEL": options.model})
    found = compare.compare(asked, settings, options.sample)
    print(compare.text(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def run(assistant: Assistant, asked: Asked) -> Scored:
    """Ask one question, turn by turn, and judge its answers; turns that nothing is expected of are only read."""
    answers = []
    for turn in range(0 if asked.each else len(asked.turns) - 1, len(asked.turns)):
        answer = assistant.ask(asked.turns[turn], asked.turns[:turn], payer=asked.payer, as_of=asked.as_of, setting=asked.setting)
        answers.append(answer_json(answer))
    return score(asked, answers)


if __name__ == "__main__":
    sys.exit(main())
