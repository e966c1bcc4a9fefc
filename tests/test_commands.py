"""The commands of the contract: JSON, batches, exit codes, one clear line for bad input."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assistant import usage

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments, index=None, **environ):
    """Run a command of the project; returns the finished process."""
    places = {"ASSISTANT_INDEX": str(index)} if index else {}
    env = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")} | places | environ
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_a_batch_answers_in_order(tmp_path, index_folder):
    """Questions and conversations, one JSON line out for each line in, the caller's ids kept."""
    rows = [
        {"id": "a", "question": "Medicare: 33 minutes of 97110 and 7 of 97140. Units?"},
        {"id": "b", "turns": ["What is the KX threshold for PT/SLP in 2025?", "And 2026?"], "payer": "medicare"},
        {"id": "c", "question": "tell me a joke"},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    done = run("-m", "assistant", "ask", "--batch", str(file), "--json", index=index_folder)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [row["id"] for row in out] == ["a", "b", "c"]
    assert out[0]["units"] == {"medicare": {"97110": 2, "97140": 1}}
    assert len(out[1]["answers"]) == 2
    assert "$2,480" in out[1]["answer"]
    assert out[2]["outcome"] == "declined"


def test_a_declined_question_ends_with_3(index_folder):
    """One question: 3 when it is declined."""
    assert run("-m", "assistant", "ask", "tell me a joke", index=index_folder).returncode == 3


def test_units_at_the_command_line():
    """The counting command needs no index."""
    done = run("-m", "assistant", "units", "97110=33", "97140=7", "--payer", "medicare", "--json")
    assert json.loads(done.stdout)["units"] == {"medicare": {"97110": 2, "97140": 1}}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["units", "97110=-5"], "-5"),
        (["units", "97110=1441"], "1,440"),
        (["units", "97110"], "CODE=MINUTES"),
        (["units", "99999=10"], "99999"),
        (["units", "97110=10", "97110=5"], "twice"),
        (["units", "97110=10", "--assistant", "97110=12"], "97110"),
        (["units", "97110=10", "--payer", "acme"], "acme"),
        (["units", "97110=10", "--as-of", "2026-13-01"], "2026-13-01"),
        (["ask"], "question"),
        (["ask", "--batch", "no-such-file.jsonl"], "no-such-file.jsonl"),
        (["claim", "no-such-file.toml"], "no-such-file.toml"),
        (["sing"], "sing"),
        (["units", "97110=4.5"], "4.5"),
        (["units", "97110=NaN"], "CODE=MINUTES"),
        (["units", "ABC=10"], "ABC"),
        (["units", "97110="], "97110="),
        (["units"], "CODE=MINUTES"),
        (["units", "97110=10", "--as-of", "1990-01-01"], "1990-01-01"),
        (["claim", "."], "."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_bad_input_is_one_clear_line(arguments, says):
    """Exit 2, the offending value named, no traceback."""
    done = run("-m", "assistant", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no lines"),
        ("x = [", "not TOML"),
        ('date = 2026-11-20\npayer = "blue"\n[[line]]\ncode = "97110"\nminutes = 10', "blue"),
        ('[[line]]\ncode = "97110"\nminutes = 10', "date of service"),
        ('date = 2026-11-20\n[[line]]\ncode = "97110"\nminutes = -4', "-4"),
        ('date = 2026-11-20\n[[line]]\ncode = "97110"\nminutes = 4.5', "4.5"),
        ('date = 2026-11-20\n[[line]]\ncode = "97110"\nminuts = 4', "minuts"),
        ('date = 2026-11-20\n[[line]]\ncode = "ABCDE"\nminutes = 4', "ABCDE"),
        ('date = 2026-11-20\n[[line]]\ncode = "97110"\nunits = 1\nmodifiers = ["ZZZ"]', "ZZZ"),
    ],
)
def test_a_claim_that_cannot_be_read_is_one_line(text, says, tmp_path):
    """The key or value that is wrong, and exit 2."""
    file = tmp_path / "claim.toml"
    file.write_text(text)
    done = run("-m", "assistant", "claim", str(file))
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_example_day(tmp_path):
    """The day of examples/day.toml: what is stopped, fixed and noted."""
    done = run("-m", "assistant", "claim", "examples/day.toml", "--json")
    report = json.loads(done.stdout)
    told = {(one["severity"], one["message"].split(":")[0].split(" ")[0]) for line in report["lines"] for one in line["findings"]}
    assert {severity for severity, _ in told} >= {"stop", "fix"}
    assert [(line["code"], line["units"], line["modifiers"]) for line in report["corrected"]][:2] == [
        ("97110", 1, ["GP", "CQ"]),
        ("97110", 1, ["GP"]),
    ]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("ASSISTANT_PRT", "1", "ASSISTANT_PRT"), ("ASSISTANT_PORT", "http", "http"), ("ASSISTANT_KNOWLEDGE", "/nowhere", "/nowhere")],
)
def test_a_wrong_setting_stops_the_program(name, value, says):
    """Unknown names and bad values are told in one line."""
    done = run("-m", "assistant", "ask", "Is 97150 timed?", **{name: value})
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_index_names_the_command(tmp_path):
    """Exit 1 and what to run."""
    done = run("-m", "assistant", "ask", "Is 97150 timed?", index=tmp_path)
    assert done.returncode == 1
    assert "ingest.py" in done.stderr


HOSTILE = [
    b"not json",
    b"\xff\xfe{}",
    b"[" * 100_000,
    b'{"question": ' + b"9" * 5_000 + b"}",
    b'{"question": 7}',
    b'{"turns": []}',
    b'{"turns": ["a", 1]}',
    b'{"question": "Is 97150 timed?", "payer": ["medicare"]}',
    b'{"question": "Is 97150 timed?", "payer": "acme"}',
    b'{"question": "Is 97150 timed?", "setting": "moon"}',
    b'{"question": "Is 97150 timed?", "as_of": "2026-13-01"}',
    b'{"question": "Is 97150 timed?", "as_of": {"y": 1}}',
    b'{"id": "k", "turns": "Is 97150 timed?"}',
    b'"a text"',
    b"null",
    b'{"question": "' + b"x" * (1 << 20) + b'"}',
    b'{"id": NaN, "question": "Is 97150 timed?"}',
    b'{"id": [1e400], "question": "Is 97150 timed?"}',
]


def test_bad_lines_of_a_batch_are_answer_lines(tmp_path, index_folder):
    """Each bad line is one line out with its error and number, in its place; the good ones are answered."""
    good = b'{"id": "good", "question": "Is 97150 timed?\xe2\x80\xa8"}'
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"\n".join([good, *HOSTILE, b"", b'{"id": {"a": 1}, "question": "half \\ud800 a character: is 97150 timed?"}', good]))
    done = run("-m", "assistant", "ask", "--batch", str(file), "--json", index=index_folder)
    out = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert done.returncode == 0
    assert len(out) == len(HOSTILE) + 3
    assert [row["id"] for row in out if "error" not in row] == ["good", {"a": 1}, "good"]
    assert all(row["outcome"] == "declined" and row["reason"] == "bad_input" for row in out if "error" in row)
    assert [row["error"].split(":")[0] for row in out if "error" in row] == [f"line {n}" for n in range(2, len(HOSTILE) + 2)]
    assert {*out[1]} >= {*out[0]}
    assert "Traceback" not in done.stderr


COMMANDS = [
    ["-m", "assistant"], *(["-m", "assistant", name] for name in ("ask", "units", "claim", "practice", "show", "feedback", "mcp")),
    *(["-m", "assistant", "feedback", name] for name in ("list", "gaps", "export", "pin", "purge")),
    ["ingest.py"], *(["ingest.py", name] for name in ("tables", "status", "rollback", "check", "changes")), ["app.py"], ["-m", "eval"], ["-m", "eval.bench"],
    ["-m", "assistant.web.safety.auth"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(command):
    """-h and --help print the usage and end with 0, whatever the settings say."""
    done = run(*command, "--help" if len(command) % 2 else "-h", ASSISTANT_NONSENSE="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.lower().startswith("usage")


BAD_CLAIMS = {
    "deep": "x = " + "[" * 50_000,
    "deep keys": ".".join("a" * 20_000) + " = 1",
    "digits": f'date = 2026-11-20\n[[line]]\ncode = "97110"\nminutes = {"9" * 5_000}',
    "units": f'date = 2026-11-20\n[[line]]\ncode = "97110"\nunits = {"9" * 400}',
    "huge": "# " + "x" * (1 << 20),
    "money": 'date = 2026-11-20\nused = "1e999999999"\n[[line]]\ncode = "97110"\nunits = 1',
    "lines": "date = 2026-11-20\n" + '[[line]]\ncode = "97110"\n' * 5_000,
    "payer": 'date = 2026-11-20\npayer = ["medicare"]\n[[line]]\ncode = "97110"\nunits = 1',
    "long": f'date = 2026-11-20\npayer = "{"x" * 5_000}"\n[[line]]\ncode = "97110"\nunits = 1',
    "nulls": "\x00" * 100,
    "line no table": 'date = 2026-11-20\nline = [1, "a"]',
}


@pytest.mark.parametrize("name", BAD_CLAIMS)
def test_a_hostile_claim_is_one_short_line(name, tmp_path):
    """Deep, huge, with thousands of digits: exit 2, one line, not the value itself."""
    file = tmp_path / "claim.toml"
    file.write_text(BAD_CLAIMS[name])
    done = run("-m", "assistant", "claim", str(file))
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert len(done.stderr) < 600


@pytest.mark.parametrize(
    "arguments",
    [
        ["-m", "assistant", "claim", "/dev/zero"],
        ["-m", "assistant", "units", "97110=" + "9" * 5_000],
        ["-m", "assistant", "units", "9" * 5_000],
        ["-m", "assistant", "units", "97110=10", "--payer", "x" * 5_000],
        ["-m", "assistant", "ask", "--batch", "/"],
        ["-m", "assistant", "feedback", "pin", "a question?", "--text", "/no/such/file", "--by", "me"],
        ["-m", "assistant", "feedback", "pin", "a question?", "--text", "/", "--by", "me"],
        ["-m", "assistant", "feedback", "pin", "a --> question?", "--text", "README.md", "--by", "me", "--source", "cms-100-04-ch5 §20"],
        ["-m", "assistant", "feedback", "purge", "--days", "999999999999"],
        ["-m", "assistant", "feedback", "purge", "--days", "-1"],
        ["-m", "assistant", "feedback", "export", "1", "--to", "/no/such/folder/file.toml"],
        ["-m", "assistant", "feedback", "nonsense"],
        ["-m", "assistant", "practice", "--cases", "999999999999"],
        ["-m", "assistant", "practice", "--seed", "-1"],
        ["-m", "assistant", "practice", "--records", "/dev/zero"],
        ["-m", "assistant", "practice", "--lesson", "x" * 5_000],
        ["-m", "assistant.web.safety.auth"],
        ["-m", "assistant.web.safety.auth", "a:b"],
        ["-m", "eval", "--questions", "/dev/null"],
        ["-m", "eval", "--questions", "README.md"],
        ["-m", "eval.bench", "--rounds", "0"],
        ["ingest.py", "tables", "/dev/null"],
        ["ingest.py", "changes", "--since", "/no/such"],
        ["ingest.py", "--effective", "yesterday", "README.md"],
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)
def test_odd_arguments_are_one_line(arguments, tmp_path):
    """Exit 2, one short line, no traceback; nothing is written."""
    done = run(*arguments, index=tmp_path)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert len(done.stderr) < 600


BAD_QUESTIONS = {
    "deep.toml": b"x = " + b"[" * 50_000,
    "deep.jsonl": b"[" * 100_000,
    "digits.jsonl": b'{"id": 1, "ask": ' + b"9" * 5_000 + b"}",
    "latin.toml": b'[[question]]\nid = "\xff"',
    "list.toml": b"question = [1]",
    "text.jsonl": b'"a text"',
    "turns.toml": b'[[question]]\nid = "a"\nturns = [1]',
    "expect.toml": b'[[question]]\nid = "a"\nask = "Is 97150 timed?"\nexpect = 7',
    "day.jsonl": b'{"id": "a", "ask": "Is 97150 timed?", "as_of": "2026-13-01"}',
}


@pytest.mark.parametrize("name", BAD_QUESTIONS)
def test_evaluation_questions_that_cannot_be_read_are_one_line(name, tmp_path):
    """Deep, of the wrong kind, not UTF-8: exit 2, the file named, no traceback."""
    (tmp_path / name).write_bytes(BAD_QUESTIONS[name])
    done = run("-m", "eval", "--questions", str(tmp_path / name), index=tmp_path)
    assert done.returncode == 2, done.stderr
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_spreadsheet_with_entities_is_refused(tmp_path):
    """XML that multiplies itself, in a table for `ingest.py tables`: one line, at once."""
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "lol">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    file = tmp_path / "ccipra-v323r0-f1.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
            made.writestr(name, f"{bomb}]><r>&j;</r>")
    done = run("ingest.py", "tables", str(file))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_an_unforeseen_failure_is_one_line_without_the_input(capsys):
    """The last net names the kind of failure and its place, not what was asked."""

    def fails():
        raise ZeroDivisionError("Jane Roe")

    assert usage.run("assistant", fails) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError in test_commands.py" in said
    assert "Jane" not in said
    assert len(said.splitlines()) == 1
