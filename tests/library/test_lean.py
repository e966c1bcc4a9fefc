"""What reads an index is lighter than what wrote it, and finds the same."""

import json
import os
import subprocess
import sys

import bm25s
import numpy as np
import pytest

from assistant.errors import IndexUnavailable
from assistant.library import store
from assistant.library.words import Words, words, write_words

TEXTS = ["97150 is untimed", "one unit of a timed code", "KX goes on lines above the threshold", "a code a code a code", ""]
NAME = "keys-0123456789ab"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A store of 300 unit vectors: its folder and the vectors."""
    folder = tmp_path_factory.mktemp("store")
    vectors = np.random.default_rng(1).normal(size=(300, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store.write(folder, NAME, vectors)
    return folder, vectors


def test_words_are_scored_as_the_package_scores_them(tmp_path):
    """Every key's score is BM25's own, a stem said twice counts twice, an unknown one nothing."""
    write_words(tmp_path, TEXTS)
    written, read = bm25s.BM25.load(str(tmp_path / "bm25"), show_progress=False), Words(tmp_path / "bm25")
    for text in ("timed code", "code code threshold", "KX"):
        assert np.array_equal(read.scores(words(text)), written.get_scores(words(text)))
    assert np.array_equal(read.scores(["weather"]), np.zeros(len(TEXTS)))


def test_the_core_finds_what_the_client_finds(held):
    """Both count and find the same; each may be closed twice."""
    folder, vectors = held
    core, client = store.Core(folder / NAME, NAME), store.Client(folder / NAME, NAME)
    assert core.count() == client.count() == len(vectors)
    for vector in vectors[:50].tolist():
        assert core.nearest(vector, 20) == client.nearest(vector, 20)
    for each in (core, core, client):
        each.close()


@pytest.mark.parametrize("lost", ["module", "shape"])
def test_without_the_core_the_client_reads(held, monkeypatch, lost):
    """A release of Chroma with another core is read through its client."""
    folder, vectors = held
    if lost == "module":
        monkeypatch.setitem(sys.modules, "chromadb_rust_bindings", None)
    else:
        monkeypatch.setattr(store.Core, "__init__", lambda self, folder, name: [].another)  # the core has no such name
    opened = store.open_store(folder, NAME, len(vectors))
    assert isinstance(opened._keys, store.Client)
    assert 7 in opened.near(vectors[7], 3)
    opened.close()


def test_a_store_of_another_count_is_refused(held):
    """What the core counts is compared with what was written."""
    folder, vectors = held
    with pytest.raises(IndexUnavailable, match="300 keys, not 299"):
        store.open_store(folder, NAME, len(vectors) - 1)


def test_a_first_answer_imports_no_client_and_no_writer(index_folder):
    """The packages that only an ingest needs stay out of an answer's process: each would cost a tenth of a second or more."""
    code = (
        "import json, sys; from assistant.__main__ import main; main(['ask', 'is 97112 timed?', '--json']); "
        "print(json.dumps([name for name in ('chromadb', 'bm25s', 'scipy', 'langchain_core', 'torch') if name in sys.modules]))"
    )
    settings = {**os.environ, "ASSISTANT_INDEX": str(index_folder)}
    done = subprocess.run([sys.executable, "-c", code], env=settings, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout.splitlines()[-1]) == []
