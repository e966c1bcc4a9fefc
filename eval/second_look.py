"""`python -m eval.second_look`: what a chat model's choice is worth on questions kept out of all training (eval/kept, one answer each).

The judge alone; a model that always chose the label's candidate, or none where none is right; one that always chose a
wrong one, or always none; and the model of ASSISTANT_MODEL, where one is set. No answer is worded by a model here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from tqdm import tqdm

from assistant.answer.chain import Assistant
from assistant.answer.model import ChatModel
from assistant.answer.model.chooser import Pick, Picks, choose, unsettled
from assistant.answer.model.counts import Counts
from assistant.schema import Answer, Evidence, Fact, Outcome, Passage, Question
from assistant.settings import Settings
from eval.judge import KEPT
from eval.train import asked
from eval.train.__main__ import TODAY
from eval.train.same import same_answers

Picker = Callable[[Sequence[bool]], int | None]  # which candidates are right → the place of the one chosen


class _Choosing(ChatModel):
    """A chat model that only chooses: by a rule that knows the label, or (None) as the real one does."""

    def __init__(self, rule: Picker | None, real: ChatModel | None = None) -> None:
        super().__init__(self, Counts())  # type: ignore[arg-type]
        self._rule, self._real = rule, real
        self.right: frozenset[str] = frozenset()
        self._letter = "none"
        self.looks = 0

    def read(self, question: Question, history: Sequence[str], reference: Any) -> Question:  # noqa: ARG002
        """As the rules read it."""
        return question

    def choose(self, question: Question, history: Sequence[str], evidence: Evidence) -> Evidence:
        """As the real model does, or one that follows the rule."""
        shown, records = unsettled(question, evidence), evidence.ids()
        self.looks += bool(shown)
        if self._real:
            return self._real.choose(question, history, evidence)
        place = self._rule([bool(self.right & _names(records[key])) for key in shown]) if self._rule else None
        self._letter = "none" if place is None else "ABCDEFGH"[place]
        return choose(question, history, evidence, self)  # type: ignore[arg-type]

    def shaped(self, *_: Any) -> Picks:
        """The rule's choice, in place of a reply."""
        return Picks.model_construct(picks=[Pick.model_validate({"part": 1, "id": self._letter})])

    def write(self, question: Question, evidence: Evidence, default: Any) -> Any:  # noqa: ARG002
        """The standard words."""
        return iter((default,))


def main() -> int:
    """Print a row for each."""
    settings, same = Settings.from_env(), same_answers()
    assistant = Assistant.open(replace(settings, model=""))
    questions = [one for one in asked.read(KEPT) if len(one.right) == 1 and asked.NONE not in one.right]
    rules: dict[str, Picker] = {
        "the right one": lambda right: right.index(True) if any(right) else None,
        "a wrong one": lambda right: max((n for n, good in enumerate(right) if not good), default=None),
        "always none": lambda _: None,
    }
    models: dict[str, _Choosing | None] = {"the judge alone": None, **{name: _Choosing(rule) for name, rule in rules.items()}}
    if settings.model:
        models[settings.model] = _Choosing(None, ChatModel.open(settings))
    print(f"{len(questions)} questions\n{'chosen':<28}{'lead right':>12}{'sure, wrong':>13}{'declined, wrong':>17}  looks")
    for name, model in models.items():
        assistant.model, found = model, Counter[str]()
        for one in tqdm(questions, desc=name, disable=None):
            right = frozenset({*one.right, *one.also}.union(*(same.get(i, ()) for i in (*one.right, *one.also))))
            if model:
                model.right = right
            found.update(_verdicts(assistant.ask(one.text, as_of=TODAY), right))
        shares = [found[key] / len(questions) for key in ("right", "sure", "declined")]
        print(f"{name:<28}{shares[0]:>12.1%}{shares[1]:>13.1%}{shares[2]:>17.1%}  {model.looks if model else 0}")
    return 0


def _verdicts(answer: Answer, right: frozenset[str]) -> list[str]:
    key = next((key for claim in answer.claims if claim.role == "lead" for key in claim.evidence_ids), "")
    if key and right & _names(answer.evidence.ids()[key]):
        return ["right"]
    return [answer.certainty or "", "declined" if answer.outcome is Outcome.DECLINED else ""]


def _names(record: Fact | Passage) -> frozenset[str]:
    return frozenset(record.acts) if isinstance(record, Fact) else frozenset({record.id})


if __name__ == "__main__":
    sys.exit(main())
