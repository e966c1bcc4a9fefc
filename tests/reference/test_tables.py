"""The shipped tables: what they answer on a day, and that they are sound."""

import re
from datetime import date
from decimal import Decimal

import pytest

from assistant.errors import TableError
from assistant.reference.codes import read_codes, read_rows
from assistant.reference.editions import edition, quarter_of
from assistant.reference.tables import SETTINGS, read_tables
from assistant.schema import Tier
from tests.conftest import KNOWLEDGE

TODAY = date(2026, 11, 23)
FILES = sorted((KNOWLEDGE / "tables").glob("*-*.csv"))


@pytest.mark.parametrize(
    ("label", "start", "until"),
    [
        ("2024Q3", date(2024, 7, 1), date(2024, 10, 1)),
        ("2026Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("RVU25D", date(2025, 10, 1), date(2026, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_editions(label, start, until):
    """An edition begins and is due to be replaced on these days."""
    found = edition(label)
    assert (start, until) == (found.start, found.until)


@pytest.mark.parametrize("label", ["2024Q5", "24Q1", "RVU25E", "", "latest"])
def test_no_edition(label):
    """Other labels are refused."""
    with pytest.raises(TableError, match="not an edition"):
        edition(label)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2024, 9, 30), ""),
        (date(2024, 10, 1), "less than a year old"),
        (date(2025, 10, 1), "one year old"),
        (date(2026, 11, 23), "two years old"),
        (date(2034, 11, 23), "10 years old"),
    ],
)
def test_age_in_words(on, words):
    """How long ago 2024 Q3 ended."""
    assert words == edition("2024Q3").age(on)


def test_quarter_of_a_day():
    """A day lies in its quarter."""
    assert [quarter_of(date(2026, 6, 30)), quarter_of(date(2026, 7, 1))] == ["2026Q2", "2026Q3"]


def test_pairs_hold_what_the_summary_counts(reference):
    """503 active pairs of rehabilitation codes stand in each 2024 Q3 table, with these indicators."""
    beyond = (
        "0791T 29200 29220 29240 29260 29280 29520 29530 29540 29550 29580 29581 29584 29799 90911 92605 92606 92618 "
        "95851 95852 97001 97002 97003 97004 97546 97550 97551 97552 97799 98925 98966 98967 98968 98979 98984 98985 "
        "98986 A9300 G0237 G0238 G0239 G0282 G0515 G0541 G0542 G0543"
    )  # codes of ours that the publisher's count of rehabilitation codes leaves out
    listed = set(reference.codes) - set(beyond.split())
    counts = {}
    for setting in SETTINGS:
        rows = [r for r in reference.tables.pairs(setting, TODAY) if {r.column1, r.column2} <= listed]
        counts[setting] = (len(rows), sum(r.indicator == "1" for r in rows))
    assert counts == {"practitioner": (503, 283), "outpatient_hospital": (503, 406)}


def test_values_of_a_year(reference):
    """RVU25D answers for all of 2025, for later years as the last known, and not for 2024."""
    row = reference.tables.rvu("97530", date(2025, 2, 1))
    assert (Decimal("0.44"), Decimal("0.62"), Decimal("0.01")) == (row.work, row.pe, row.mp)
    assert row.mppr
    assert Decimal("32.3465") == row.conversion_factor
    assert reference.tables.rvu("97530", TODAY).edition.year == 2025
    assert reference.tables.rvu("97530", date(2024, 12, 31)) is None


def test_mppr_list(reference):
    """Indicator 5 stands on the 52 always-therapy codes of the list; 97129 and 92610 are not on it."""
    rows = [reference.tables.rvu(code, TODAY) for code in reference.codes]
    assert sum(row is not None and row.mppr for row in rows) == 52
    assert not reference.tables.rvu("97129", TODAY).mppr
    assert not reference.tables.rvu("92610", TODAY).mppr


def test_places_of_a_year(reference):
    """Los Angeles has its own indices in 2025 and 2026, and zeros are kept."""
    assert Decimal("1.194") == reference.tables.gpci("01182-18", date(2025, 6, 1)).pe
    assert Decimal("1.183") == reference.tables.gpci("01182-18", TODAY).pe
    assert reference.tables.gpci("03602-21", TODAY).name == "WYOMING"
    assert reference.tables.gpci("99999-99", TODAY) is None
    assert len(reference.tables.places(TODAY)) == 109


def test_localities_match_places(reference):
    """Every locality with counties has cost indices."""
    places = {row.id for row in reference.tables.places(date(2025, 6, 1))}
    assert {row.id for row in reference.tables.localities} <= places
    assert all(row.state for row in reference.tables.localities)


def test_medicaid_limits(reference):
    """Medicaid's own table differs where it should."""
    found = {code: reference.tables.medicaid_mue(code).units for code in ("96125", "97010", "97014", "97110")}
    assert found == {"96125": 3, "97010": 1, "97014": 1, "97110": 6}


def test_citation_carries_the_edition(reference):
    """A row is cited with the edition it is from."""
    row = reference.tables.mue("97110", "practitioner", TODAY)
    cited = reference.tables.cite(reference.sources, "mue", row.edition, "97110", "practitioner")
    assert (cited.source, cited.edition) == ("cms-ncci-mue", "2026 Q2")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_sound(path, reference):
    """Each table says what it is and how it is rebuilt; its rows are sorted, different, and keep their zeros."""
    text = path.read_text(encoding="utf-8")
    for key in ("table", "setting", "edition", "complete", "dated", "source", "from", "rebuild"):
        assert re.search(rf"^# {key}:", text, re.MULTILINE)
    assert "/work" not in text
    rows = [tuple(row.values()) for row in read_rows(path)]
    assert rows
    assert sorted(set(rows)) == rows
    for row in read_rows(path):
        for name in ("code", "column1", "column2", "addon", "base"):
            assert re.fullmatch(r"[0-9A-Z]{5}", row.get(name, "00000"))


@pytest.mark.parametrize("setting", SETTINGS)
def test_pair_rows_are_sound(setting):
    """Indicators are 0, 1 or 9; a 9 always ended; no pair stands twice."""
    rows = read_rows(KNOWLEDGE / "tables" / f"ptp-{setting}-2024Q3.csv")
    assert {"0", "1", "9"} == {row["indicator"] for row in rows}
    assert all(row["deleted"] for row in rows if row["indicator"] == "9")
    standing = [frozenset((row["column1"], row["column2"])) for row in rows if not row["deleted"]]
    assert len(set(standing)) == len(standing)


def test_codes_are_sound():
    """Every code that a code points to is in the table; ended codes have ended; aliases name one code each."""
    codes = read_codes(KNOWLEDGE / "tables" / "codes.csv")
    aliases = [alias for record in codes.values() for alias in record.aliases]
    assert len(set(aliases)) == len(aliases)
    for record in codes.values():
        assert set(record.replaced_by) <= set(codes)
        assert set(record.parent) <= set(codes)
        assert record.therapy in ("always", "sometimes", "no")
        assert (record.medicare == "deleted") == (record.end is not None)
        assert all(alias == alias.lower() for alias in record.aliases)


def test_always_therapy_is_what_the_value_file_says(reference):
    """A code with indicator 5 is always therapy, and surely so."""
    for code, record in reference.codes.items():
        row = reference.tables.rvu(code, TODAY)
        if row is not None and row.mppr:
            assert record.therapy == "always"
            assert record.tier == Tier.PRIMARY


def test_status_is_what_the_value_file_says(reference):
    """The column medicare of codes.csv is the status of RVU25D."""
    said = {"A": "active", "B": "bundled", "C": "contractor", "I": "invalid", "N": "noncovered", "R": "restricted"}
    for code, record in reference.codes.items():
        row = reference.tables.rvu(code, TODAY)
        assert row is None or said[row.status] == record.medicare


def test_modifiers_are_sound(reference):
    """Every modifier has a meaning and a source that resolves."""
    wanted = "GP GO GN KX CQ CO 59 XE XP XS XU 25 22 52 76 77 91 GA GX GY GZ 95 93 GT GQ 96 97 99 Q5 Q6 RT LT 50"
    assert set(wanted.split()) == set(reference.tables.modifiers)
    for row in reference.tables.modifiers.values():
        assert reference.sources.cite(row.source).tier
        assert row.label
        assert row.meaning
        assert row.use


def test_a_table_without_its_head_is_refused(tmp_path):
    """A file that does not say its edition is not used."""
    (tmp_path / "mue-practitioner-2026Q4.csv").write_text("# table: mue\ncode,units,mai,rationale\n97110,6,3,\n")
    with pytest.raises(TableError, match="setting"):
        read_tables(tmp_path).mue("97110", "practitioner", TODAY)


def test_a_broken_row_is_refused(tmp_path):
    """Units that are no number name the file."""
    head = "# table: mue\n# setting: practitioner\n# edition: 2026Q4\n# complete: yes\n# dated: no\n# source: cms-ncci-mue\n"
    (tmp_path / "mue-practitioner-2026Q4.csv").write_text(f"{head}code,units,mai,rationale\n97110,six,3,\n")
    with pytest.raises(TableError, match="mue-practitioner-2026Q4"):
        read_tables(tmp_path).mue("97110", "practitioner", TODAY)
