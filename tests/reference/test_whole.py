"""Tables and knowledge are whole or refused: each fault with its file, line and key, by the commands too."""

import os
import shutil
import subprocess
import sys

import pytest

from assistant.errors import KnowledgeError, TableError
from assistant.library import required
from assistant.library.passages import read_knowledge
from assistant.reference import Reference
from assistant.reference.sources import read_sources
from assistant.reference.whole import LIST, TABLES, check_table, parts, sealed
from tests.conftest import KNOWLEDGE, ROOT

TABLE_NAMES = sorted(path.name for path in (KNOWLEDGE / "tables").glob("*.csv"))


@pytest.fixture
def knowledge(tmp_path):
    """A copy of the shipped knowledge."""
    return shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")


def run(command, knowledge, tmp_path):
    """A command on this knowledge, with an index of its own."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")} | {"ASSISTANT_KNOWLEDGE": str(knowledge), "ASSISTANT_INDEX": str(tmp_path / "index")}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_table_cut_short_is_refused(name, knowledge):
    """The last row gone, half a file, or one figure changed: refused at start, the file named."""
    path = knowledge / "tables" / name
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    for text in ("".join(lines[:-1]), whole[: len(whole) // 2], ""):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(KnowledgeError, match=name):
            Reference.load(knowledge)
    if "-" in name:  # an official table is hashed as well as counted
        body = whole.rindex("\n", 0, -1) + 1
        place = next(n for n in range(body, len(whole)) if whole[n].isdigit())
        path.write_text(whole[:place] + str((int(whole[place]) + 1) % 10) + whole[place + 1 :], encoding="utf-8")
        with pytest.raises(TableError, match="sha256"):
            check_table(path)


def test_a_table_as_windows_writes_it_is_whole(knowledge):
    """Line ends of another system change nothing."""
    path = knowledge / "tables" / "addon-2024.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    check_table(path)
    assert Reference.load(knowledge).tables.bases("97130") is not None


@pytest.mark.parametrize(("kind", "setting"), TABLES)
def test_each_official_table_is_needed_whole(kind, setting, knowledge):
    """Without a whole edition "no row" would be read as "no rule": nothing starts."""
    stem = "-".join(part for part in (kind, setting) if part)
    for path in (knowledge / "tables").glob(f"{stem}-*.csv"):
        path.write_text(sealed(path.read_text(encoding="utf-8").replace("# complete: yes", "# complete: no")), encoding="utf-8")
    with pytest.raises(TableError, match="No whole"):
        Reference.load(knowledge)
    for path in (knowledge / "tables").glob(f"{stem}-*.csv"):
        path.unlink()
    with pytest.raises(TableError, match="No whole"):
        Reference.load(knowledge)


def test_a_row_with_a_cell_too_few_is_told_with_its_line(knowledge):
    """The file and the line of codes.csv."""
    path = knowledge / "tables" / "codes.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[9] = lines[9].rpartition(",")[0]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(TableError, match=r"codes\.csv, line 10"):
        Reference.load(knowledge)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("limits.toml", "reply =", "repyl =", r"limits\.toml, line \d+: limit .*'repyl' is not known \(meant 'reply'\?\)"),
        ("premises.toml", "correction =", "correktion =", r"premises\.toml, line \d+: premise .*'correktion'"),
        ("limits.toml", "[[limit]]", "[[limits]]", r"limits\.toml"),
        ("sources.toml", "tier =", "teir =", r"sources\.toml, line \d+: source .*'teir' is not known \(meant 'tier'\?\)"),
        ("sources.toml", 'tier = "primary"', 'tier = "prime"', r"sources\.toml.*prime"),
        ("sources.toml", "title = ", "title ", r"sources\.toml.*line \d+"),
        ("rules/thresholds.toml", "from =", "form =", r"thresholds\.toml: .*'form'"),
        ("rules/thresholds.toml", "values]]", "valeus]]", r"thresholds\.toml: rule .*'valeus' is not known \(meant 'values'\?\)"),
        ("rules/thresholds.toml", "from = 2026-01-01", 'from = "2026-01-01"', r"thresholds\.toml: .*no date"),
        ("rules/thresholds.toml", "source =", "suorce =", r"thresholds\.toml: .*source"),
        ("rules/thresholds.toml", "pt_slp =", "pt_spl =", r"thresholds\.toml: kx-threshold from 2018-01-01: key 'pt_spl' is not known \(meant 'pt_slp'\?\)"),
        ("rules/thresholds.toml", 'pt_slp = "2010"', "pt_slp = 2010", r"thresholds\.toml: kx-threshold from 2018-01-01: key 'pt_slp' is 2010; write an amount in quotes"),
        ("rules/thresholds.toml", "[kx-threshold]", "[kx-treshold]", r"thresholds\.toml: rule 'kx-treshold' is read by nothing \(meant 'kx-threshold'\?\)"),
        ("rules/counting.toml", "unit = 15", 'unit = "15"', r"counting\.toml: count-medicare from 2017-01-01: key 'unit' is '15'; write a whole number"),
        ("rules/counting.toml", 'method = "total"', 'method = "totall"', r"counting\.toml: count-medicare .*'totall', not one of total, each-code \(meant 'total'\?\)"),
        ("rules/counting.toml", 'counts = ["medicare"]', 'counts = ["medicar"]', r"rules: payer-count-medicare: there is no rule 'count-medicar'"),
        ("rules/counting.toml", 'shorter = "time-98979"', 'shorter = "time-98999"', r"there is no rule 'time-98999'"),
        ("rules/counting.toml", "that {half_first} minutes", "that {half_frist} minutes", r"counting\.toml: time-96105 .*slot \{half_frist\} is not known \(meant 'half_first'\?\)"),
        ("rules/claim.toml", '"tricare"]', '"tricar"]', r"claim-plan-modifier: there is no payer 'tricar' \(meant 'tricare'\?\)"),
        ("rules/deadlines.toml", "[receipt]", "[reciept]", r"deadlines\.toml: rule 'reciept' is read by nothing"),
        ("rules/deadlines.toml", "by {due}:", "by {deu}:", r"deadlines\.toml: certification .*slot \{deu\}"),
        ("sayings/units.toml", "bill {units}: {splits}", "bill {units}: {split}", r"units\.toml: bill: slot \{split\} is not known \(meant 'splits'\?\)"),
        ("limits.toml", None, b"\xff\xfe", r"limits\.toml, line 1: not UTF-8"),
        ("limits.toml", None, b"", r"limits\.toml: empty"),
        ("premises.toml", None, b"", r"premises\.toml: empty"),
        ("premises.toml", None, b"# nothing\n", r"premises\.toml: holds no"),
        ("limits.toml", None, None, r"limits\.toml: missing"),
        ("premises.toml", None, None, r"premises\.toml: missing"),
        ("sources.toml", None, None, r"sources\.toml: missing"),
        ("tables/modifiers.csv", None, None, r"modifiers\.csv: missing"),
        ("tables/payers.csv", None, None, r"payers\.csv: missing"),
        ("tables/payers.csv", None, b"", r"payers\.csv: empty"),
        ("tables/modifiers.csv", "59,bypass", "59,bypas", r"modifiers\.csv: 59: kind 'bypas' is not one of .*\(meant 'bypass'\?\)"),
        ("vocabulary.toml", None, None, r"vocabulary\.toml: missing"),
        ("vocabulary.toml", None, b"", r"vocabulary\.toml: empty"),
        ("vocabulary.toml", "[topic]", "[topics]", r"vocabulary\.toml: key 'topics' is not known \(meant 'topic'\?\)"),
        ("vocabulary.toml", "phrases =", "phrasess =", r"vocabulary\.toml: \[noise\]: key 'phrasess'"),
        ("words/cues.toml", None, None, r"cues\.toml: missing"),
        ("words/cues.toml", "name =", "nmae =", r"cues\.toml, line \d+: cue .*'nmae' is not known \(meant 'name'\?\)"),
        ("acts/units.toml", None, None, r"units\.toml: missing"),
        ("acts/units.toml", "answers =", "anwsers =", r"units\.toml, line \d+: act .*'anwsers' is not known \(meant 'answers'\?\)"),
        ("acts/units.toml", "[[act]]", "[[act]", r"units\.toml: .*line \d+"),
        ("lessons/first-week.toml", "aim =", "iam =", r"first-week\.toml, line \d+: lesson .*'iam'"),
        ("tables/modifiers.csv", "kind,written", "kinds,written", r"modifiers\.csv: GP: 'kind'"),
    ],
)
def test_a_fault_is_told_with_file_line_and_key(name, old, new, says, knowledge):
    """A typo, a lost key, an empty or missing file: nothing is read or built, and the message leads there."""
    path = knowledge / name
    if old is None:
        path.unlink() if new is None else path.write_bytes(new)
    else:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def read():
        required.check_all(knowledge)

    with pytest.raises(KnowledgeError, match=says):
        read()


@pytest.mark.parametrize(
    ("command", "name"),
    [(["-m", "assistant", "units", "97110=23"], "tables/ptp-practitioner-2024Q3.csv"), (["ingest.py"], "limits.toml")],
)
def test_the_commands_refuse(command, name, knowledge, tmp_path):
    """One line that names the file; no index is made."""
    path = knowledge / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    done = run(command, knowledge, tmp_path)
    assert done.returncode in (1, 2)
    assert path.name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "index" / "CURRENT").exists()


@pytest.mark.parametrize("command", [["ingest.py"], ["ingest.py", "--dry-run"], ["ingest.py", "check"], ["-m", "assistant", "units", "97110=23"]])
@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [("rules/assistants.toml", "percent = 10", "percnet = 10", "assistants.toml: de-minimis"), ("sayings/payment.toml", "{paid}", "{pai}", "payment.toml: assistant:")],
)
def test_a_typo_stops_the_commands_with_one_line(command, name, old, new, says, knowledge, tmp_path):
    """Of a rule or a saying: before an index is made, and before anything is answered."""
    path = knowledge / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = run(command, knowledge, tmp_path)
    assert done.returncode == (2 if command[0] == "ingest.py" else 1)
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def listed():
    """Names of the list of the shipped knowledge."""
    return parts(KNOWLEDGE / LIST)[1].split("\n")[1:-1]


def test_the_list_names_every_file():
    """A file that is new adds its row, one that goes takes it out."""
    there = {path.relative_to(KNOWLEDGE).as_posix() for path in KNOWLEDGE.rglob("*.*") if path.suffix in (".csv", ".toml", ".md", ".txt")}
    assert listed() == sorted(there - {LIST, "README.md"})


@pytest.mark.parametrize("name", listed())
def test_a_file_that_is_missing_is_told(name, knowledge):
    """Each document, table, rule, saying, lesson: nothing is read, and the message names it."""
    (knowledge / name).unlink()
    with pytest.raises(KnowledgeError, match=rf"{name.rpartition('/')[2]}|No whole"):
        required.check_all(knowledge)


@pytest.mark.parametrize("command", [["ingest.py"], ["ingest.py", "check"], ["ingest.py", "--dry-run"]])
@pytest.mark.parametrize("name", ["documents/denials/group-codes.md", "tables/payers.csv", "tables/mue-medicaid-2026Q1.csv", LIST])
def test_the_commands_tell_a_missing_file(command, name, knowledge, tmp_path):
    """One line that names the file and what to do; no index is made."""
    (knowledge / name).unlink()
    done = run(command, knowledge, tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert f"{name}: missing" in done.stderr
    assert "Put it back" in done.stderr
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_a_list_cut_short_is_refused(knowledge):
    """It would name too little."""
    path = knowledge / LIST
    path.write_text(path.read_text(encoding="utf-8").rpartition("tables/")[0], encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"files\.csv: \d+ rows, not \d+"):
        required.check_all(knowledge)


def test_a_file_taken_out_of_the_list_may_go(knowledge):
    """Whoever takes a document away says so in the list."""
    (knowledge / "documents" / "denials" / "overpayments.md").unlink()
    with pytest.raises(KnowledgeError, match="overpayments"):
        required.check_all(knowledge)
    path = knowledge / LIST
    path.write_text(sealed(path.read_text(encoding="utf-8").replace("documents/denials/overpayments.md\n", ""), hashed=False), encoding="utf-8")
    required.check_all(knowledge)
    left = {passage.id.partition("#")[0] for passage in read_knowledge(knowledge, read_sources(knowledge / "sources.toml"))}
    assert "overpayments" not in left
    assert len(left) > 50
