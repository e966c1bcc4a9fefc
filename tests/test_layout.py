"""The rooms import in one direction, and files and functions stay small."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "assistant").rglob("*.py"))

MAY = {
    "schema": set(),
    "protocols": {"schema"},
    "errors": set(),
    "settings": {"errors"},
    "days": {"errors", "privacy"},
    "usage": {"errors"},
    "sbom": {"library", "usage"},
    "batch": {"schema", "errors", "answer", "days", "privacy"},
    "privacy": set(),
    "reference": {"schema", "errors", "privacy"},
    "library": {"schema", "protocols", "errors", "settings", "usage", "reference", "privacy"},
    "tools": {"schema", "errors", "reference", "days", "privacy"},
    "answer": {"schema", "protocols", "errors", "settings", "reference", "library", "tools", "privacy", "days"},
    "practice": {"schema", "errors", "reference", "library", "tools", "privacy"},
    "record": {"schema", "errors", "settings", "usage", "answer", "reference", "library", "privacy"},
    "web": {"protocols", "schema", "errors", "settings", "answer", "reference", "tools", "library", "practice", "record", "privacy", "usage", "days"},
    "mcp_server": {"answer", "days"},
    "leads": {"schema", "answer", "library", "reference"},
    "backup": {"errors", "settings", "library"},
    "console": {"__main__", "settings", "usage", "library", "web", "backup", "leads", "practice"},
    "__main__": {"schema", "errors", "settings", "usage", "answer", "reference", "tools", "web", "practice", "record", "mcp_server", "batch", "days", "privacy"},
}
ONLY = {
    "chromadb": {"library/store.py"},
    "chromadb_rust_bindings": {"library/store.py"},
    "bm25s": {"library/words.py"},
    "sentence_transformers": {"library/encoder.py"},
    "onnxruntime": {"library/encoder.py"},
    "gradio": {"web"},
    "mcp": {"mcp_server.py"},
    "sqlalchemy": {"record/store.py"},
    "fastapi": {"web"},
}


def imports(path):
    """Modules a file imports, type-checking ones included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room(path):
    """The room a file stands in."""
    return path.relative_to(ROOT / "assistant").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_import_in_one_direction(path):
    """A file imports only from its own room and those below it."""
    if room(path) == "__init__":
        return
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "assistant" and len(parts) > 1 and parts[1] != room(path):
            assert parts[1] in MAY[room(path)], f"{path.name} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_packages_have_one_door(path):
    """Chroma, sentence-transformers, Gradio and FastAPI are imported in one place each."""
    place = str(path.relative_to(ROOT / "assistant"))
    for module in imports(path):
        doors = ONLY.get(module.split(".")[0])
        assert doors is None or any(place.startswith(door) for door in doors), f"{place} imports {module}"


@pytest.mark.parametrize("path", sorted((ROOT / "assistant" / "answer").glob("*.py")), ids=lambda p: p.name)
def test_steps_meet_only_in_the_chain(path):
    """propose, compose, verify, render and talk never import each other."""
    steps = {"propose", "compose", "verify", "render", "talk"}
    if path.stem not in steps:
        return
    for module in imports(path):
        if module.startswith("assistant.answer."):
            assert module.split(".")[2] not in steps - {path.stem}


@pytest.mark.parametrize("path", [*FILES, *(ROOT / "eval").glob("*.py")], ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    """No file over 300 lines, no function over 50."""
    text = path.read_text()
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 50, f"{node.name} is too long"
