"""Twenty-six documents in the manner of payers: whose each is, what is doubtful of it, and whom it answers for."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import Unreadable
from assistant.library.loaders import ocr
from assistant.library.loaders.document import Document, Section
from assistant.library.loaders.formats import read_document
from assistant.library.own.about import about, checked
from assistant.library.own.doubts import contradictions, doubts, marked
from assistant.library.own.passages import own_passages
from assistant.library.own.reading import files, read_files
from assistant.library.passages import head_of
from assistant.reference.payers import read_payers
from assistant.schema import Outcome, Passage
from tests.conftest import KNOWLEDGE
from tests.library import made, payer_documents
from tests.library.payer_questions import (
    AFTER,
    AFTER_ANOTHERS,
    ANOTHERS,
    ANSWERED,
    KEPT,
    KEPT_ANOTHERS,
    LATER,
    SCANNED,
    STAFF,
    STAFF_ANOTHERS,
    WRONG,
)

PAYERS = read_payers(KNOWLEDGE / "tables" / "payers.csv")
WHOSE = {
    "aetna-pt-0325": "aetna", "humana-pt-ot-guide-2026": "humana", "ny-wcb-fee-guide": "workers-comp-ny", "acme-therapy-manual-2025": "acme-health",
    "acme-therapy-manual-2026": "acme-health", "bcbsm-limits": "bcbs-mi", "buckeye-pt": "buckeye", "cigna-reimb-r12": "cigna",
    "highmark-claims-guide": "highmark", "highmark-therapy-policy": "highmark", "kaiser-referrals": "kaiser", "lakeside-compliance": "",
    "lakeside-front-desk": "", "lakeside-rates": "", "medi-cal-therapy": "medicaid-ca", "medicare-adv-humana": "humana-ma", "memo-billing-tips": "",
    "odm-therapy-rule": "medicaid-oh", "ohio-bwc-therapy": "workers-comp-oh", "old-carrier-manual-1999": "", "premera-policy": "premera",
    "statefarm-pip": "state-farm", "tricare-east-therapy": "tricare-east", "triwest-ccn": "triwest", "tx-medicaid-manual": "medicaid-tx", "uhc-bulletin-therapy": "uhc",
}  # fmt: skip


ITS_OWN = {  # what the payer named has on the matter, though not the answer
    "Ohio Medicaid PTA modifier UB?": "own-odm-therapy-rule",
    "Humana Gold Plus corrected claim frequency code": "own-medicare-adv-humana",
    "Texas Medicaid how many visits without authorization": "own-tx-medicaid-manual",
    "VA: referral for PT, Prime or Select?": "own-triwest-ccn",
    "VA: PTA services, what percent does Humana Military pay": "own-tricare-east-therapy",
    "Medicare Advantage from Aetna: kinesio taping": "own-aetna-pt-0325",
    "Molina Ohio PT: from which visit do we need auth, and which form": "own-odm-therapy-rule",
    "UnitedHealthcare Community Plan of Ohio: dates of service without auth": "own-odm-therapy-rule",
    "Aetna Better Health of Ohio: authorization from which visit": "own-odm-therapy-rule",
    "Superior HealthPlan: modifier of assistants": "own-tx-medicaid-manual",
    "Kaiser: is massage therapy covered": "own-kaiser-referrals",
    "Premera discharge summary due within how many days": "own-premera-policy",
    "Aetna corrected claim: frequency code?": "own-aetna-pt-0325",
    "UHC timely filing limit for therapy": "own-uhc-bulletin-therapy",
    "Cigna and kinesio taping, experimental?": "own-cigna-reimb-r12",
    "Highmark auth request, is it form OTR-2?": "own-highmark-therapy-policy",
}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """All of them, written and read, by the name of their file."""
    folder = payer_documents.write(tmp_path_factory.mktemp("payers"))
    paths, quarantined = {folder: {}}, {}
    read = read_files(files(paths, quarantined), paths, quarantined, None, PAYERS)
    assert not read.quarantined
    return {own.id.removeprefix("own-"): own for own in read.documents}


def test_each_document_is_its_payers(documents):
    """Guessed from title, publisher, file name and text; shown as guessed; nobody's stay nobody's."""
    assert {name: ", ".join(own.about.payers) for name, own in documents.items()} == WHOSE
    assert all(("payers" in own.about.guessed) == bool(own.about.payers) for own in documents.values())


def test_name_toml_settles_whose_it_is():
    """An id, a name of the table, a name of no table; no payer; what is no name is told."""
    document = Document("x", "Therapy guide", (Section(("x",), "Highmark pays."),))

    def whose(said):
        return about(document, "x.pdf", checked({"payers": said}, "x.toml"), PAYERS).payers

    assert whose(["Texas Medicaid"]) == ("medicaid-tx",)
    assert whose("highmark") == ("highmark",)
    assert whose(["Acme Health Plan"]) == ("acme-health",)
    assert whose([]) == ()
    with pytest.raises(Unreadable, match="x.toml: payer 'medicade' is no id"):
        whose(["medicade"])
    with pytest.raises(Unreadable, match="payer ' '"):
        checked({"payers": [" "]}, "x.toml")


def test_passages_carry_the_plan_and_all_above_it(documents):
    """The plan for who may be answered, its class for the judge; publisher and file name are searched."""
    found = list(own_passages([documents["highmark-therapy-policy"]], lambda text: len(text.split()), 200))
    assert {p.plans for p in found} == {("highmark",)}
    assert found[0].payers == ("highmark", "bcbs", "commercial")
    assert "Highmark Blue Shield" in head_of(found[0])
    assert all("Effective February" not in p.text for p in found)


def test_a_dry_run_warns(documents):
    """No payer, vague title without publisher, a title that is there twice, guessed edition, no date."""
    said = {}
    nameless = replace(documents["buckeye-pt"], about=replace(documents["buckeye-pt"].about, publisher=""))
    for own, what in doubts([*(own for own in documents.values() if own.id != nameless.id), nameless]):
        said.setdefault(own.id.removeprefix("own-"), []).append(what)
    assert any(what.startswith("no payer") for what in said["memo-billing-tips"])
    assert any(what.startswith("vague title") for what in said["buckeye-pt"])
    assert any("another document's too" in what for what in said["acme-therapy-manual-2025"])
    assert "edition guessed from its text: 2026-02-01" in said["highmark-therapy-policy"]
    assert any(what.startswith("no edition and no date") for what in said["lakeside-rates"])
    assert any(what == "payer guessed: aetna" for what in said["aetna-pt-0325"])


def test_what_differs_is_told_at_ingest(documents, reference):
    """The memo's sentence is told with the claim; another payer's rule is not held against it."""
    claim = Passage("premise#x", "No.", ("Each code needs eight minutes of its own",), (), kind="premise")
    rows = [documents["memo-billing-tips"], documents["acme-therapy-manual-2026"]]
    made = [claim, *own_passages(rows, lambda text: len(text.split()), 200)]
    found = list(contradictions(rows, made, reference, date(2026, 11, 23)))
    assert {one.own.name for one in found} == {documents["memo-billing-tips"].name}
    assert [one.sentence.split()[0] for one in found] == ["Every", "Put", "Report"]
    assert "counts the day's total" in str(found[0])
    assert [p.differs[0].split()[0] for p in marked(made, found) if p.differs] == ["Every", "Put", "Report"]


def test_a_false_claim_without_a_rule_is_told(documents, reference):
    """What only the corrections know."""
    claim = Passage("premise#x", "No.", ("A cancellation costs the patient 40 dollars",), (), kind="premise")
    rows = [documents["lakeside-front-desk"]]
    found = list(contradictions(rows, [claim, *own_passages(rows, lambda text: len(text.split()), 200)], reference, date(2026, 11, 23)))
    assert [one.instead for one in found] == ["this is known to be false (“A cancellation costs the patient 40 dollars”)"]
    denied = replace(claim, heading=("A cancellation does not cost the patient 40 dollars",))
    assert not list(contradictions(rows, [denied, *own_passages(rows, lambda text: len(text.split()), 200)], reference, date(2026, 11, 23)))


def test_a_sheet_keeps_its_formats():
    """Dollars as the sheet shows them; a hidden sheet is told."""
    import io

    import openpyxl

    data = payer_documents._xlsx("", "", "", payer_documents.DOCUMENTS["lakeside-rates.xlsx"][3])
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Authorization"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    read = read_document(out.getvalue(), "rates.xlsx")
    assert "Code: 97110; BCBSM PPO: $28.10; Aetna: $30.25; Acme: $26.00" in read.sections[0].text
    assert read.meta["gaps"] == ["sheet Authorization is hidden and was not read"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, index_folder):
    """The whole assistant over the shipped knowledge and these documents."""
    from assistant.answer.chain import Assistant
    from assistant.library.cli import main
    from assistant.settings import Settings

    folder = tmp_path_factory.mktemp("loaded")
    docs = payer_documents.write(folder / "docs")
    (folder / "index").mkdir()
    if (Path(index_folder) / "vectors.sqlite").is_file():
        shutil.copyfile(Path(index_folder) / "vectors.sqlite", folder / "index" / "vectors.sqlite")
    assert main(["--index", str(folder / "index"), "--knowledge", str(KNOWLEDGE), str(docs)]) == 0
    return Assistant.open(Settings(index=folder / "index", knowledge=KNOWLEDGE))


def _cited(answer, *roles):
    """Passages that claims of these roles rest on (all roles when none is named)."""
    records = answer.evidence.ids()
    keys = [key for claim in answer.claims if not roles or claim.role in roles for key in claim.evidence_ids]
    return [records[key] for key in keys if isinstance(records.get(key), Passage)]


@pytest.mark.slow
def test_what_only_a_payers_document_answers_is_answered_from_it(loaded):
    """At least 85 in 100 of 147, with the words and the document."""
    right = 0
    every = [*ANSWERED, *KEPT, *LATER, *STAFF, *AFTER]
    for asked, document, words in every:
        answer = loaded.ask(asked)
        held = any(p.id.startswith(f"{document}#") for p in _cited(answer, "lead", "why"))
        right += held and words.lower() in " ".join(claim.text for claim in answer.claims).lower()
    assert len(every) >= 80
    assert right >= 0.85 * len(every)


@pytest.mark.slow
def test_no_payers_document_answers_for_another(loaded):
    """Seventy that name a payer of which nothing on the matter is held."""
    for asked in [*ANOTHERS, *KEPT_ANOTHERS, *STAFF_ANOTHERS, *AFTER_ANOTHERS]:
        wrong = [p.id for p in _cited(loaded.ask(asked)) if p.kind == "own" and p.plans and p.id.partition("#")[0] != ITS_OWN.get(asked)]
        assert not wrong, (asked, wrong)


@pytest.mark.slow
@pytest.mark.parametrize("payer", ["Premera", "the Teamsters Local 99 welfare fund", "Humana", "Regence"])
def test_no_row_of_a_sheet_answers_for_a_payer_it_does_not_hold(loaded, payer):
    """The clinic's list of payers holds Aetna, Cigna and Highmark."""
    answer = loaded.ask(f"Does {payer} need authorization, and which portal?")
    assert not any(p.id.startswith("own-lakeside-rates") for p in _cited(answer))


@pytest.mark.slow
def test_a_memos_wrong_rules_and_an_old_manual_never_lead(loaded):
    """The primary source leads."""
    for asked, document in WRONG:
        answer = loaded.ask(asked)
        assert answer.outcome is Outcome.ANSWERED, asked
        assert not any(p.id.startswith(document) for p in _cited(answer, "lead")), asked


@pytest.mark.slow
def test_a_memos_wrong_rule_is_quoted_as_what_differs(loaded):
    """Beside the primary source, with its name; never as one of the answers to choose from."""
    for asked, title in (("Does every code need eight minutes of its own under Medicare?", "Billing tips"), ("Should KX go on every Medicare claim from the first visit?", "Billing tips"),
                         ("Do we report functional limitation G-codes at the tenth visit?", "Billing tips"), ("Is there still a hard therapy cap of 1500 dollars?", "CARRIER THERAPY MANUAL")):  # fmt: skip
        said = [claim.text for claim in loaded.ask(asked).claims if claim.role == "other"]
        assert any(f"Your document “{title}" in text and " differs: “" in text and "primary source counts" in text for text in said), (asked, said)


@pytest.mark.slow
@pytest.mark.skipif(not ocr.available(), reason="tesseract and pytesseract are not both installed")
def test_a_scan_answers_for_its_payer_alone(tmp_path, index_folder):
    """The picture of a page: recognised, its payer's, cited with its page; another payer gets nothing of it."""
    from assistant.answer.chain import Assistant
    from assistant.library.cli import main
    from assistant.settings import Settings

    (tmp_path / "zenith-scan.pdf").write_bytes(made.scan(payer_documents.SCAN))
    (tmp_path / "index").mkdir()
    shutil.copyfile(Path(index_folder) / "vectors.sqlite", tmp_path / "index" / "vectors.sqlite")
    assert main(["--index", str(tmp_path / "index"), "--knowledge", str(KNOWLEDGE), str(tmp_path / "zenith-scan.pdf")]) == 0
    one = Assistant.open(Settings(index=tmp_path / "index", knowledge=KNOWLEDGE))
    for asked, words in SCANNED:
        held = [p for p in _cited(one.ask(asked), "lead") if p.id.startswith("own-zenith-scan#")]
        assert held, asked
        assert words in held[0].text
        assert held[0].citations[0].locator == "p. 1"
    assert not any(p.kind == "own" for asked, _ in SCANNED for p in _cited(one.ask(asked.replace("Zenith", "Acme"))))


def test_a_list_cut_in_two_keeps_its_lead_in(documents):
    """Each half begins with what introduces the list; text after the list does not."""
    from assistant.library.own.passages import _led

    pieces = ["Not covered:\n- taping", "- needling\n- massage", "Visits are counted."]
    assert list(_led(pieces)) == ["Not covered:\n- taping", "Not covered:\n- needling\n- massage", "Visits are counted."]


def test_a_saved_message_is_read():
    """Subject, writer, day and text; what is attached is named."""
    mail = (
        b"From: Ann <ann@x.org>\r\nSubject: Highmark portal\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nThe portal moves in May.\r\n> old\r\n"
        b"--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--B--\r\n"
    )
    read = read_document(mail, "note.eml")
    assert (read.title, read.sections[0].text) == ("Highmark portal", "The portal moves in May.")
    assert (read.meta["publisher"], str(read.meta["effective"])) == ("Ann", "2026-01-05")
    assert read.meta["gaps"] == ["attached and not read: a.pdf; save them beside it"]
    with pytest.raises(Unreadable, match=r"\.msg: no reader for it; save it as \.eml"):
        read_document(b"x", "note.msg")
