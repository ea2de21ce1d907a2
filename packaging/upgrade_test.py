"""Installs one .deb, works with it, installs a newer one over it, and removes that: nothing of the user's is lost.

    python packaging/upgrade_test.py OLD.deb NEW.deb [--migrated]

Both go into a folder of their own by `dpkg --root`; nothing of the machine is changed. Needs root. With --migrated it
fails unless the library and the conversations had an older form and have a newer one afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

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


def state(program: FrozenProgram) -> dict[str, Any]:
    """What the user has, as the program says it, and the words and pictures themselves."""
    settings = program.home / "data für mich" / "config" / "settings.json"
    return {
        "documents": [record["document_id"] for record in program.run("documents")],
        "figures": sorted(record["figure_id"] for record in program.run("figures")),
        "pictures": files_of(program.library / "figures"),
        "conversations": [(record["conversation"], record["turns"]) for record in program.run("conversations")],
        "turns": rows(program.library / "history.sqlite", "SELECT question, text FROM turns ORDER BY number"),
        "models": sorted(record["name"] for record in program.run("models", "list") if record["state"] == "installed"),
        "theme": json.loads(settings.read_text(encoding="utf-8"))["theme"],
    }


def rows(database: Path, query: str) -> list[Any]:
    """What a query finds in a database that no program has open."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def forms(program: FrozenProgram) -> dict[str, int]:
    """The numbers of the databases' schemas."""
    names = ("catalogue", "history")
    return {name: rows(program.library / f"{name}.sqlite", "PRAGMA user_version")[0][0] for name in names}


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


def go_on(program: FrozenProgram) -> None:
    """Goes on in the old library: the conversation with the user's own model, and a collection of old documents."""
    [before] = program.run("conversations")
    program.run("ask", "--conversation", "last", "--model", "My own model", "And which figure shows it?")
    [after] = program.run("conversations")
    if (after["conversation"], after["turns"]) != (before["conversation"], before["turns"] + 1):
        raise SmokeError(f"The conversation could not be gone on with: {before}, then {after}")
    [document] = program.run("documents")
    [collection] = program.run("collections", "add", "Manuals", document["document"])
    program.run("verify")
    print(
        "afterwards: asked the user's own model in the old conversation, made the collection", collection["collection"]
    )


def check_upgrade(program: FrozenProgram, root: Root, packages: tuple[Path, Path], *, migrated: bool) -> None:
    """Works with the old version and then with the new one; raises `SmokeError`."""
    old, new = packages
    root.dpkg("-i", old)
    work_with(program)
    before, form_before = state(program), forms(program)
    if not all(before.values()):
        raise SmokeError(f"The old version left too little to compare: {before}")
    root.dpkg("-i", new)
    after, form_after = state(program), forms(program)
    if after != before:
        changed = {name: (before[name], after[name]) for name in before if after[name] != before[name]}
        raise SmokeError(f"The upgrade changed what the user has: {changed}")
    if migrated and any(form_after[name] <= number for name, number in form_before.items()):
        raise SmokeError(f"Nothing was migrated: {form_before}, then {form_after}")
    if form_after["catalogue"] > form_before["catalogue"] and not list((program.library / "backups").iterdir()):
        raise SmokeError("The library was migrated, and no backup of its older form was kept.")
    print("upgrade: schemas", form_before, "became", form_after)
    print("upgrade: kept", {name: value if name == "theme" else len(value) for name, value in after.items()})
    go_on(program)


def check_removal(program: FrozenProgram, root: Root) -> None:
    """Removes and purges the package; raises `SmokeError`."""
    kept = files_of(program.home)
    for word in ("-r", "-P"):
        root.dpkg(word, PACKAGE)
        if root.program.exists():
            raise SmokeError(f"dpkg {word} left {root.program}")
        if files_of(program.home) != kept:
            raise SmokeError(f"dpkg {word} changed what the user has.")
    left = [path for path in (root.folder / "usr").rglob("*") if path.is_file() or path.is_symlink()]
    if left:
        raise SmokeError(f"Removing left {left}")
    print(f"removal: nothing of the program is left, all {len(kept)} files of the user are")


def main() -> int:
    """Tests two packages; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--migrated", action="store_true", help="the databases must come to a newer form on the way")
    arguments = parser.parse_args()
    packages = (arguments.old.resolve(), arguments.new.resolve())
    try:
        with tempfile.TemporaryDirectory(prefix="imageref upgrade ") as folder:
            base = Path(folder)
            base.chmod(0o755)
            home = base / "home mit ü"
            home.mkdir()
            (home / "no programs").mkdir()
            os.chown(home, NOBODY, NOBODY)
            root = Root(base / "root")
            program = FrozenProgram(root.program, home)
            check_upgrade(program, root, packages, migrated=arguments.migrated)
            check_removal(program, root)
    except SmokeError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
