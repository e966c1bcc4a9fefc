"""SECURITY.md keeps its word: every row of its tables names tests, and every test named there is one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ATTACKS, BESIDE = PAGE.partition("## Attacks tried")[2].partition("Beside the web")[::2]


def rows(text):
    """The cells of every row of a text's first table, its head left out."""
    lines = re.findall(r"^\|.*\|$", text.partition("\n## ")[0], re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def cells():
    """Every last cell with its row's number or name."""
    return [*((f"attack {row[0]}", row[-1], "tests/web/") for row in rows(ATTACKS)), *((row[0][:40], row[-1], "") for row in rows(BESIDE))]


@pytest.mark.parametrize(("cell", "folder"), [pytest.param(cell, folder, id=name) for name, cell, folder in cells()])
def test_a_row_names_tests_that_there_are(cell, folder):
    """Its file holds a function of that name."""
    parts = re.findall(r"(?:(tests/[\w/]+)(?:\.py)?|(test_\w+))(?=::|: |\.py)|(test_\w+)", cell.replace("`", ""))
    file, tests = "", []
    for path, module, test in parts:
        if path or module:
            file = f"{path or folder + module}.py"
        else:
            tests.append((file, test))
    assert tests, cell
    for path, test in tests:
        assert (ROOT / path).is_file(), path
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), (path, test)


def test_nginx_says_who_the_user_is():
    """In docs/nginx.conf every place that leads to the assistant sets what the assistant believes, so that a client's own is overwritten."""
    text = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    places = [place for place in re.findall(r"location [^{]+\{([^}]*)\}", text) if "proxy_pass" in place]
    assert places
    for place in places:
        assert {"Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Remote-User", "X-Remote-Groups"} <= set(re.findall(r"proxy_set_header (\S+)", place))
