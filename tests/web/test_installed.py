"""The wheel in an empty folder, as pipx puts it there: deploy/prove.sh builds it, installs it, asks, serves, saves and restores."""

import os
import shutil
import subprocess
import sys
import sysconfig

import pytest

from tests.conftest import ROOT
from tests.web.served import free_port

WHOLE = (ROOT / ".git").exists() and shutil.which("git") is not None and shutil.which("bash") is not None


@pytest.mark.slow
@pytest.mark.skipif(not WHOLE, reason="needs bash and the project under git")
def test_the_wheel_runs_in_an_empty_folder(tmp_path, index_folder):
    """Nothing of the project is beside it: the program, its knowledge and its pages come from the wheel."""
    names = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "PYTHON"))},
        "DEPENDENCIES": sysconfig.get_path("purelib"), "SEED": str(index_folder), "PYTHON": sys.executable, "PORT": str(free_port()),
    }  # fmt: skip
    done = subprocess.run(["bash", str(ROOT / "deploy" / "prove.sh"), str(tmp_path)], env=names, capture_output=True, text=True, timeout=580, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert f"installed: {tmp_path}" in done.stdout
    assert done.stdout.count("**Add KX when") == 2  # asked of what was restored, and of the server
    assert done.stdout.rstrip().endswith(f"proved in {tmp_path}")
