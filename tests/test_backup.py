"""Backup and restore: everything comes back; nothing is overwritten; a file that is no backup is told."""

import sqlite3
import tarfile

import pytest

from assistant.backup import restore, save
from assistant.console import main
from assistant.errors import AssistantError
from assistant.library.own.remembered import remember, remembered
from assistant.settings import Settings


@pytest.fixture
def site(tmp_path):
    """An index with a generation, a remembered document and a record."""
    index, knowledge = tmp_path / "index", tmp_path / "knowledge"
    (index / "generations" / "abcdefabcdef").mkdir(parents=True)
    (index / "generations" / "abcdefabcdef" / "manifest.json").write_text("{}")
    (index / "CURRENT").write_text("abcdefabcdef\n")
    knowledge.mkdir()
    (knowledge / "sources.toml").write_text("")
    (tmp_path / "policy.txt").write_text("Rule.")
    remember(index, {tmp_path / "policy.txt": {"title": "Policy"}})
    with sqlite3.connect(index / "record.sqlite") as record:
        record.execute("CREATE TABLE answers (id TEXT)")
    record.close()
    return Settings(index=index, knowledge=knowledge)


def test_everything_comes_back(site, tmp_path):
    """Index, documents (where they went is remembered), record, knowledge."""
    list(save(site, tmp_path / "saved.tar.gz"))
    (tmp_path / "policy.txt").unlink()
    other = Settings(index=tmp_path / "other", knowledge=site.knowledge)
    said = list(restore(other, tmp_path / "saved.tar.gz"))
    assert said[-1] == 'generation "abcdefabcdef" in use'
    assert (other.index / "CURRENT").read_text() == "abcdefabcdef\n"
    assert (other.index / "record.sqlite").is_file()
    assert (other.index / "knowledge-saved" / "sources.toml").is_file()
    ((path, told),) = remembered(other.index).items()
    assert (path.read_text(), told) == ("Rule.", {"title": "Policy"})


def test_an_index_in_use_is_not_overwritten(site, tmp_path):
    """Told, and left as it is."""
    list(save(site, tmp_path / "saved.tar.gz"))
    with pytest.raises(AssistantError, match="holds an index already"):
        list(restore(site, tmp_path / "saved.tar.gz"))


def test_what_is_no_backup_is_told(site, tmp_path):
    """Damaged, of something else, leading outside, or not there."""
    other = Settings(index=tmp_path / "other", knowledge=site.knowledge)
    (tmp_path / "x.tar.gz").write_bytes(b"nothing")
    with tarfile.open(tmp_path / "y.tar.gz", "w:gz") as tar:
        tar.add(site.knowledge, "knowledge")
    with tarfile.open(tmp_path / "z.tar.gz", "w:gz") as tar:
        tar.add(site.knowledge / "sources.toml", "../../evil.toml")
    for name, said in (("x", "damaged"), ("y", "no backup of this program"), ("z", "damaged"), ("none", "no such file")):
        with pytest.raises(AssistantError, match=said):
            list(restore(other, tmp_path / f"{name}.tar.gz"))


def test_one_command_for_all(capsys):
    """Help names every command; no command is bad usage."""
    assert main(["--help"]) == 0
    assert "rehab-coding restore" in capsys.readouterr().out
    assert main([]) == 2
