"""Official files as CMS publishes them, read into the tables: forms, editions, changes, refusals."""

import gzip
import shutil
import time
import tracemalloc
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from assistant.errors import TableError
from assistant.reference.codes import read_codes
from assistant.reference.official import load_tables, pairs
from assistant.reference.official.__main__ import main
from assistant.reference.official.opening import members
from assistant.reference.tables import read_tables
from tests.conftest import KNOWLEDGE

HEADING = (
    "CPT only copyright 2026 American Medical Association.  All rights reserved.\t\t\t\t\t\t\r\n"
    "Column1/Column2 Edits\t\t\t\t\t\t\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
)
CLOSED = "20191231"


@pytest.fixture
def knowledge(tmp_path):
    """A knowledge folder with the shipped tables."""
    shutil.copytree(KNOWLEDGE / "tables", tmp_path / "knowledge" / "tables")
    return tmp_path / "knowledge"


def pair_lines(folder, setting="practitioner", **changes):
    """The shipped pairs in CMS's form, with a first day; changes: 'c1_c2' to (first, last, indicator) or None."""
    held = read_tables(folder / "tables")
    rows = {}
    for found in held._once(held.files["ptp", setting][0], pairs_by_codes).values():
        for row in found:
            last = f"{row.deleted:%Y%m%d}" if row.deleted else "*"
            first = last if row.indicator == "9" else "19960101" if row.deleted else "20201001"
            rows[row.column1, row.column2, first, last] = row.indicator
    for name, change in changes.items():
        one, two = name[1:].split("_")
        rows = {key: i for key, i in rows.items() if key[:2] != (one, two) or key[3] != "*"}
        if change:
            rows[one, two, change[0], change[1]] = change[2]
    return [f"{a}\t{b}\t\t{first}\t{last}\t{i}\tMade up\r\n" for (a, b, first, last), i in sorted(rows.items())]


def pairs_by_codes(head):
    """The rows of a pair file."""
    from assistant.reference.tablefiles import pairs as read

    return read(head)


def pair_zip(path, lines, inner="ccipra-v323r0-f1.txt", *, sheet=False):
    """A zip as CMS publishes it: the text, and the same as a spreadsheet beside it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inner, HEADING + "".join(lines))
        if sheet:
            book = path.with_suffix(".xlsx")
            spreadsheet(book, [HEADING.split("\r\n")[2].split("\t")])
            archive.write(book, inner.replace(".txt", ".xlsx"))
    return path


def spreadsheet(path, rows):
    """An .xlsx file of rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_quarter_of_pairs(knowledge, tmp_path):
    """A new quarter is kept beside the old one, its changes are told, and it answers from its first day on."""
    lines = pair_lines(knowledge, _97530_97140=("20261001", "*", "1"), _97150_97110=("20201001", "20260930", "1"))
    file = pair_zip(tmp_path / "medicare-ncci-2026q4-practitioner-ptp-edits-ccipra-v323r0-f1.zip", lines, sheet=True)
    said = []
    (change,) = load_tables([file], knowledge, report=said.append).changes
    assert (change.edition, change.before, change.complete) == ("2026Q4", "2024 Q3", True)
    assert change.added == ("97530 → 97140: indicator 1",)
    assert change.removed == ("97150 → 97110: was indicator 1",)
    assert any("1 added, 1 removed, 0 changed" in line for line in said)
    tables = read_tables(knowledge / "tables")
    on = {day: tables.pair("97530", "97140", "practitioner", day) for day in (date(2026, 9, 30), date(2026, 10, 1))}
    assert [row.active(day) for day, row in on.items()] == [False, True]
    assert tables.pair("97140", "97530", "practitioner", date(2026, 11, 23)).edition.label == "2026Q4"
    assert tables.pair("97140", "97530", "practitioner", date(2024, 8, 1)).edition.label == "2024Q3"


def test_first_days_of_a_new_quarter_tell_the_past(knowledge, tmp_path):
    """Where the new table gives first days, days before and between the quarters are answered from it."""
    file = pair_zip(tmp_path / "ccipra-v323r0-f1.zip", pair_lines(knowledge, _97530_97140=("20250101", "*", "0")))
    load_tables([file], knowledge)
    tables = read_tables(knowledge / "tables")
    days = (date(2024, 12, 31), date(2025, 1, 1))
    assert [tables.pair("97530", "97140", "practitioner", day).active(day) for day in days] == [False, True]
    assert tables.pair("97150", "97110", "practitioner", date(2020, 9, 30)).active(date(2020, 9, 30)) is False
    assert tables.pair("97150", "97110", "practitioner", date(2019, 6, 1)).certain(date(2019, 6, 1))


def test_an_edition_loaded_ahead_changes_nothing_before_its_first_day(knowledge, tmp_path):
    """Loaded in 2026, the first quarter of 2027 answers from January 1 only; loaded in 2027 it tells the past as well."""
    file = pair_zip(tmp_path / "ccipra-v330r0-f1.zip", pair_lines(knowledge, _97530_97140=("20250101", "*", "0")), "ccipra-v330r0-f1.txt")
    days = (date(2026, 12, 31), date(2027, 1, 1))
    for today, expected in ((date(2026, 11, 27), [False, True]), (date(2027, 1, 2), [True, True])):
        load_tables([file], knowledge, today=today)
        tables = read_tables(knowledge / "tables")
        assert expected == [tables.pair("97530", "97140", "practitioner", day).active(day) for day in days]


def test_pairs_with_codes_outside_therapy_stand_in_their_own_table(knowledge, tmp_path):
    """A surgical code with a therapy code is kept apart, as it stands; an ended one and two codes of others are not kept."""
    lines = pair_lines(knowledge)
    for one, two, last in (("11042", "97597", "*"), ("97110", "99199", "*"), ("11043", "97597", "20200101"), ("11042", "11043", "*")):
        lines.append(f"{one}\t{two}\t\t20200101\t{last}\t1\tMisuse of Column Two code\r\n")
    load_tables([pair_zip(tmp_path / "ccipra-v323r0-f1.zip", lines)], knowledge)
    tables, day = read_tables(knowledge / "tables"), date(2026, 11, 23)
    assert (tables.pair("97597", "11042", "practitioner", day).column1, tables.pair("97110", "99199", "practitioner", day).column1) == ("11042", "97110")
    assert tables.pair("11043", "97597", "practitioner", day).edition.label == "2024Q3"  # the part loaded is not the whole
    assert not tables.pair_rows("11042", "11043", "practitioner", day)
    assert "11042" not in tables.paired
    assert tables.knows("11042")


def test_one_part_of_four(knowledge, tmp_path):
    """A part answers for its own pairs; what it lacks is still answered from the whole table before."""
    lines = pair_lines(knowledge, _97530_97140=("20261001", "*", "1"))
    first, second = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    (change,) = load_tables([pair_zip(tmp_path / "ccipra-v323r0-f4.zip", second)], knowledge).changes
    assert not change.complete
    assert not change.removed
    tables = read_tables(knowledge / "tables")
    labels = [tables.pair(a, b, "practitioner", date(2026, 11, 1)).edition.label for a, b in (("97530", "97140"), ("29581", "97140"))]
    assert labels == ["2026Q4", "2024Q3"]
    (change,) = load_tables([pair_zip(tmp_path / "ccipra-v323r0-f1.zip", first)], knowledge).changes
    tables = read_tables(knowledge / "tables")
    assert tables.pair("29581", "97140", "practitioner", date(2026, 11, 1)).edition.label == "2026Q4"
    assert tables.pair("97530", "97140", "practitioner", date(2026, 11, 1)).active(date(2026, 11, 1))


def test_all_parts_in_one_load(knowledge, tmp_path):
    """Four parts given together are one whole table, each setting for itself."""
    files = []
    for setting, name in (("practitioner", "ccipra"), ("outpatient_hospital", "ccioph")):
        lines = pair_lines(knowledge, setting)
        for n in range(4):
            part = lines[n::4]
            files.append(pair_zip(tmp_path / f"{name}-v323r0-f{n + 1}.zip", part, f"{name}-v323r0-f{n + 1}.txt"))
    changes = load_tables(files, knowledge).changes
    assert [change.complete for change in changes] == [True, True]
    assert {"practitioner", "outpatient_hospital"} == {change.setting for change in changes}


def test_dry_run_writes_nothing(knowledge, tmp_path):
    """A dry run tells the same changes and leaves every file as it was."""
    before = {path.name: path.read_bytes() for path in (knowledge / "tables").iterdir()}
    file = pair_zip(tmp_path / "ccipra-v323r0-f1.zip", pair_lines(knowledge, _97530_97140=("20261001", "*", "1")))
    said = []
    summary = load_tables([file], knowledge, dry_run=True, report=said.append)
    assert len(summary.changes[0].added) == 1
    assert "Nothing was written." in said
    assert before == {path.name: path.read_bytes() for path in (knowledge / "tables").iterdir()}


@pytest.mark.parametrize(
    "bad",
    [
        "97530\t97140\t\t20261001\t*\t2\tMade up\r\n",
        "97530\t97140\t\t20261301\t*\t1\tMade up\r\n",
        "97530\t9714\t\t20261001\t*\t1\tMade up\r\n",
        "97530\t97140\t\t20261001\r\n",
        "the end\r\n",
    ],
)
def test_a_broken_line_stops_the_whole_load(bad, knowledge, tmp_path):
    """The line is named, and no file is written, not even of a sound file before it."""
    before = {path.name: path.read_bytes() for path in (knowledge / "tables").iterdir()}
    sound = pair_zip(tmp_path / "ccioph-v323r0-f1.zip", pair_lines(knowledge), "ccioph-v323r0-f1.txt")
    broken = pair_zip(tmp_path / "ccipra-v323r0-f1.zip", [*pair_lines(knowledge)[:3], bad])
    with pytest.raises(TableError, match="line 10"):
        load_tables([sound, broken], knowledge)
    assert before == {path.name: path.read_bytes() for path in (knowledge / "tables").iterdir()}


def test_two_rows_that_contradict(knowledge, tmp_path):
    """The same pair and days with two indicators are refused."""
    lines = [f"97530\t97140\t\t20261001\t*\t{i}\tMade up\r\n" for i in "01"]
    with pytest.raises(TableError, match="97530 97140"):
        load_tables([pair_zip(tmp_path / "ccipra-v323r0-f1.zip", lines)], knowledge)


def test_a_cut_off_zip(knowledge, tmp_path):
    """A download that broke off is refused as damaged."""
    file = pair_zip(tmp_path / "ccipra-v323r0-f1.zip", pair_lines(knowledge))
    file.write_bytes(file.read_bytes()[:-400])
    with pytest.raises(TableError, match="not a readable zip"):
        load_tables([file], knowledge)


def test_a_cut_off_gzip(knowledge, tmp_path):
    """So is an extract that broke off."""
    file = tmp_path / "ptp_practitioner_2026q4.csv.gz"
    packed = gzip.compress(b"column1,column2,modifier_indicator,rationale\n" + b"97530,97140,1,x\n" * 5000)
    file.write_bytes(packed[:-40])
    with pytest.raises(TableError, match="damaged"):
        load_tables([file], knowledge)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("notes.txt", "hello\n", "holds no table"),
        ("edits-2026q4.txt", HEADING + "97530\t97140\t\t20261001\t*\t1\tx\n", "practitioner or outpatient hospital"),
        ("practitioner.txt", HEADING + "97530\t97140\t\t20261001\t*\t1\tx\n", "no edition"),
        ("MCR_MUE_DMESupplierServices_Eff_10-01-2026.csv", "HCPCS/CPT Code,DME Supplier Services MUE Values\n", "supplier"),
        ("ccipra-v323r0.txt", HEADING, "no pair found"),
    ],
)
def test_files_that_cannot_be_placed(name, text, words, knowledge, tmp_path):
    """What table, setting or edition it is must be plain."""
    (tmp_path / name).write_text(text)
    with pytest.raises(TableError, match=words):
        load_tables([tmp_path / name], knowledge)


def test_a_file_that_is_not_there(knowledge, tmp_path):
    """A missing file is named."""
    with pytest.raises(TableError, match="no such file"):
        load_tables([tmp_path / "gone.zip"], knowledge)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ccipra-v322r0-f1.txt", "2026Q3"),
        ("ccipra-v300r0-f1.txt", "2024Q1"),
        ("medicare-ncci-2025q4-practitioner-ptp-edits.txt", "2025Q4"),
        ("practitioner 2026 Q1.txt", "2026Q1"),
        ("practitioner_eff_04-01-2026.txt", "2026Q2"),
    ],
)
def test_editions_from_names(name, expected, knowledge, tmp_path):
    """The edition is read from the ways CMS names its files."""
    (tmp_path / name).write_text(HEADING + "97530\t97140\t\t20261001\t*\t1\tx\n")
    assert expected == load_tables([tmp_path / name], knowledge, dry_run=True).changes[0].edition


MUE = '"Codes are copyright 2026.\n\nAll rights reserved, \xae and so on.",,,\n"HCPCS/\nCPT Code",{} Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'


def test_limits_as_published(knowledge, tmp_path):
    """An MUE table of a new quarter, with CMS's heading over several lines and words behind the MAI digit."""
    held = read_tables(knowledge / "tables")
    rows = [r for h in held.files["mue", "practitioner"][1:] for r in h.rows()]
    text = MUE.format("Practitioner") + "".join(f"{r['code']},{5 if r['code'] == '97110' else r['units']},{r['mai']} Date of Service Edit: Clinical,Clinical: Data\n" for r in rows)
    file = tmp_path / "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
    file.write_text(text, encoding="cp1252")
    (change,) = load_tables([file], knowledge).changes
    assert change.changed == ("97110: 6 units, MAI 3 → 5 units, MAI 3",)
    tables = read_tables(knowledge / "tables")
    assert [tables.mue("97110", "practitioner", day).units for day in (date(2026, 9, 30), date(2026, 10, 1))] == [6, 5]
    assert tables.mue("97161", "practitioner", date(2026, 11, 1)).edition.label == "2026Q4"


def test_limits_in_a_spreadsheet(knowledge, tmp_path):
    """The same as an .xlsx file alone; numbers in cells are codes as text."""
    rows = [["Codes are copyright."], ["HCPCS/CPT Code", "Outpatient Hospital Services MUE Values", "MUE Adjudication Indicator", "MUE Rationale"]]
    file = spreadsheet(tmp_path / "MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.xlsx", [*rows, [97110, 7, "3 Date", "Clinical"]])
    load_tables([file], knowledge)
    assert read_tables(knowledge / "tables").mue("97110", "outpatient_hospital", date(2026, 10, 1)).units == 7


@pytest.mark.parametrize("row", ["97110,six,3 x,y", "9711,6,3 x,y", "97110,6,4 x,y"])
def test_a_broken_limit(row, knowledge, tmp_path):
    """A row without code, number or known MAI stops the load with its line."""
    file = tmp_path / "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
    file.write_text(MUE.format("Practitioner") + f"97112,4,3 x,y\n{row}\n")
    with pytest.raises(TableError, match="line 7"):
        load_tables([file], knowledge)


ABOVE = [
    ",,2026 National Physician Fee Schedule Relative Value File January Release",
    ",,,,NOT USED,,,,,,,,,,,,,,,,",
    ",,,,FOR,,,NON-FAC,,FACILITY,,,,,,,,,,,",
]
WITH_PRICING = [
    ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,PRIC,ENDO,CONV",
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,IND,BASE,FACTOR",
]
WITHOUT = [
    ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV",
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR",
]


@pytest.mark.parametrize(("head", "pad"), [(WITH_PRICING, ",0,"), (WITHOUT, ",")])
def test_values_as_published(head, pad, knowledge, tmp_path):
    """Columns are found by their stacked headings, with and without the 2026 file's further column."""
    row = "97530,,words,A,,0.45,0.60,,0.60,,0.01,1.06,1.06,7,XXX,0,0,0,5,0,1,0,0"
    file = tmp_path / "PPRRVU2026_Jan_nonQPP.csv"
    file.write_text("\n".join([*ABOVE, *head, f"{row}{pad},33.4009", f"{row.replace('97530,,', '97530,26,')}{pad},33.4009"]) + "\n")
    (change,) = load_tables([file], knowledge).changes
    assert (change.table, change.edition, change.before) == ("rvu", "RVU26A", "RVU25D")
    assert any(line.startswith("97530: status A, work 0.44") for line in change.changed)
    tables = read_tables(knowledge / "tables")
    found = tables.rvu("97530", date(2026, 5, 1))
    assert (str(found.work), str(found.pe), str(found.conversion_factor), found.edition.label) == ("0.45", "0.60", "33.4009", "RVU26A")
    assert tables.rvu("97530", date(2025, 5, 1)).edition.label == "RVU25D"
    assert "words" not in (knowledge / "tables" / "rvu-RVU26A.csv").read_text()


def test_a_broken_value(knowledge, tmp_path):
    """A relative value that is no number stops the load."""
    file = tmp_path / "PPRRVU2026_Jan_nonQPP.csv"
    row = "97530,,words,A,,none,0.60,,0.60,,0.01,1.06,1.06,7,XXX,0,0,0,5,0,1,0,0,,33.4009"
    file.write_text("\n".join([*ABOVE, *WITHOUT, row]) + "\n")
    with pytest.raises(TableError, match="line 6"):
        load_tables([file], knowledge)


def test_places_and_localities_as_published(knowledge, tmp_path):
    """Cost indices with footnotes, localities with states named once, in one release zip beside other members."""
    gpci = (
        "ADDENDUM E. FINAL CY 2027 GEOGRAPHIC PRACTICE COST INDICES,,,,,,\n,,,,,,\n"
        "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2027 PW GPCI,2027 PE GPCI,2027 MP GPCI\n"
        "1182,CA,18,LOS ANGELES*,1.05,1.2,0.7\n*Work GPCI reflects a floor.,,,,,,\n"
    )
    counties = (
        "COUNTIES INCLUDED IN 2027 LOCALITIES,,,,\n,,,,\n"
        "Medicare Adminstrative Contractor,Locality Number,State ,Fee Schedule Area ,Counties\n"
        "1182,18,CALIFORNIA ,LOS ANGELES ,LOS ANGELES\n1182,17,,VENTURA,VENTURA\n*  Serviced by two carriers.,,,,\n"
    )
    file = tmp_path / "rvu27a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("GPCI2027.csv", gpci)
        archive.writestr("27LOCCO.csv", counties)
        archive.writestr("RVU27A.pdf", b"%PDF")
        archive.writestr("ANES2027.csv", "Contractor,Locality\n1,2\n")
    summary = load_tables([file], knowledge)
    assert {"gpci", "localities"} == {change.table for change in summary.changes}
    assert summary.skipped == ("rvu27a.zip: ANES2027.csv",)
    tables = read_tables(knowledge / "tables")
    assert tables.gpci("01182-18", date(2027, 2, 1)).name == "LOS ANGELES"
    assert {("01182-17", "CALIFORNIA"), ("01182-18", "CALIFORNIA")} <= {(r.id, r.state) for r in tables.localities}


def test_addons_as_published(knowledge, tmp_path):
    """Add-on edits of a quarter; entries that were deleted are left out."""
    file = tmp_path / "AOC_V2026Q4-MCR.txt"
    file.write_text(
        "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tNotes\n"
        "1\t97130\t\t97129\t\t2020001\t\t\n1\t97130\t\t97127\t\t2018001\t2019365\t\n2\t98981\t\tCCCCC\t\t2022001\t\t\n"
    )
    load_tables([file], knowledge)
    tables = read_tables(knowledge / "tables")
    assert tables.bases("97130", date(2026, 11, 1)).bases == ("97129",)
    assert tables.bases("98981", date(2026, 11, 1)).by_contractor


def test_the_same_load_twice_changes_nothing(knowledge, tmp_path):
    """Loading a file again finds nothing to change and writes the same bytes."""
    file = pair_zip(tmp_path / "ccipra-v323r0-f1.zip", pair_lines(knowledge))
    load_tables([file], knowledge)
    before = (knowledge / "tables" / "ptp-practitioner-2026Q4.csv").read_bytes()
    (change,) = load_tables([file], knowledge).changes
    assert (change.added, change.removed, change.changed) == ((), (), ())
    assert before == (knowledge / "tables" / "ptp-practitioner-2026Q4.csv").read_bytes()


def test_check_agrees_and_disagrees(knowledge, tmp_path, capsys):
    """The check command finds a table's own rows in order and names a row that differs."""
    folder = tmp_path / "given"
    folder.mkdir()
    same = folder / "ptp_practitioner_2024q3.csv"
    row = "97150,97110,,{},made up\n97140,97530,2019-12-31,1,made up\n"
    head = "column1,column2,deletion_date,modifier_indicator,rationale\n"
    same.write_text(head + row.format(1))
    assert main(["check", str(same), "--knowledge", str(KNOWLEDGE)]) == 0
    same.write_text(head + row.format(0))
    assert main(["check", str(same), "--knowledge", str(KNOWLEDGE)]) == 1
    assert "97150 → 97110" in capsys.readouterr().out
    assert main(["check", str(folder / "gone.csv"), "--knowledge", str(KNOWLEDGE)]) == 2


def big_zip(path, knowledge, rows):
    """A pair zip with so many rows of other codes before ours."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("ccipra-v323r0-f1.txt", "w", force_zip64=True) as out,
    ):
        out.write(HEADING.encode())
        for a in range(rows // 1000):
            lines = (f"{10000 + a}\t{20000 + b}\t\t20200101\t*\t1\tMisuse of Column Two code\r\n" for b in range(1000))
            out.write("".join(lines).encode())
        out.write("".join(pair_lines(knowledge)).encode())
    return path


@pytest.mark.slow
def test_two_and_a_half_million_rows(knowledge, tmp_path):
    """A table of 2.5 million rows is read in under 30 seconds."""
    file = big_zip(tmp_path / "ccipra-v323r0-f1.zip", knowledge, 2_500_000)
    started = time.process_time()
    change, beyond = load_tables([file], knowledge, dry_run=True).changes
    assert beyond.table == "outside"
    assert time.process_time() - started < 30
    assert change.complete


def test_memory_does_not_grow_with_the_table(knowledge, tmp_path):
    """Rows are streamed: a table of 100,000 rows (5 MB) takes under 3 MB."""
    file = big_zip(tmp_path / "ccipra-v323r0-f1.zip", knowledge, 100_000)
    keep = pairs.keeper(read_codes(knowledge / "tables" / "codes.csv"))
    (member,) = members(file)
    tracemalloc.start()
    try:
        assert sum(1 for _ in pairs.read(member, keep)) > 2000
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_a_part_without_our_codes(knowledge, tmp_path):
    """A part that holds none of our codes is said to be so and writes no file."""
    file = tmp_path / "ccipra-v323r0-f1.txt"
    file.write_text(HEADING + "0001A\t0591T\t\t20220101\t20231231\t1\tMade up\n")
    summary = load_tables([file], knowledge)
    assert not summary.changes
    assert "none of our codes" in " ".join(summary.lines())
    assert not (knowledge / "tables" / "ptp-practitioner-2026Q4.csv").exists()
