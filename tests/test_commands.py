"""The commands of the contract: JSON, batches, exit codes, one clear line for bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
        (["units", "97110=NaN"], "NaN"),
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


def test_a_broken_batch_line_is_named(tmp_path):
    """Nothing is answered when a line is wrong; the line is named."""
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "a", "question": "Is 97150 timed?"}\n{"id": "b"}\n')
    done = run("-m", "assistant", "ask", "--batch", str(file), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "line 2" in done.stderr
