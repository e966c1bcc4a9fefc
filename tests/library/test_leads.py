"""An ingest and a dry run tell which shipped answers change their lead by an organisation's documents."""

import json
import shutil

import pytest

from assistant.leads import changed
from assistant.library.cli import main
from assistant.library.sample import sample
from tests.conftest import KNOWLEDGE
from tests.library.test_reading_kinds import _docx

HOUSE = [("Lakeside Rehab House Rules", True), ("Effective: January 1, 2026.", False), ("Parallel bars", True), ("The parallel bars are reserved for at most twenty minutes and returned wiped.", False)]
QUESTION = '[[question]]\nid = "x-1"\nkind = "policy"\nask = "for how many minutes may the parallel bars at Lakeside be reserved"\n[question.expect]\noutcome = "declined"\n'


@pytest.fixture
def place(tmp_path, index_folder, monkeypatch):
    """An index folder with the vectors known, a document of a house, and one question that only it answers."""
    (tmp_path / "asked.toml").write_text(QUESTION)
    monkeypatch.setattr("eval.changes.QUESTIONS", tmp_path / "asked.toml")
    index = tmp_path / "index"
    index.mkdir()
    if (index_folder / "vectors.sqlite").is_file():
        shutil.copyfile(index_folder / "vectors.sqlite", index / "vectors.sqlite")
    (tmp_path / "charting.docx").write_bytes(_docx(HOUSE, "Lakeside Rehab"))
    return tmp_path


def run(place, *arguments, leads=changed):
    """One run of ingest.py with the document."""
    return main([*arguments, "--index", str(place / "index"), "--knowledge", str(KNOWLEDGE), str(place / "charting.docx")], leads)


@pytest.mark.slow
def test_a_dry_run_and_an_ingest_ask_shipped_questions_with_and_without(place, capsys):
    """The same lines from both; the note that a document leads is kept for the admin page; the dry run leaves no index."""
    assert run(place, "--dry-run") == 0
    dry = [line for line in capsys.readouterr().out.splitlines() if "lead" in line]
    assert not (place / "index" / "generations").exists()
    assert run(place) == 0
    done = [line for line in capsys.readouterr().out.splitlines() if "lead" in line]
    for lines in (dry, done):
        assert lines[-1] == "1 shipped questions asked with and without your documents: 1 lead changed"
        assert "is led by your document “Lakeside Rehab House Rules" in lines[0]
    noted = json.loads((place / "index" / "inputs.json").read_text())["leads"]
    assert noted
    assert noted[0][0] == "own-charting"


@pytest.mark.slow
def test_what_changed_is_told_again_where_nothing_changed_and_nothing_is_asked_without_documents(place, capsys):
    """A second run repeats it; a run without the function asks nothing."""
    asked = []

    def told(folder, _knowledge, _url):
        asked.append(folder)
        return 3, [("own-charting", "“Q?” is led by your document")]

    assert run(place, leads=told) == 0
    assert "lead changes: “Q?” is led by your document" in capsys.readouterr().out
    assert run(place, leads=told) == 0
    assert len(asked) == 1
    assert "lead changes: “Q?” is led by your document" in capsys.readouterr().out


def test_nothing_is_asked_where_no_document_is_held(assistant):
    """The shipped index alone has nothing to compare."""
    assert sample(assistant.whole, ["When is KX needed?"]) == []
