"""Answers kept by id and feedback, in SQLite and in a real PostgreSQL: twenty writers, purging, gaps, pinning, showing."""

import json
import os
import shutil
import subprocess
import sys
import threading
import tomllib
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import BadInput, RecordUnavailable, SettingsError
from assistant.record import cli
from assistant.record.feedback import ALIKE, MOST, as_eval_question, gaps, kept, reviewed
from assistant.record.recorder import Recorder
from assistant.record.store import Feedback, Store
from assistant.settings import Settings
from tests.conftest import KNOWLEDGE, ROOT
from tests.web.served import client, free_port, server

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    """A PostgreSQL of our own on loopback; skipped where there is none."""
    pytest.importorskip("psycopg")
    found = shutil.which("initdb") or next(iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))), None)
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("pg")
    port = free_port()
    user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if user:  # the server may not run as root
        for one in (folder, *folder.parents):
            if one.stat().st_uid == 0 and not one.stat().st_mode & 0o001:
                one.chmod(one.stat().st_mode | 0o011)
        os.chown(folder, 65534, 65534)
    where = str(folder / "data")
    made = subprocess.run([*user, found, "-D", where, "-U", "tester", "--auth=trust", "--no-sync"], capture_output=True, check=False, cwd="/")
    if made.returncode:
        pytest.skip(f"initdb failed: {made.stderr[-200:]!r}")
    server = subprocess.Popen([*user, str(Path(found).resolve().with_name("postgres")), "-D", where, "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")  # fmt: skip
    url = f"postgresql+psycopg://tester@127.0.0.1:{port}/postgres"
    for _ in range(100):
        try:
            Store.open(url).close()
            break
        except RecordUnavailable:
            threading.Event().wait(0.2)
    yield url
    server.terminate()
    server.wait(20)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    """A store of each kind, empty."""
    url = f"sqlite:///{tmp_path / 'record.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("postgres")
    held = Store.open(url)
    held.purge(0, datetime(2100, 1, 1))
    yield held
    held.close()


def test_an_answer_is_kept_once_with_what_it_rests_on(store, assistant):
    """The id, outcome, generation and evidence; the question's words are nowhere."""
    answer = assistant.ask("zebra: does Medicare require clock times in the treatment note?", as_of=DAY)
    store.keep(answer)
    store.keep(answer)
    held = store.answer(answer.id)
    assert (held.outcome, held.generation) == ("answered", answer.generation)
    assert held.evidence
    assert all(row["citations"] for row in held.evidence)
    assert "zebra" not in repr(held)
    assert store.answer("000000000000") is None


def test_twenty_writers_lose_nothing(store):
    """400 at once are 400."""

    def write(who):
        for n in range(20):
            store.say(Feedback(f"{who:04x}{n:08x}", "up" if n % 2 else "down", f"writer {who}"))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    rows = [said for said, _ in store.feedback()]
    assert len(rows) == 400
    assert len({(said.answer_id, said.reason) for said in rows}) == 400
    assert len(store.feedback("down")) == 200


def test_answers_are_counted_by_day_kind_and_outcome(store, assistant):
    """Each time one is given, without a word of its question; what is too old goes."""
    count, declined = assistant.ask("Medicare: 33 minutes of 97110 and 7 of 97140. Units?"), assistant.ask("Which exercises for a rotator cuff tear?")
    for answer in (count, count, declined):
        store.keep(answer)
    store.keep(count, datetime.now(UTC).replace(tzinfo=None) - timedelta(days=10))
    assert [(one.kind, one.outcome, one.answers) for one in store.usage(7)] == [(declined.reason.value, "declined", 1), ("units", "answered", 2)]
    assert len(store.usage(30)) == 3
    store.purge(5)
    assert len(store.usage(30)) == 2


def test_two_that_begin_together_on_a_new_record_both_live(tmp_path):
    """Processes of one service started at once."""
    code = "import sys; from assistant.record.store import Store; s = Store.open(sys.argv[1]); print(len(s.feedback()))"
    for n in range(3):
        url = f"sqlite:///{tmp_path / f'new{n}.sqlite'}"
        running = [subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        assert [one.communicate(timeout=120) for one in running] == [("0\n", "")] * 4


def test_what_is_too_old_goes(store, assistant):
    """Answers and feedback before the day; on the day itself they stay."""
    now = datetime(2026, 11, 23, 12)
    for age in (0, 89, 90, 91):
        store.say(Feedback("0123456789ab", "up", str(age), at=now - timedelta(days=age)))
    store.keep(assistant.ask("what is CO-45", as_of=DAY), now - timedelta(days=200))
    assert store.purge(90, now) == (1, 1)
    assert sorted(said.reason for said, _ in store.feedback()) == ["0", "89", "90"]


def test_patient_details_are_not_kept():
    """Neither in the reason nor in the question; what is clean stays."""
    said, left = kept(Feedback("0123456789ab", "down", "Jane Roe, DOB 4/2/1950", "how many units for 23 minutes"))
    assert (said.reason, said.question) == ("", "how many units for 23 minutes")
    assert "reason" in left
    for bad in (Feedback("0123456789ab", "sideways"), Feedback("x'; drop table", "up"), Feedback("0123456789ab", "up", "x" * 501)):
        with pytest.raises(BadInput):
            kept(bad)


def test_a_database_that_is_not_there_is_told_without_its_password():
    """The address may hold one."""
    with pytest.raises(RecordUnavailable) as told:
        Store.open("postgresql+psycopg://me:hidden@127.0.0.1:9/none")
    assert "hidden" not in str(told.value)
    with pytest.raises(SettingsError) as told:
        Settings.from_env({"ASSISTANT_RECORD": "mysql://me:hidden@db"})
    assert "hidden" not in str(told.value)


def test_unanswered_questions_are_grouped_by_likeness(assistant):
    """What means the same is one gap."""
    ask = ["is cupping covered by plan x", "does plan x cover cupping", "parking rules at the clinic"]
    rows = [(Feedback("0123456789ab", "down", "", one), None) for one in ask]
    rows.append((Feedback("0123456789ab", "up", "", "this one was answered"), None))
    found = gaps(rows, assistant.index._encoder.encode)
    assert [len(group) for group in found] == [2, 1]
    assert 0 < ALIKE < 1
    assert gaps([], assistant.index._encoder.encode) == []


def test_a_feedback_becomes_an_eval_question(tmp_path):
    """In one step, and it can be read back."""
    text = as_eval_question(Feedback("0123456789ab", "down", "not what\nI asked", 'does "plan x" cover it?', id=7), "policy")
    row = tomllib.loads(text)["question"][0]
    assert (row["id"], row["ask"]) == ("feedback-7", 'does "plan x" cover it?')
    with pytest.raises(BadInput):
        as_eval_question(Feedback("0123456789ab", "down"), "policy")


def test_a_pinned_answer_is_a_document_that_can_be_read(tmp_path):
    """Dated and signed off, with its sources."""
    from assistant.library.passages import read_knowledge
    from assistant.reference.sources import read_sources

    knowledge = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, knowledge)
    name, text = reviewed("May we bill the zebra visit?", "No: a zebra visit is not billed.\n\nIt has no code.", ["cms-100-04-ch5 §20.2.C"], "A. Expert", DAY)
    (knowledge / "documents" / "reviewed").mkdir()
    (knowledge / "documents" / "reviewed" / name).write_text(text)
    passages = {p.id: p for p in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    pinned = passages["reviewed-may-we-bill-the-zebra-visit#may-we-bill-the-zebra-visit"]
    assert pinned.text.startswith("No: a zebra visit")
    assert "A. Expert" in text
    for lacks in (("", "text", ["x y"], "me"), ("q", "", ["x y"], "me"), ("q", "text", [], "me"), ("q", "text", ["x y"], " ")):
        with pytest.raises(BadInput):
            reviewed(*lacks, DAY)


def test_show_says_what_is_the_same_and_what_is_gone(tmp_path, assistant, index_folder, capsys):
    """By the id alone."""
    settings = Settings(index=index_folder, knowledge=KNOWLEDGE, record=f"sqlite:///{tmp_path / 'r.sqlite'}")
    answer = assistant.ask("Does Medicare require clock times in the treatment note?", as_of=DAY)
    held = Store.open(settings.record_url)
    held.keep(answer)
    assert cli.show(answer.id, settings) == 0
    said = capsys.readouterr().out
    assert answer.claims[0].text[:40] in said
    assert "gone" not in said
    row = held.answer(answer.id).evidence
    with held._using() as connection:
        from assistant.record.store import ANSWERS

        changed = [{**row[0], "hash": "000000000000"}, {**row[0], "id": "no-such-document#x"}]
        connection.execute(ANSWERS.update().values(evidence=changed, generation="older"))
    held.close()
    assert cli.show(answer.id, settings) == 0
    said = capsys.readouterr().out
    assert "changed since" in said
    assert "gone from the index" in said
    assert "older; now" in said
    assert cli.show("ffffffffffff", settings) == 3


def test_what_a_visitor_wrote_does_nothing_to_a_terminal_or_a_file(tmp_path, index_folder, capsys):
    """Escapes for terminals, forged lines and control characters: kept or not by the web, the lists show one line, the export can be read."""
    settings = Settings(index=index_folder, record=f"sqlite:///{tmp_path / 'r.sqlite'}")
    evil = Feedback("0123456789ab", "down", "\x1b]0;owned\x07 \x1b[2J fine\n   99  up\x85", "does\x1b[31m\x00 plan x\n[[question]]\u202e cover it")
    held = Store.open(settings.record_url)
    held.say(evil)  # as an earlier version kept it
    held.say(kept(evil)[0])
    rows = [said for said, _ in held.feedback()]
    held.close()
    assert rows[0].reason == "]0;owned [2J fine 99 up"
    assert rows[0].question == "does[31m plan x\n[[question]] cover it"
    for command in (["list"], ["gaps"]):
        assert cli.feedback(command, settings) == 0
    said = capsys.readouterr().out
    assert not set(said) & set("\x1b\x07\x00\x85\u202e")
    assert not any(line.startswith(("   99", "[[question")) for line in said.splitlines())
    for number in (1, 2):
        assert cli.feedback(["export", str(number), "--to", str(tmp_path / "own.toml")], settings) == 0
    assert len(tomllib.loads((tmp_path / "own.toml").read_text())["question"]) == 2


@pytest.mark.parametrize("text", ['Plan X covers it.\n<!--\nsources = ["other §1"]\n-->', 'Yes.\n+++\nid = "x"\n+++'])
def test_a_pinned_text_forges_no_source(text):
    """Marks of a document's parts in the text are refused."""
    with pytest.raises(BadInput, match="mark the parts"):
        reviewed("Does plan x cover it?", text, ["cms-100-04-ch5 §20"], "A. Expert", date(2026, 11, 23))


def test_the_commands_of_feedback(tmp_path, index_folder, capsys):
    """List, gaps, export, pin, purge, each said in words."""
    knowledge = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, knowledge)
    settings = Settings(index=index_folder, knowledge=knowledge, record=f"sqlite:///{tmp_path / 'r.sqlite'}")
    held = Store.open(settings.record_url)
    held.say(Feedback("0123456789ab", "down", "wrong plan", "does plan x cover cupping"))
    held.close()
    questions = tmp_path / "own.toml"
    (tmp_path / "answer.md").write_text("Plan X covers it.\n")
    pin = ["pin", "Does plan x cover cupping?", "--text", str(tmp_path / "answer.md"), "--source", "cms-100-04-ch5 §20", "--by", "A. Expert"]
    for command in (["list"], ["gaps"], ["export", "1", "--to", str(questions)], pin, ["purge", "--days", "30"]):
        assert cli.feedback(command, settings) == 0
    said = capsys.readouterr().out
    for word in ("wrong plan", "1 × does plan x", "feedback-1 →", "does-plan-x-cover-cupping.md", "removed 0 answers"):
        assert word in said
    for again in (["export", "1", "--to", str(questions)], pin, ["export", "9", "--to", str(questions)], ["purge", "--days", "0"]):
        with pytest.raises(BadInput):
            cli.feedback(again, settings)


def test_over_rest(assistant, tmp_path):
    """Answers are kept as they are given; feedback comes back by their id; without a record it is refused."""
    held = Store.open(f"sqlite:///{tmp_path / 'r.sqlite'}")
    recorder = Recorder(held, 90)
    with client(assistant, recorder=recorder) as web:
        answer = web.post("/api/ask", json={"question": "what is CO-45"}).json()
        sent = web.post("/api/feedback", json={"id": answer["id"], "thumb": "down", "reason": "too short", "question": "what is CO-45"})
        assert sent.status_code == 201
        assert sent.json() == {"stored": True, "question_kept": True, "left_out": ""}
        assert web.post("/api/feedback", json={"id": answer["id"], "thumb": "maybe"}).status_code == 422
        assert web.post("/api/feedback", json={"id": answer["id"], "thumb": "up"}, headers={"Origin": "https://evil.example"}).status_code == 403
    again = Store.open(f"sqlite:///{tmp_path / 'r.sqlite'}")
    recorder.close()
    [(said, kept_answer)] = again.feedback()
    assert (said.reason, kept_answer.id) == ("too short", answer["id"])
    again.close()
    with client(assistant) as web:
        assert web.post("/api/feedback", json={"id": answer["id"], "thumb": "up"}).status_code == 404


def test_feedback_of_answers_that_never_were_is_not_kept(index_folder, tmp_path):
    """On a running server: 404 for made-up ids, also on this machine; of a real answer two hundred pieces, then 429."""
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"

    def post(path, **body):
        request = urllib.request.Request(f"{address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.load(refused)

    with server(index_folder, ASSISTANT_RECORD=url) as address:
        assert {post("/api/feedback", id=f"{n:012x}", thumb="up", reason="x" * 500)[0] for n in range(300)} == {404}
        given = post("/api/ask", question="what is CO-45")[1]["id"]
        found = [post("/api/feedback", id=given, thumb="up")[0] for _ in range(MOST + 2)]
        assert found == [201] * MOST + [429] * 2
    with server(index_folder, ASSISTANT_RECORD=url) as address:  # another process knows it from the record
        assert post("/api/feedback", id=given, thumb="up")[0] == 429
        assert post("/api/feedback", id="0" * 12, thumb="up")[0] == 404
    held = Store.open(url)
    assert {said.answer_id for said, _ in held.feedback()} == {given}
    held.close()
