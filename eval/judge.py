"""`python -m eval.judge`: how the judge does on questions that neither it nor the encoder was trained on.

Those of eval/asked that are set aside (a tenth, told by their hash) and those in eval/kept, which other writers wrote:
by form and in all, with calibration, what must be declined, and facts that lead unasked. --failing N shows N of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.answer.judge.weights import Weights
from assistant.library.index import LiveIndex
from assistant.reference import Reference
from assistant.settings import Settings
from eval.train import asked, judge
from eval.train.__main__ import TODAY
from eval.train.same import same_answers

KEPT = Path(__file__).with_name("kept")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser("eval.judge", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failing", type=int, default=0, metavar="N", help="show N questions whose first is not right")
    options = parser.parse_args()
    settings = Settings.from_env()
    index, reference, weights = LiveIndex(settings.index).current, Reference.load(settings.knowledge), Weights.read()
    ids, same = frozenset(p.id for p in index.passages), same_answers()
    sets = {"set aside": asked.part(asked.read(), "test"), "people's": asked.part(asked.read(people=True), "test", people=True)}
    if KEPT.is_dir():
        sets["other writers"] = asked.read(KEPT)
    for name, questions in sets.items():
        _, trials = judge.trials(asked.known(questions, ids)[0], index, reference, same, TODAY)
        print(f"\n## {name}")
        _table(weights, trials)
        for line in judge.failing(weights, trials)[: options.failing]:
            print(line)
    return 0


def kept_out() -> dict[str, float]:
    """The judge's figures on the questions of other writers (eval/kept); empty where there are none."""
    settings = Settings.from_env()
    if not KEPT.is_dir():
        return {}
    index, reference = LiveIndex(settings.index).current, Reference.load(settings.knowledge)
    questions, _ = asked.known(asked.read(KEPT), frozenset(p.id for p in index.passages))
    return judge.figures(Weights.read(), judge.trials(questions, index, reference, same_answers(), TODAY)[1])


def _table(weights: Weights, trials: Sequence[judge.Trial]) -> None:
    """Figures in all and by form."""
    groups: dict[str, list[judge.Trial]] = {"all": list(trials)}
    for trial in trials:
        groups.setdefault(trial.asked.form or "sample", []).append(trial)
    for form, held in groups.items():
        found = judge.figures(weights, held)
        print(f"{form:10}" + "".join(f"  {name} {value}" for name, value in found.items()))


if __name__ == "__main__":
    sys.exit(main())
