"""Our answers, a process of its own: `python -m eval.bench.ours QUESTIONS.json` (index from ASSISTANT_INDEX).

Prints, in ms a question: whole verified answers, retrieval alone, encoding alone, and the floor (encoding and
Chroma's query for ten keys); and the resident memory of a process that has answered.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from assistant.answer.chain import Assistant
from assistant.answer.propose import pages
from assistant.answer.understand import understand
from assistant.library.encoder import Encoder
from assistant.library.store import open_store
from assistant.settings import Settings
from eval.bench.process import WARM_UP, memory_mb, milliseconds


def main(questions: Path) -> None:
    """Measure and print."""
    asked: list[str] = json.loads(questions.read_text())
    settings = Settings.from_env()
    assistant = Assistant.open(settings)
    for question in asked[:WARM_UP]:
        assistant.ask(question)
    asked = asked[WARM_UP:]
    figures: dict[str, object] = {"ms": milliseconds(assistant.ask, asked), "memory_mb": memory_mb()}

    fresh = Assistant.open(settings).index  # one that has no vectors of these questions yet
    read = [understand(question, today=date.today(), reference=assistant.reference) for question in asked]
    figures["retrieve_ms"] = milliseconds(lambda one: pages(one, fresh), read)

    folder = settings.index / "generations" / assistant.index.generation
    manifest = json.loads((folder / "manifest.json").read_text())
    encoder = Encoder(folder / "encoder")
    store = open_store(folder, manifest["store"], manifest["keys"])
    figures["encode_ms"] = milliseconds(lambda one: encoder.encode([one]), asked)
    figures["floor_ms"] = milliseconds(lambda one: store.near(encoder.encode([one])[0], 10), asked)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
