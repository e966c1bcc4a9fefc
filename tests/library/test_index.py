"""Generations: built, found, unchanged when nothing changed, switched atomically, rolled back."""

import json
import time

import numpy as np
import pytest
from filelock import FileLock

from assistant.errors import IndexUnavailable
from assistant.library.build import build, current, rollback, status
from assistant.library.checks import check
from assistant.library.encoder import Encoder, Trainer, model_folder
from assistant.library.index import LiveIndex
from assistant.library.integrity import seal
from assistant.schema import Citation, Passage

SOURCE = Citation("cms", "A manual", "§1")


def passage(name, text, *asks):
    """A small passage."""
    return Passage(f"d#{name}", text, ("A document", name), (SOURCE,), asks=asks)


def followed(live, count):
    """Does an open reader come to hold this many passages? On a busy machine a switch takes longer than usual."""
    end = time.monotonic() + 30
    while len(live.current.passages) != count and time.monotonic() < end:
        time.sleep(0.05)
    return len(live.current.passages) == count


GROUP = passage("group", "97150 is untimed: one unit for each patient.", "is group therapy timed")
KX = passage("kx", "KX goes on lines above the yearly threshold.", "when is kx needed")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An index of two passages."""
    folder = tmp_path_factory.mktemp("index")
    build(folder, [GROUP, KX], model_folder())
    return folder


def test_a_passage_is_found_by_the_wording_people_ask_in(built):
    """A question near an asked wording finds its passage first."""
    hits = LiveIndex(built).current.search("group therapy: is it a timed code?")
    assert hits[0].passage == GROUP


def test_a_second_build_without_change_encodes_nothing(built):
    """Unchanged passages give the same generation, with nothing encoded and no switch."""
    again = build(built, [GROUP, KX], model_folder())
    assert (again.encoded, again.switched) == (0, False)


def test_a_change_encodes_only_the_changed_texts_and_can_be_rolled_back(tmp_path):
    """Only new texts are encoded; rollback goes to the generation before; an open reader follows."""
    build(tmp_path, [GROUP, KX], model_folder())
    first, live = current(tmp_path), LiveIndex(tmp_path)
    changed = build(tmp_path, [GROUP, KX, passage("new", "A third text about co-treatment.")], model_folder())
    assert (changed.encoded, changed.switched) == (2, True)
    assert followed(live, 3)
    assert rollback(tmp_path) == first
    assert followed(live, 2)


def test_two_ingests_at_once_do_not_both_write(built):
    """While one process holds the lock, another build is refused in plain words."""
    with FileLock(built / "lock"), pytest.raises(IndexUnavailable, match="Another ingest"):
        build(built, [GROUP], model_folder())


def test_a_missing_index_is_told_with_what_to_do(tmp_path):
    """No index: the error names the command that builds it."""
    with pytest.raises(IndexUnavailable, match="ingest.py"):
        LiveIndex(tmp_path)


def test_a_damaged_generation_is_refused(tmp_path):
    """A passage lost from a generation is noticed by the check."""
    build(tmp_path, [GROUP, KX], model_folder())
    folder = tmp_path / "generations" / current(tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "passages": 3}))
    with pytest.raises(IndexUnavailable, match=r"manifest\.json is damaged"):
        LiveIndex(tmp_path)
    seal(folder)  # as if it had been written so
    with pytest.raises(IndexUnavailable, match="2 passages, not 3"):
        check(LiveIndex(tmp_path).current)


def test_status_names_the_generation_in_use(built):
    """Exactly one generation is marked as current."""
    assert [row["generation"] for row in status(built) if row["current"]] == [current(built)]


def test_the_served_encoder_gives_nearly_the_vectors_of_the_original(built):
    """8-bit ONNX and sentence-transformers agree to cosine 0.97, both with what was learned; other texts do not."""
    texts = ["97530 with 97140 on one day", "Who may certify a plan of care?"]
    served = Encoder(built / "generations" / current(built) / "encoder").encode(texts)
    trainer = Trainer(model_folder())
    original = trainer.encode(texts)
    np.testing.assert_array_less(0.97, (served * original).sum(axis=1))
    assert (served[::-1] * original).sum(axis=1).max() < 0.6
