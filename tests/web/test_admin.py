"""The admin page: for admins only; a document goes in, is replaced, goes out; the watched folder; rollback; feedback; usage."""

import shutil
import time
from pathlib import Path

import pytest

from assistant.answer.chain import Assistant
from assistant.library.own.reading import files
from assistant.record.recorder import Recorder
from assistant.record.store import Feedback, Store
from assistant.settings import Settings
from assistant.web.admin.ingests import Ingests, Watch
from assistant.web.admin.uploads import Uploads, as_toml, safe_name
from assistant.web.safety.auth import hashed
from tests.conftest import KNOWLEDGE
from tests.web.served import client
from tests.web.test_groups import basic

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
POLICY = "# Parking\n\n## Where do patients park?\nPatients park on the {} deck behind the clinic.\n\n## KX\nPut KX on every Medicare claim from the first visit.\n"
POSTS = ("admin-upload", "admin-take", "admin-discard", "admin-remove", "admin-reread", "admin-rollback")


@pytest.fixture(scope="module")
def site(tmp_path_factory, index_folder):
    """An index of our own with its encoder, a users file, a record."""
    folder = tmp_path_factory.mktemp("admin")
    (folder / "index").mkdir()
    for name in ("vectors.sqlite", "CURRENT"):
        shutil.copyfile(Path(index_folder) / name, folder / "index" / name)
    now = (Path(index_folder) / "CURRENT").read_text().strip()
    shutil.copytree(Path(index_folder) / "generations" / now, folder / "index" / "generations" / now)
    shutil.copytree(Path(index_folder) / "encoders", folder / "index" / "encoders")
    (folder / "users").write_text(f"ann:{hashed('a')}\nbob:{hashed('b')}:admins\n")
    return folder


@pytest.fixture(scope="module")
def desk(site):
    """A server with a record; ann is admin, bob is not."""
    settings = Settings(index=site / "index", knowledge=KNOWLEDGE, auth=f"basic:{site / 'users'}", admins="ann")
    recorder = Recorder(Store.open(f"sqlite:///{site / 'record.sqlite'}"), 90)
    with client(Assistant.open(settings), settings, recorder=recorder) as web:
        yield web, recorder.store
    recorder.close()


def page(web):
    """The admin page as ann sees it, once nothing is under way any more."""
    for _ in range(600):
        text = web.get("/admin", headers=basic("ann")).text
        if "Under way" not in text:
            return text
        time.sleep(0.2)
    raise AssertionError("still under way after two minutes")


def send(web, word, name="parking.md", **fields):
    """Upload the policy; returns the report."""
    files = {"file": (name, POLICY.format(word).encode(), "text/markdown")}
    return web.post("/admin-upload", files=files, data=fields, headers=basic("ann"))


def mark(report):
    """The mark of what was put aside."""
    return report.text.partition('name="mark" value="')[2][:16]


def test_for_admins_only(desk, site):
    """Not for other users, whatever their groups are called; not without signing in; not where nobody signs in."""
    web, _ = desk
    with client(Assistant.open(Settings(index=site / "index", knowledge=KNOWLEDGE))) as open_:
        for method, path in (("GET", "admin"), *(("POST", path) for path in POSTS)):
            assert web.request(method, f"/{path}", headers=basic("bob")).status_code == 403, path
            assert web.request(method, f"/{path}").status_code == 401, path
            assert open_.request(method, f"/{path}").status_code == 403, path
            assert open_.request(method, f"/{path}", headers={"X-Remote-User": "ann"}).status_code == 403, path
    foreign = {**basic("ann"), "Origin": "https://evil.example"}
    assert all(web.post(f"/{path}", headers=foreign).status_code == 403 for path in POSTS)
    big = web.post("/admin-upload", content=b"x" * 70_000, headers=basic("bob"))
    assert big.status_code == 413


def test_a_proxy_says_who_is_admin(site):
    """By a header's value, from the proxy only."""
    settings = Settings(index=site / "index", knowledge=KNOWLEDGE, auth="proxy:X-User", admins="X-Groups=coders", proxies=("10.0.0.2/32",), host="0.0.0.0")
    with client(Assistant.open(settings), settings, peer="10.0.0.2") as web:
        for groups, status in (("staff,coders", 200), ("coders2", 403), ("", 403)):
            assert web.get("/admin", headers={"X-User": "ann", "X-Groups": groups}).status_code == status
        assert web.get("/admin", headers={"X-Groups": "coders"}).status_code == 401


@pytest.mark.slow
def test_a_document_goes_in_is_replaced_and_goes_out(desk):
    """Report first; then answers come from it; a new one takes its place; removed, it is gone; rollback brings the one before."""
    web, _ = desk
    report = send(web, "north", payers="none", title="Parking rules")
    assert report.status_code == 200
    for told in ("Parking rules", "north deck", "differs", "Put KX on every Medicare claim", "no edition and no date"):
        assert told in report.text, told
    assert "Parking rules" not in page(web)
    web.post("/admin-take", data={"mark": mark(report)}, headers=basic("ann"), follow_redirects=False)
    listed = page(web)
    assert "Parking rules" in listed
    assert "says “Put KX" in listed
    assert "north deck" in _asked(web)
    again = send(web, "south", payers="none", title="Parking rules")
    assert "would be replaced" in again.text
    web.post("/admin-take", data={"mark": mark(again)}, headers=basic("ann"))
    page(web)
    assert "south deck" in _asked(web)
    web.post("/admin-rollback", headers=basic("ann"))
    assert "north deck" in _asked(web)
    web.post("/admin-remove", data={"name": "parking.md"}, headers=basic("ann"))
    assert "Parking rules" not in page(web)
    assert "deck" not in _asked(web)


def _asked(web):
    for _ in range(50):  # a generation is opened while questions go on
        said = web.post("/api/ask", json={"question": "Where do patients park?"}, headers=basic("ann")).json()["answer"]
        time.sleep(0.1)
    return said


def test_what_cannot_be_taken_in_is_told(desk):
    """A kind that is not read, a bad value, a mark that is gone, a file that did not come by the page, an upload thrown away."""
    web, _ = desk
    assert "not read" in send(web, "x", name="virus.exe").text
    assert "is no date" in send(web, "x", effective="soon").text
    assert "Choose a file" in web.post("/admin-upload", data={"title": "x"}, headers=basic("ann")).text
    assert "send the file again" in web.post("/admin-take", data={"mark": "0" * 16}, headers=basic("ann")).text
    assert "send the file again" in web.post("/admin-take", data={"mark": "../../../../etc"}, headers=basic("ann")).text
    assert "did not come by this page" in web.post("/admin-remove", data={"name": "../own.md"}, headers=basic("ann")).text
    held = mark(send(web, "east"))
    web.post("/admin-discard", data={"mark": held}, headers=basic("ann"))
    assert "send the file again" in web.post("/admin-take", data={"mark": held}, headers=basic("ann")).text


def test_thumbs_gaps_and_usage_without_a_question(desk):
    """What people said, grouped; answers by day, kind and outcome; a question stands there only where its asker ticked it."""
    web, store = desk
    answer = web.post("/api/ask", json={"question": "Medicare: 33 minutes of 97110 and 7 of 97140. Units?"}, headers=basic("ann")).json()
    store.say(Feedback(answer["id"], "down", "wrong payer", "Does Zebra Health pay for <b>taping</b>?"))
    store.say(Feedback(answer["id"], "up"))
    time.sleep(1)
    text = page(web)
    assert "1 × Does Zebra Health pay for &lt;b&gt;taping&lt;/b&gt;?" in text
    assert "1 up, 1 down" in text
    assert "wrong payer" in text
    usage = text.partition("Usage, last")[2]
    assert "<td>units</td><td>answered</td>" in usage
    assert "33 minutes" not in text


def test_the_watched_folder_is_read_when_it_changes_and_stands_still(tmp_path):
    """Not while a file is still being copied, not twice; again where a run failed."""
    begun = []

    class Runs:
        last = None

        def start(self, what):
            begun.append(what)
            return True

    watch = Watch(tmp_path, Runs())
    assert [watch.look() for _ in range(3)] == [False, True, False]
    (tmp_path / "a.md").write_text("# A")
    assert not watch.look()
    (tmp_path / "a.md").write_text("# A, longer")
    assert [watch.look() for _ in range(4)] == [False, True, False, False]
    assert len(begun) == 2


@pytest.mark.slow
def test_the_watched_folder_is_part_of_every_build(site, tmp_path):
    """A run of the server reads it without naming it, and what is put there answers; what is taken out is gone."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "towels.md").write_text("# Towels\n\n## Where are clean towels?\nClean towels lie in the cobalt cupboard.\n")
    settings = Settings(index=site / "index", knowledge=KNOWLEDGE, documents=tmp_path / "docs")
    ingests, assistant = Ingests(settings), Assistant.open(settings)
    watch = Watch(tmp_path / "docs", ingests)

    def read():
        while not watch.look():
            pass
        while ingests.running:
            time.sleep(0.1)
        assert ingests.last.code == 0, ingests.last.said
        for _ in range(100):
            assistant.index.search("towels")
            time.sleep(0.05)
        return assistant.ask("Where are clean towels?").markdown

    assert "cobalt" in read()
    (tmp_path / "docs" / "towels.md").unlink()
    assert "cobalt" not in read()


@pytest.mark.parametrize("name", ["__MACOSX.pdf", "Thumbs.db.md", "desktop.ini.txt", "~$x.pdf", f"x.{'a' * 116}.md", "-rf.pdf", "政策.pdf", "é.pdf", "a\x00b.md", "../.env.md", "a" * 300 + ".html", "\ud800.txt"])
def test_an_upload_has_no_name_that_an_ingest_passes_over(name, tmp_path):
    """It is found in the folder of uploads, under a name that stays what it is when it is named again."""
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert safe.isascii()
    assert len(safe) < 125
    uploads = Uploads(tmp_path)
    mark, _ = uploads.put_aside(name, b"# A", {})
    uploads.take(mark)
    assert [file.name for file in files({uploads.folder: {}}, {})] == [f"uploads/{safe}"]


def test_names_and_sidecars_of_uploads(tmp_path):
    """A path is only a name; what was said is TOML that reads back."""
    import tomllib

    assert safe_name("..\\..\\a b.pdf") == "a b.pdf"
    said = {"title": 'A "quoted" \\ title\n', "payers": ["Highmark"], "groups": []}
    assert tomllib.loads(as_toml(said)) == said
    uploads = Uploads(tmp_path)
    held, place = uploads.put_aside("a.md", b"# A", {"title": "A"})
    assert place.parent.name == held
    uploads.take(held)
    assert sorted(path.name for path in uploads.folder.iterdir()) == ["a.md", "a.md.toml"]
