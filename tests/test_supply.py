"""What the program is made of: every pin has its hashes, the parts are listed, the model and its tokenizer are the tested ones."""

import json
import re
import shutil
import tomllib

import pytest

from assistant import sbom
from assistant.errors import SettingsError
from assistant.library import encoder
from tests.conftest import ROOT
from tests.test_commands import run


def _pins(name):
    """Package → version of a file of pins."""
    text = (ROOT / name).read_text()
    return {re.sub(r"[-_.]+", "-", n).lower(): v for n, v in re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE)}


LOCKS = ("requirements.lock", "requirements-cpu.lock", "requirements-cuda.lock", "requirements-extras.lock")


def _locked():
    """Package → version of all locks; torch as the ordinary index has it."""
    return {name: version.partition("+")[0] for lock in LOCKS for name, version in _pins(lock).items()}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_has_hashes(name):
    """Each package has at least one sha256; no address of a registry stands in the file."""
    text = (ROOT / name).read_text()
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > (150 if name == LOCKS[0] else 0)
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_make_installs_only_what_has_its_hash():
    """Every package comes by a lock, CUDA's only where torch is not to be had without; the project itself brings none."""
    installs = re.findall(r"\$\(INSTALL\) ([^)\n]+)", (ROOT / "Makefile").read_text())
    assert [line.split()[:3] for line in installs[:-1]] == [["--require-hashes", "-r", lock] for lock in LOCKS[:3]]
    assert installs[-1] == "--no-build-isolation -e ."
    assert re.search(r"^INSTALL = .*--no-deps$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert not any(re.match(r"(?:cuda|nvidia|torch|triton)", name) for name in _pins(LOCKS[0]))


def test_a_file_with_another_hash_is_not_installed(tmp_path):
    """Pip is given a package that is not the one of the lock: it refuses, and says that hashes differ."""
    wheel = tmp_path / "bm25s-0.3.16-py3-none-any.whl"
    wheel.write_bytes(b"PK\x05\x06" + bytes(18))
    lock = tmp_path / "one.lock"
    lock.write_text(re.search(r"^bm25s==0\.3\.16 .*(?:\n    --hash.*)+", (ROOT / LOCKS[0]).read_text(), re.MULTILINE)[0])
    options = ["--isolated", "--no-index", "--no-deps", "--require-hashes", "--find-links", str(tmp_path), "--target", str(tmp_path / "target")]
    done = run("-m", "pip", "install", *options, "-r", str(lock))
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert not (tmp_path / "target").exists()


def test_the_locks_agree_with_the_constraints():
    """What both pin, they pin alike."""
    lock, constraints = _locked(), _pins("constraints.txt")
    assert {name: (constraints[name], lock[name]) for name in lock.keys() & constraints if lock[name] != constraints[name]} == {}


def test_the_locks_hold_every_direct_requirement():
    """Nothing in pyproject.toml is left to chance, extras among it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9_.-]+", one)[0]).lower() for one in asked}
    assert names - _locked().keys() == set()


def test_the_parts_are_listed():
    """CycloneDX with every needed package and the model under its own licence."""
    done = run("-m", "assistant.sbom")
    parts = json.loads(done.stdout)["components"]
    names = {part["name"] for part in parts}
    assert {"chromadb", "numpy", "onnxruntime", "all-MiniLM-L6-v2"} <= names
    assert parts[-1]["licenses"] == [{"license": {"id": "Apache-2.0"}}]


def test_every_needed_package_has_its_licence_in_the_docs():
    """docs/licences.md names each direct requirement."""
    text = (ROOT / "docs" / "licences.md").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.match(r"[A-Za-z0-9_.-]+", one)[0].lower() for one in project["dependencies"]} & sbom.needed().keys()
    assert [name for name in sorted(names) if f"| {name} |" not in text] == []


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_another_model_or_tokenizer_is_refused(name, tmp_path, monkeypatch):
    """One byte more in the weights or the word pieces of the packaged model: the program does not start."""
    whole = encoder.model_folder()
    (tmp_path / "model").mkdir()
    for path in whole.iterdir():
        if path.is_file():
            (tmp_path / "model" / path.name).symlink_to(path)
    (tmp_path / "model" / name).unlink()
    shutil.copy(whole / name, tmp_path / "model" / name)
    with (tmp_path / "model" / name).open("ab") as file:
        file.write(b" ")

    class Spec:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(encoder.util, "find_spec", lambda _: Spec)
    with pytest.raises(SettingsError, match="not the one tested"):
        encoder.model_folder()
