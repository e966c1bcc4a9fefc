"""python ingest.py with own documents: remembered, changed, forgotten, quarantined; crashes leave the old index."""

import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.library.build import current
from assistant.library.cli import main
from assistant.library.index import LiveIndex
from tests.conftest import KNOWLEDGE
from tests.library import forked, made

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDANCE = """+++
id = "group"
title = "Group therapy"
sources = ["cms"]
+++
## Is group therapy timed?
<!--
sources = ["cms §20"]
asks = ["is 97150 a timed code", "minutes of group therapy"]
-->
No: 97150 is untimed, one unit for each patient.
"""
LIMIT = '[[limit]]\nid = "weather"\nreason = "out_of_scope"\nsaid = ["will it rain"]\nreply = "Not here."\n'
PREMISE = '[[premise]]\nid = "p"\nclaim = "97150 is timed"\nsaid = ["97150 is counted by minutes"]\ncorrection = "97150 is untimed."\nsources = ["cms §20"]\n'
SOURCE = '[[source]]\nid = "cms"\ntitle = "A manual"\npublisher = "CMS"\nedition = "1"\nurl = ""\ntier = "primary"\n'


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """A small knowledge folder, and an index built from it, to copy."""
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "knowledge" / "documents").mkdir(parents=True)
    (folder / "knowledge" / "documents" / "group.md").write_text(GUIDANCE)
    for name, text in (("sources", SOURCE), ("limits", LIMIT), ("premises", PREMISE)):
        (folder / "knowledge" / f"{name}.toml").write_text(text)
    assert main(["--index", str(folder / "index"), "--knowledge", str(folder / "knowledge")]) == 0
    return folder


@pytest.fixture
def site(shipped, tmp_path):
    """A copy of the index, with a folder of own documents beside it."""
    shutil.copytree(shipped / "index", tmp_path / "index")
    own = tmp_path / "own"
    own.mkdir()
    (own / "manual.pdf").write_bytes(made.manual())
    (own / "phones.md").write_text("# Phones\n\n## Who answers?\nThe front desk answers by the third ring.")
    return tmp_path


@pytest.fixture
def run(site, shipped, capsys):
    """Run ingest.py on the site; gives (exit code, what it printed)."""

    def ran(*arguments):
        code = main(["--index", str(site / "index"), "--knowledge", str(shipped / "knowledge"), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return ran


def passages(site):
    """Passages of the generation in use, by id."""
    return {p.id: p for p in LiveIndex(site / "index").current.passages}


def test_own_documents_are_cited_and_remembered(site, run):
    """A later run without a path keeps them; one that forgets them does not."""
    code, said = run(site / "own")
    assert code == 0, said
    found = passages(site)
    limits = found["own-manual#2-daily-limits"]
    assert limits.kind == "own"
    assert limits.citations[0].title == "Acme Health Therapy Manual"
    assert limits.citations[0].locator == "p. 2 (page 3 of the file), §2"
    assert limits.citations[0].in_force_from.isoformat() == "2026-02-01"
    assert "own-phones#who-answers" in found
    assert "nothing changed" in run()[1]
    assert set(passages(site)) == set(found)
    assert run("--forget", site / "own")[0] == 0
    assert not any(p.kind == "own" for p in passages(site).values())


def test_one_changed_document_encodes_only_its_own_passages(site, run):
    """Three passages of a changed note: three texts are encoded, the manual's are taken from before."""
    run(site / "own")
    (site / "own" / "phones.md").write_text("# Phones\n\n## Who answers?\nThe nurse answers.\n\n## When?\nAlways.")
    assert " 2 encoded" in run()[1]
    assert passages(site)["own-phones#who-answers"].text == "The nurse answers."


def test_a_dry_run_tells_everything_and_writes_nothing(site, run):
    """Added, quarantined, guesses, passages before and after; no file of the index changes."""
    (site / "own" / "broken.pdf").write_bytes(made.manual()[:300])
    before = {p: p.stat().st_mtime_ns for p in (site / "index").rglob("*") if p.is_file()}
    code, said = run("--dry-run", site / "own", "--tier", "secondary")
    assert code == 0
    for words in ("added       own-manual", "quarantined own/broken.pdf: damaged", "publisher  Acme Health", "tier       secondary\n", "passages before 3, after"):
        assert words in said
    assert {p: p.stat().st_mtime_ns for p in (site / "index").rglob("*") if p.is_file()} == before


def test_a_sidecar_says_what_a_document_is(site, run):
    """name.toml beside it wins over guesses; a wrong one keeps the document out, with the reason."""
    (site / "own" / "manual.toml").write_text('title = "TH manual"\npublisher = "Acme"\npayers = ["commercial"]\neffective = 2026-03-01\n')
    (site / "own" / "phones.toml").write_text('payers = ["nobody"]\n')
    _, said = run(site / "own")
    assert "quarantined own/phones.md: phones.toml: payer 'nobody'" in said
    passage = passages(site)["own-manual#2-daily-limits"]
    assert (passage.payers, passage.citations[0].title) == (("commercial",), "TH manual")
    assert passage.in_force_from.isoformat() == "2026-03-01"


def test_one_bad_file_is_told_and_the_rest_goes_in(site, run):
    """A broken file, a zip with a good and a bad member, and odd names."""
    (site / "own" / "päy\nër.txt").write_text("PAYER LIST\n\nAcme, Beta.")
    (site / "own" / "pack.zip").write_bytes(made.zipped({"in/desk.md": b"## Desk\nOpen at 8.", "in/../../evil.exe": b"MZ"}))
    (site / "own" / "bomb.zip").write_bytes(made.zipped({"a.txt": b"\0" * (30 << 20)}))
    Path(os.fsdecode(os.fsencode(site / "own") + b"/bad\xff.md")).write_text("## Odd\nName.")
    code, said = run(site / "own")
    assert code == 0
    assert "evil.exe: .exe: no reader" in said
    assert "bomb.zip: would unpack to" in said
    found = passages(site)
    assert {"own-desk#desk", "own-bad#odd", "own-manual#3-contact"} <= set(found)
    assert not (site / "evil.exe").exists()


def test_a_path_that_is_not_there_is_refused(site, run):
    """Exit code 2 and the path named; nothing is remembered."""
    code, said = run(site / "nowhere")
    assert code == 2
    assert "nowhere: no such file" in said
    assert "nowhere" not in (site / "index" / "own.json").read_text()


def test_a_second_ingest_says_who_writes(site, run):
    """While the lock is held another run ends with a clear line."""
    with FileLock(site / "index" / "lock"):
        code, said = run(site / "own")
    assert (code, "Another ingest is writing" in said) == (2, True)


def test_old_generations_are_pruned(site, run):
    """Six changes keep three generations, and rollback still works."""
    for n in range(6):
        (site / "own" / "phones.md").write_text(f"## Who answers?\nNumber {n}.")
        run(site / "own")
    assert len(list((site / "index" / "generations").iterdir())) == 3
    assert main(["rollback", "--index", str(site / "index")]) == 0
    assert passages(site)["own-phones#who-answers"].text == "Number 4."


def running(site, shipped):
    """ingest.py of the site as a process of its own, forked from one that has imported everything it needs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.library.forked"])
    arguments = ["--index", str(site / "index"), "--knowledge", str(shipped / "knowledge"), str(site / "own")]
    process = context.Process(target=forked.ingest, args=(arguments, str(site / "said.txt")))
    process.start()
    return process


def finished(site, shipped):
    """A run that is left alone; gives how long it took in seconds."""
    start = time.monotonic()
    process = running(site, shipped)
    process.join(120)
    assert process.exitcode == 0, (site / "said.txt").read_text()
    return time.monotonic() - start


def killed_at_random(site, shipped, times):
    """Kill ingest `times` times at random moments of a run; the index answers after each, and the next run succeeds.

    Gives how many runs were still going when they were killed.
    """
    struck = 0
    moment = random.Random(6)
    finished(site, shipped)  # the first run waits for the imports
    (site / "own" / "phones.md").write_text("# Phones")
    whole = finished(site, shipped)
    for n in range(times):
        (site / "own" / "phones.md").write_text(f"# Phones\n\n## Who answers?\nPerson number {n} answers.")
        process = running(site, shipped)
        time.sleep(moment.uniform(0.0, whole))
        struck += process.is_alive()
        process.kill()
        process.join()
        assert LiveIndex(site / "index").current.search("is group therapy timed?")[0].passage.id.startswith("group#")
    finished(site, shipped)
    assert passages(site)["own-phones#who-answers"].text == f"Person number {times - 1} answers."
    assert not [p.name for p in (site / "index").rglob(".*")]
    assert json.loads((site / "index" / "inputs.json").read_text())["generation"] == current(site / "index")
    return struck


@pytest.mark.slow
def test_kill_9_leaves_the_old_index_and_the_next_run_succeeds(site, shipped):
    """Four random moments."""
    assert killed_at_random(site, shipped, 4) > 0


@pytest.mark.slow
def test_kill_9_fifty_times(site, shipped):
    """Fifty random moments over the whole length of a run."""
    assert killed_at_random(site, shipped, 50) > 25


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_told_and_the_old_index_stays(site, shipped):
    """On a disk with room for one generation, not two: a clear line, and the old one answers."""
    small = site / "small"
    small.mkdir()
    pages = sum(-(-p.stat().st_size // 4096) if p.is_file() else 1 for p in (site / "index").rglob("*"))  # a disk gives whole pages
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={pages * 4 + 500}k", "tmpfs", str(small)], check=False)
    if mounted.returncode:
        pytest.skip("no right to mount here")
    try:
        shutil.copytree(site / "index", small / "index")
        big = "\n\n".join(f"## Rule {n}\nRule number {n} says that clerk {n * 7} files form {n * 13}." for n in range(400))
        (site / "own" / "big.md").write_text(big)
        process = subprocess.run(
            [sys.executable, str(ROOT / "ingest.py"), "--index", str(small / "index"), "--knowledge", str(shipped / "knowledge"), str(site / "own")],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )
        assert process.returncode == 2
        assert "No space left" in process.stderr
        assert "Traceback" not in process.stderr
        assert LiveIndex(small / "index").current.search("is group therapy timed?")[0].passage.id.startswith("group#")
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False)


def test_the_address_of_the_chroma_server_is_no_documents_address(tmp_path, monkeypatch, capsys):
    """ASSISTANT_CHROMA_URL and --url are two things: a run without documents goes on, a document keeps its own address."""
    monkeypatch.setenv("ASSISTANT_CHROMA_URL", "http://127.0.0.1:9")
    (tmp_path / "rules.md").write_text("# House rules\n\n## Scarves\n\nScarves are blue.\n")
    knowledge = ["--dry-run", "--index", str(tmp_path / "index"), "--knowledge", str(KNOWLEDGE)]
    assert main(knowledge) == 0
    assert main([*knowledge, "--url", "https://house.example/rules", str(tmp_path / "rules.md")]) == 0
    said = capsys.readouterr().out
    assert "https://house.example/rules" in said
    assert "127.0.0.1:9" not in said
