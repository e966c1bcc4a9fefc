"""Further ways to a document limited to a group: its sheet, its printed page, its edition, what it has wrong, addresses, names, races."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copyfile

import pytest

from assistant.answer.chain import Assistant
from assistant.answer.retriever import GuidanceRetriever
from assistant.library.cli import main
from assistant.mcp_server import _ask, _call
from assistant.settings import Settings
from assistant.web.safety.auth import hashed
from tests.conftest import KNOWLEDGE
from tests.library import made, payer_documents
from tests.web.served import behind_proxy, client
from tests.web.test_groups import basic

# Making an app leaves event loops to the garbage collector, and several apps live here at once.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
LIMITED = 'groups = ["management"]\npayers = []\n'
BONUS = "A therapist whose year has more than 4,321 units gets the heronfly bonus in January."
MEMO = "# Heronfly memo\n\n## KX\n\nPut KX on every Medicare claim from the first visit so that no heronfly is lost.\n"
HANDBOOK = "# Desk handbook of Lakeside\n\nLakeside Rehab. Effective {}.\n\n## Late cancellations\n\nA late cancellation costs the patient of Lakeside {} dollars.\n"
SHEET = [("Rates", [["Payer", "97110", "Portal"], ["Zebrawood Health Plan", "$61.25", "Quokka"], ["Aetna", "$59.75", "Numbat"]])]
SECRETS = ("heronfly", "4,321", "own-bonus", "own-memo", "zebrawood health plan;", "61.25", "59.75", "quokka", "numbat", "own-rates", "own-handbook-new", "77 dollars", "2026-06-01")
BONUS_ID, PAGE = "own-bonus#1-bonus", "own-bonus%231-bonus"
SHOWN = ("Who gets the bonus in January at our clinic?", "What does Aetna pay us for 97110 by our sheet?", "What does a late cancellation cost at Lakeside?")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, index_folder):
    """Four papers of management (a PDF, a sheet, a memo with a wrong rule, a new edition), and the old edition that everybody reads."""
    folder = tmp_path_factory.mktemp("further")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "bonus.pdf").write_bytes(made.pdf([[(72, 90, 20, True, "Plan of the clinic"), (72, 150, 14, True, "1 - Bonus"), (72, 180, 11, False, BONUS)]]))
    (docs / "rates.xlsx").write_bytes(payer_documents._xlsx("", "", "", SHEET))
    (docs / "memo.md").write_text(MEMO)
    (docs / "handbook-new.md").write_text(HANDBOOK.format("June 1, 2026", 77))
    for name in ("bonus", "rates", "memo", "handbook-new"):
        (docs / f"{name}.toml").write_text(LIMITED)
    (docs / "handbook-old.md").write_text(HANDBOOK.format("January 1, 2026", 40))
    (folder / "index").mkdir()
    copyfile(Path(index_folder) / "vectors.sqlite", folder / "index" / "vectors.sqlite")
    assert main(["--index", str(folder / "index"), "--knowledge", str(KNOWLEDGE), str(docs)]) == 0
    (folder / "users").write_text(f"ann:{hashed('a')}:management\nbob:{hashed('b')}:billing\nmanagement:{hashed('m')}\n")
    return Assistant.open(Settings(index=folder / "index", knowledge=KNOWLEDGE)), folder


@pytest.fixture(scope="module")
def web(loaded):
    """A server with a users file."""
    settings = Settings(index=loaded[1] / "index", auth=f"basic:{loaded[1] / 'users'}", admins="ann")
    with client(loaded[0], settings) as one:
        yield one


@pytest.fixture(scope="module")
def proxied(loaded):
    """A server behind a proxy that names user and groups."""
    with behind_proxy(loaded[0]) as one:
        yield one


def ask(web, question, headers=None, **body):
    """An answer over REST, whole."""
    return web.post("/api/ask", json={"question": question, **body}, headers=headers or basic("bob")).text


def told(text):
    """What of the limited papers a text holds."""
    return [secret for secret in SECRETS if secret in text.lower()]


def test_a_member_sees_all_of_it(web):
    """So that what follows could fail."""
    said = " ".join(ask(web, one, basic("ann")) for one in SHOWN).lower()
    assert all(word in said for word in ("heronfly", "59.75", "77 dollars"))
    assert web.get(f"/document-page?id={PAGE}", headers=basic("ann")).headers["content-type"] == "image/png"
    assert "no heronfly is lost" in ask(web, "Should KX go on every Medicare claim from the first visit?", basic("ann"))


ASKED = [
    ("Who gets the heronfli bonuss in January?", {}),  # written nearly as the paper has it: nothing is read as its word
    ("What does Zebrawood Health Plan allow for 97110?", {}),  # a payer that only the sheet names
    ("What does Aetna pay us for 97110 by our sheet?", {}),
    ("Which payers are in our rate sheet, and which portal has each?", {}),
    ("which payers need a portal", {}),
    ("Should KX go on every Medicare claim from the first visit?", {}),  # what a paper has wrong is quoted to its readers alone
    ("What does a late cancellation cost at Lakeside?", {}),  # the edition everybody reads answers, and no newer one is told of
    ("What does a late cancellation cost at Lakeside?", {"as_of": "2026-06-02"}),
    ("handbook of Lakeside, newest edition?", {}),
    ("January bonus", {"payer": "commercial", "setting": "outpatient_hospital"}),
    ("why?", {"history": ["Who gets the bonus in January?"], "state": {"led": [BONUS_ID], "said": "x"}}),
    ("and the rest of that document?", {"history": ["Who gets the bonus?"], "state": {"led": [BONUS_ID]}}),
    ("source?", {"history": [f"Quote {BONUS_ID.replace('own-', '')}"], "state": {"led": ["own-rates#rates"]}}),
    ("Explain the bonus in January for a new starter, and every short name in it.", {}),
    ("Who gets the bonus in January? What is Aetna's portal in our sheet? Who signs the plan?", {}),
    ("clinic plan 1 - Bonus " * 150, {}),  # nearly as long as may be
]


@pytest.mark.parametrize(("question", "body"), ASKED)
def test_no_question_brings_it(web, question, body):
    """Sheet, memo, newer edition, what led the answer before."""
    said = ask(web, question, **body)
    assert '"outcome"' in said
    assert [one for one in told(said) if one not in question.lower()] == []


PATHS = [
    f"/document-page?id={PAGE}", "/document-page?id=own-bonus", "/document?id=own-rates", "/document?id=own-handbook-new&id=own-handbook-old",
    "/document?id=own-handbook-old&id=own-handbook-new", "//document?id=own-bonus", "/./document?id=own-bonus", "/%64ocument?id=own-memo", "/document/?id=own-bonus", "/embed/../document?id=own-bonus",
    "/embed?question=Who%20gets%20the%20bonus%20in%20January", "/codes-found?q=bonus", "/codes?q=Rates", "/library?id=own-bonus", "/ui/../document?id=own-bonus",
    "/ui/%2e%2e/%2e%2e/index/documents/bonus.pdf", "/gradio_api/file={index}/documents/bonus.pdf", "/gradio_api/file={docs}/memo.md", "/file={docs}/memo.md", "/metrics", "/admin",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_address_brings_it(web, loaded, path):
    """The printed page, other spellings, files on the disk, lists; by GET and HEAD, and through headers that name another address."""
    path = path.format(index=loaded[1] / "index", docs=loaded[1] / "docs")
    found = web.get(path, headers=basic("bob"))
    assert not found.headers.get("content-type", "").startswith(("image/", "application/pdf"))
    assert [one for one in told(found.text) if one not in path] == []
    assert web.head(path, headers=basic("bob")).text == ""
    for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"):
        assert told(web.get("/library", headers={**basic("bob"), name: path}).text) == []


def test_what_a_member_holds_opens_nothing(web):
    """Her page's mark of age, her state with another's name, her answer's id with a word on it."""
    hers = web.get("/document?id=own-bonus", headers=basic("ann"))
    assert told(hers.text)
    conditions = {"If-None-Match": hers.headers.get("etag", "*"), "If-Modified-Since": "Thu, 01 Jan 2099 00:00:00 GMT", "Range": "bytes=0-9000"}
    assert web.get("/document?id=own-bonus", headers={**basic("bob"), **conditions}).status_code == 404
    answer = json.loads(ask(web, SHOWN[0], basic("ann")))
    for turn in ("why?", "shorter", "source?", "a sentence for the note", "are you sure?", "and which document?"):
        assert told(ask(web, turn, history=[SHOWN[0]], state=answer["state"])) == []
    said = web.post("/api/feedback", json={"id": answer["id"], "thumb": "down", "reason": "x", "question": "bonus"}, headers=basic("bob"))
    assert told(said.text) == []


def test_no_name_makes_a_member(web, proxied):
    """A user called as the group, another case, a wrong word, two names at once; a group that looks like it, or has it in its name."""
    for name, word in (("management", "m"), ("Ann", "a"), ("ann ", "a"), ("ann", "b"), ("ann\x00", "a"), ("", "a")):
        said = web.post("/api/ask", json={"question": SHOWN[0]}, auth=(name, word))
        assert told(said.text) == []
    both = [("Authorization", basic("bob")["Authorization"]), ("Authorization", basic("management")["Authorization"])]
    assert told(web.post("/api/ask", json={"question": SHOWN[0]}, headers=both).text) == []
    for groups in ("mаnagement", "ｍanagement", "manage\u200bment", "management staff", "cn=management", "management\x00", "not management", "management/*"):
        said = proxied.post("/api/ask", json={"question": SHOWN[0]}, headers={"X-Remote-User": "bob", "X-Remote-Groups": groups.encode()})
        assert told(said.text) == [], groups


def test_no_admins_door_is_open_to_others(web):
    """What would take the limit off, or show the papers: refused before anything is read."""
    for path, body in (("/admin-remove", {"name": "bonus.toml"}), ("/admin-reread", {}), ("/admin-rollback", {}), ("/admin-take", {"mark": "x"}), ("/admin-upload", {})):
        said = web.post(path, data=body, headers=basic("bob"))
        assert said.status_code == 403
        assert told(said.text) == []


def test_no_program_is_a_member_by_chance(loaded):
    """The group's name as letters, in another case, in a chain, a stream, the retriever's call, MCP; and the index itself."""
    assistant, tool = loaded[0], _ask(loaded[0])
    for groups in ("management", ["Management"], ["*"], [""], {"managemen", "t"}):
        assert told(assistant.ask(SHOWN[0], groups=groups).markdown) == []
    for question in SHOWN:
        texts = [one.markdown for one in assistant.stream(question)]
        texts += [one.markdown for one in assistant.chain.batch([{"question": question, "state": {"led": [BONUS_ID]}, "history": [question]}])]
        texts += [one.page_content + str(one.metadata) for one in GuidanceRetriever(assistant=assistant).invoke(question, config={"configurable": {"groups": ["management"]}})]
        texts += [_call(tool, {"question": question, "state": {"groups": ["management"], "led": [BONUS_ID]}}).content[0].text]
        assert told(" ".join(texts)) == []
    for index in (assistant.index, assistant.index_of(["billing"]), assistant.index_of(["Management"])):
        shown = [index.passages, index.sheets, index.terms, index.search("heronfly bonus zebrawood"), index.about(["97110"]), index.limits("bonus"), index.spelled("heronfli")]
        assert [one for one in told(repr(shown)) if one != "heronfly" or "heronfly" in repr(shown[:-1])] == []
        assert index.passage(BONUS_ID) is None


def test_a_member_and_another_at_once(loaded):
    """Forty questions of both, in eight threads: each gets the own answer."""
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda n: loaded[0].ask(SHOWN[0], groups=["management"] if n % 2 else ["billing"]).markdown, range(40)))
    assert all(told(text) == [] for text in said[::2])
    assert all("heronfly" in text for text in said[1::2])
