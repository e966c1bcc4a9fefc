"""Sources past their review day: told beside answers that rest on them, in the status, and not before the day."""

import shutil
from datetime import date

from assistant.answer.footing import DUE, overdue, reminders
from assistant.library.cli import main
from assistant.reference.sources import read_sources
from tests.conftest import KNOWLEDGE


def sources(tmp_path, review):
    """The shipped sources, chapter 5 to be looked at by a day of ours."""
    text = (KNOWLEDGE / "sources.toml").read_text()
    head, _, rest = text.partition('id = "cms-100-04-ch5"')
    first, _, after = rest.partition("review = ")
    (tmp_path / "sources.toml").write_text(f'{head}id = "cms-100-04-ch5"{first}review = {review}{after[10:]}')
    return read_sources(tmp_path / "sources.toml")


def test_a_source_is_late_only_after_its_day(tmp_path):
    """On the day itself it is not."""
    held = sources(tmp_path, "2026-11-23")
    cited = [held.cite("cms-100-04-ch5 §20.2.C"), held.cite("cms-100-02-ch15 §220")]
    assert reminders(cited, held, date(2026, 11, 23)) == ()
    [said] = reminders(cited, held, date(2026, 11, 24))
    assert "2026-11" in said
    assert "chapter 5" in said
    assert said.startswith(DUE)
    late = {day: {source.id for source in overdue(held, day)} for day in (date(2026, 11, 23), date(2026, 11, 24))}
    assert late[date(2026, 11, 24)] - late[date(2026, 11, 23)] == {"cms-100-04-ch5"}
    assert reminders(cited[1:], held, date(2026, 11, 24)) == ()


def test_two_late_sources_are_one_line(reference):
    """However many tables a code's facts rest on; shortly named."""
    cited = [reference.sources.cite("cms-ncci-mue 97110"), reference.sources.cite("cms-pfs-rvu25d 97110")]
    assert reminders(cited, reference.sources, date(2026, 11, 23)) == (
        "Due for review: Medically Unlikely Edits since 2024-10; Physician Fee Schedule relative value files (RVU25D) since 2026-01.",
    )


def test_the_status_lists_what_is_late(tmp_path, index_folder, capsys):
    """`ingest.py status` names it with its day."""
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    sources(tmp_path / "knowledge", "2020-01-31")
    assert main(["status", "--index", str(index_folder), "--knowledge", str(tmp_path / "knowledge")]) == 0
    assert "due for review since 2020-01-31: cms-100-04-ch5" in capsys.readouterr().out


def test_an_example_is_called_one_where_the_asker_told_minutes(assistant):
    """The numbers of a worked example are nobody's own."""
    asked = "Two patients overlap from 9:00 to 9:30, 11 minutes alone with each and 8 together. How is it billed?"
    told = assistant.ask(asked).markdown
    assert "An example with other minutes than yours" in told
    assert "An example" not in assistant.ask("How does CMS's example of 20 minutes and 20 minutes come out?").markdown
