"""The frozen program as its user has it: no Python, no tools, no network, no right to change its folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOBODY = 65534
LIMIT_S = 600
_OF_THE_SYSTEM = ("SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "WINDIR", "NUMBER_OF_PROCESSORS")
"""Variables without which programs of Windows don't run."""


class SmokeError(Exception):
    """Something that the frozen program must do, it does not."""


@dataclass(frozen=True, slots=True)
class FrozenProgram:
    """A program folder and how it is run.

    Attributes:
        folder: holds `imageref` and `imageref-desktop`; must not be writable.
        home: where the program keeps its data.
        display: an X display such as ":99", or "" for none.
        prefix: a command that runs the program somewhere else, as `chroot` does.
        network: a command that runs it in a network, as `nsenter` does; None for an empty one, if the system lets us.
        variables: of its environment, besides what every desktop gives.
    """

    folder: Path
    home: Path
    display: str = ""
    prefix: tuple[str, ...] = ()
    network: tuple[str, ...] | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    def start(self, name: str, *arguments: object) -> subprocess.Popen[str]:
        """Starts `imageref` or `imageref-desktop`."""
        program = shutil.which(name, path=str(self.folder))
        if program is None:
            raise SmokeError(f"{self.folder} has no {name}")
        network = without_network() if self.network is None else self.network
        return subprocess.Popen(
            [*network, *self.prefix, program, *map(str, arguments)],
            env=self.environment(),
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: object) -> list[dict[str, Any]]:
        """The JSON objects that a command prints.

        Raises:
            SmokeError: it fails.
        """
        process = self.start("imageref", "--json", *arguments)
        try:
            out, err = process.communicate(timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += f"\nended after {LIMIT_S} seconds"
        if process.returncode or "Traceback" in err:
            raise SmokeError(f"imageref {' '.join(map(str, arguments))} ended with {process.returncode}:\n{out}\n{err}")
        return [json.loads(line) for line in out.splitlines()]

    def environment(self) -> dict[str, str]:
        """As little as a desktop gives, and no way to Python or tools."""
        nowhere = self.home / "no programs"
        nowhere.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in _OF_THE_SYSTEM if name in os.environ}
        given = {"HOME": str(self.home), "PATH": str(nowhere), "IMAGEREF_HOME": str(self.home / "data für mich")}
        screen = {"DISPLAY": self.display} if self.display else {}
        if os.name == "nt":
            local, roaming = self.home / "AppData" / "Local", self.home / "AppData" / "Roaming"
            given |= {"USERPROFILE": str(self.home), "LOCALAPPDATA": str(local), "APPDATA": str(roaming)}
        return {**kept, **given, **screen, "LANG": "C.UTF-8", **self.variables}

    @property
    def library(self) -> Path:
        """Where the library lies."""
        return self.home / "data für mich" / "data" / "library"


def is_root() -> bool:
    """Whether this is Linux's root, who can take rights and networks away."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def without_network() -> Sequence[str]:
    """A command before the command: an empty network and an ordinary user, as far as the system lets us."""
    unshare = shutil.which("unshare")
    if unshare is None or os.name == "nt":
        return ()
    if not is_root():
        trial = subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True)
        return (unshare, "-rn") if trial.returncode == 0 else ()
    return (unshare, "-n", *as_nobody())


def as_nobody() -> Sequence[str]:
    """A command before the command that gives root's rights up; nothing where there is no such command."""
    setpriv = shutil.which("setpriv")
    return (setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if setpriv else ()


def may_mount() -> bool:
    """Whether the program may mount where it is tried: in a namespace of an ordinary user's own nothing may."""
    return is_root() and Path("/dev/fuse").exists() and shutil.which("fusermount3") is not None


@contextmanager
def installed_copy(folder: Path, work: Path | None = None) -> Iterator[FrozenProgram]:
    """The program in a folder with spaces and other letters, which nobody but root may change, with a home.

    Args:
        folder: the frozen program, or the application of macOS, which is taken whole.
        work: where the copy is made; None for the system's place for temporary files.
    """
    with tempfile.TemporaryDirectory(prefix="imageref smoke ", dir=work) as name:
        base = Path(name)
        base.chmod(0o755)
        place = base / f"Prøgram Ordner 程序{folder.suffix}"
        shutil.copytree(folder, place, symlinks=True, copy_function=_link_or_copy)
        for path in (place, *place.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o555)
        home = base / "Home mit ü"
        home.mkdir()
        if is_root():
            os.chown(home, NOBODY, NOBODY)
            (home / "no programs").mkdir()
        try:
            yield FrozenProgram(place / "Contents" / "MacOS" if folder.suffix == ".app" else place, home)
        finally:
            for path in (place, *place.rglob("*")):
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o755)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
