"""More of the commands' bad input: minutes of an assistant beside no code, a source that is none."""

import pytest

from tests.test_commands import run


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["97110=23", "--assistant", "97140=5"], "97140 was not told"),
        (["97110=23", "--assistant", "97110=5", "--assistant", "97140=0"], "97140 was not told"),
        (["97110=23", "--assistant", "97110=40"], "97110: the assistant's 40 minutes"),
        (["97110=23", "--assistant", "97110=-4"], "97110"),
        (["97110=23", "--assistant", "97110"], "CODE=MINUTES"),
    ],
)
@pytest.mark.parametrize("json", [[], ["--json"]], ids=["text", "JSON"])
def test_minutes_of_an_assistant_that_cannot_be(given, says, json):
    """Exit 2, one line that names the code, nothing counted."""
    done = run("-m", "assistant", "units", *given, *json)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_minutes_of_an_assistant_that_can_be():
    """All of a code's minutes, some, none."""
    for minutes in ("23", "12", "0"):
        assert run("-m", "assistant", "units", "97110=23", "97140=10", "--assistant", f"97110={minutes}").returncode == 0


@pytest.mark.parametrize("source", ["nope", "nope §20", "", "cms-100-04-ch5§20", "Jane Roe"])
def test_a_source_to_pin_that_is_none(source, tmp_path):
    """Exit 2, one line that names the option and repeats nothing long; nothing is written."""
    (tmp_path / "answer.md").write_text("Plan X covers it.\n")
    done = run("-m", "assistant", "feedback", "pin", "Does plan zebra cover it?", "--text", str(tmp_path / "answer.md"), "--source", source, "--by", "A. Expert")
    assert done.returncode == 2
    assert "--source" in done.stderr
    assert "Jane" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
