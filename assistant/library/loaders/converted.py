"""Older and other formats by LibreOffice, where it is installed: .doc becomes .docx and is read as one.

It runs with a profile of its own in a folder that goes, within the limits of the process that reads documents (apart.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from assistant.errors import Unreadable

SAVE_AS = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".rtf": ".docx", ".odt": ".docx", ".ods": ".xlsx", ".odp": ".pptx"}
SECONDS = 120  # for one file


def program() -> str | None:
    """LibreOffice's command; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, suffix: str) -> bytes:
    """The file in the format that SAVE_AS names. Raises Unreadable where LibreOffice is not there, or cannot."""
    command, wanted = program(), SAVE_AS[suffix]
    if command is None:
        raise Unreadable(f"{suffix}: no reader for it; save it as {wanted}, or install LibreOffice.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"paper{suffix}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        arguments = [command, profile, "--headless", "--norestore", "--convert-to", wanted[1:], "--outdir", str(folder / "made"), str(folder / f"paper{suffix}")]
        try:
            subprocess.run(  # noqa: S603 - a command found on this machine, and names of our own
                arguments, timeout=SECONDS, check=True, capture_output=True, cwd=folder, env={"PATH": os.environ.get("PATH", ""), "HOME": name},
            )
            return (folder / "made" / f"paper{wanted}").read_bytes()
        except subprocess.TimeoutExpired as error:
            raise Unreadable(f"{suffix}: LibreOffice took over {SECONDS} s to convert it, the longest it may; save it as {wanted}.") from error
        except (OSError, subprocess.SubprocessError) as error:
            raise Unreadable(f"{suffix}: LibreOffice could not convert it ({type(error).__name__}); save it as {wanted}.") from error
