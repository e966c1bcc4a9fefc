"""Payers as a tree: who is named in a text, and the checks of the table."""

from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.reference.payers import read_payers
from assistant.reference.whole import sealed
from assistant.schema import PAYERS as CLASSES

TABLE = Path(__file__).parents[2] / "knowledge" / "tables" / "payers.csv"
PAYERS = read_payers(TABLE)
HEAD = "id,parent,label,names,state,company,counting,follows\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TX Medicaid, 97110", ["medicaid-tx"]),
        ("medicaid in texas", ["medicaid-tx"]),
        ("Medicaid (OH)", ["medicaid-oh"]),
        ("west virginia medicaid", ["medicaid-wv"]),
        ("Medi-Cal", ["medicaid-ca"]),
        ("Medical Policy", []),
        ("Ohio workers comp", ["workers-comp-oh"]),
        ("BCBS of Texas", ["bcbs-tx"]),
        ("blue cross, we are in Michigan", ["bcbs-mi"]),
        ("Anthem Blue Cross and Blue Shield", ["anthem"]),
        ("Highmark's rule, BCBS", ["highmark"]),
        ("Humana Gold Plus", ["humana-ma"]),
        ("humana military", ["tricare-east"]),
        ("TRICARE Prime", ["tricare"]),
        ("division of workers' compensation, California", ["workers-comp-ca"]),
        ("Aetna and Cigna", ["aetna", "cigna"]),
        ("UnitedHealthcare Community Plan of Ohio", ["uhc-community", "medicaid-oh"]),
        ("Aetna Better Health of Ohio", ["aetna-better-health", "medicaid-oh"]),
        ("Optum VA community care", ["optum-va"]),
        ("Farmers insurance auto", ["farmers"]),
        ("BWC patient in Ohio", ["workers-comp-oh"]),
        ("NY comp: cap?", ["workers-comp-ny"]),
        ("PT comp, and a WC", []),
        ("is 97110 timed?", []),
    ],
)
def test_payers_and_states_are_found_as_people_write_them(text, found):
    """The most exact of each."""
    assert list(PAYERS.find(text)) == found


def test_words_that_alone_name_another_payer_are_known():
    """Humana Military is no Humana; a company's own lines share its name."""
    assert PAYERS.named("tricare-east", "humana military").lent == {"humana"}
    assert PAYERS.named("humana-ma", "humana gold plus").lent == set()
    assert PAYERS.named("highmark", "highmark blue shield").lent == set()


def test_an_insurer_of_no_table_is_known_by_its_form():
    """A name in capitals before Health Plan, Insurance and the like; never a sentence's first word alone."""
    assert [one.id for one in PAYERS.unknown("Does Acme Health Plan pay?")] == ["acme-health"]
    assert PAYERS.unknown("Does Home Health pay? The Insurance pays. Highmark Health pays.") == ()


def test_every_class_is_a_root_and_every_payer_has_one():
    """schema.PAYERS and the table agree."""
    assert set(CLASSES) == {row.id for row in PAYERS.rows.values() if not row.parent}
    assert all(PAYERS.class_of(row) in CLASSES for row in PAYERS.rows)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("x,nowhere,X,x,,,,\n", "'x' has a parent"),
        ("x,,X,x,,,,\n", "'x' has a parent"),
        ("medicaid,,Medicaid,,,,,\nx,medicaid,X,medicaid,,,,\n", "names 'medicaid' and 'x'"),
        ("medicaid,,Medicaid,,,,,\nmedicaid,,Medicaid,,,,,\n", "row 3"),
        ("medicaid,,Medicaid,\n", "columns are"),
    ],
)
def test_a_wrong_table_is_told_with_its_row(tmp_path, rows, said):
    """File, row and what is wrong."""
    (tmp_path / "payers.csv").write_text(sealed(HEAD + rows, hashed=False))
    with pytest.raises(KnowledgeError, match=said):
        read_payers(tmp_path / "payers.csv")
