"""Installs one .deb, works with it, installs a newer one over it, and removes that: nothing of the user's is lost.

    python packaging/upgrade_test.py OLD.deb NEW.deb

Both go into a folder of their own by `dpkg --root`; nothing of the machine is changed. Needs root.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installers.frozen_program import NOBODY, FrozenProgram, SmokeError

PACKAGE = "imageref-desktop"


class Root:
    """A folder that packages are installed into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("info", "updates"):
            (folder / "var/lib/dpkg" / name).mkdir(parents=True)
        (folder / "var/lib/dpkg/status").touch()

    def dpkg(self, *words: object) -> None:
        """Runs dpkg in the folder; what packages need is on the machine, which dpkg can't see from there."""
        options = ("--force-depends", "--force-script-chrootless", "--log=/dev/null")
        command = ["dpkg", f"--root={self.folder}", *options, *map(str, words)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode:
            raise SmokeError(f"{' '.join(command)}:\n{finished.stdout}\n{finished.stderr}")

    @property
    def program(self) -> Path:
        """Where the program is once it is installed."""
        return self.folder / "usr/lib" / PACKAGE


def state(program: FrozenProgram) -> dict[str, object]:
    """What the user has: documents, figures, conversations, models, settings."""
    settings = program.home / "data für mich" / "config" / "settings.json"
    return {
        "documents": [record["document_id"] for record in program.run("documents")],
        "figures": sorted(record["figure_id"] for record in program.run("figures")),
        "conversations": [(record["conversation"], record["turns"]) for record in program.run("conversations")],
        "models": sorted(record["name"] for record in program.run("models", "list") if record["state"] == "installed"),
        "theme": json.loads(settings.read_text(encoding="utf-8"))["theme"],
    }


def files_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with a hash of its content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def work_with(program: FrozenProgram) -> None:
    """Reads a document, keeps a conversation, adds a model and changes a setting."""
    program.run("demo", "--no-window", "--model", "excerpts")
    program.run("ask", "Which states can a document be in?", "--model", "excerpts")
    weights = next(program.folder.rglob("*.gguf"))
    data = program.home / "data für mich"
    model = data / "data" / "models" / "My own model.gguf"
    model.parent.mkdir(exist_ok=True)
    model.write_bytes(weights.read_bytes())
    settings = data / "config" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    stored = json.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
    settings.write_text(json.dumps({**stored, "theme": "dark"}), encoding="utf-8")
    for path in (model, model.parent, settings, settings.parent):
        os.chown(path, NOBODY, NOBODY)


def upgrade_test(old: Path, new: Path, base: Path) -> None:
    """All steps; raises `SmokeError`."""
    root, home = Root(base / "root"), base / "home mit ü"
    home.mkdir()
    (home / "no programs").mkdir()
    os.chown(home, NOBODY, NOBODY)
    program = FrozenProgram(root.program, home)
    root.dpkg("-i", old)
    work_with(program)
    before = state(program)
    if not all(before.values()):
        raise SmokeError(f"The old version left too little to compare: {before}")
    root.dpkg("-i", new)
    after = state(program)
    if after != before:
        raise SmokeError(f"The upgrade changed what the user has:\n{before}\n{after}")
    program.run("verify")
    print("upgrade: kept", {name: value if name == "theme" else len(value) for name, value in after.items()})
    kept = files_of(home)
    for word in ("-r", "-P"):
        root.dpkg(word, PACKAGE)
        if root.program.exists():
            raise SmokeError(f"dpkg {word} left {root.program}")
        if files_of(home) != kept:
            raise SmokeError(f"dpkg {word} changed what the user has.")
    left = [path for path in (root.folder / "usr").rglob("*") if path.is_file() or path.is_symlink()]
    if left:
        raise SmokeError(f"Removing left {left}")
    print(f"removal: nothing of the program is left, all {len(kept)} files of the user are")


def main() -> int:
    """Tests two packages; the exit code."""
    old, new = (Path(word).resolve() for word in sys.argv[1:3])
    try:
        with tempfile.TemporaryDirectory(prefix="imageref upgrade ") as folder:
            Path(folder).chmod(0o755)
            upgrade_test(old, new, Path(folder))
    except SmokeError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
