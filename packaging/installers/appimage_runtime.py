"""Makes what an AppImage begins with: one static program out of `linux/appimage_runtime.c` and Debian's libraries.

    python packaging/installers/appimage_runtime.py FILE

Beside FILE comes a folder with the licences of everything that is linked in, FILE.licences, for packaging/licences.py.
Needs a C compiler and, by Debian's names, libc6-dev, libsquashfuse-dev (0.1.105 or newer), libfuse3-dev, libzstd-dev,
liblzma-dev, zlib1g-dev, liblz4-dev and liblzo2-dev.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent.parent
SOURCE = PACKAGING / "linux" / "appimage_runtime.c"
MAGIC_AT, MAGIC = 8, b"AI\x02"
"""Where in an ELF file the sign of an AppImage of type 2 is; Linux reads nothing there."""
LIBRARIES = ("squashfuse_ll", "fuse3", "zstd", "lzma", "z", "lz4", "lzo2")
_FLAGS = (
    "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-D_FORTIFY_SOURCE=2", "-fstack-protector-strong",
    "-I/usr/include/fuse3", "-static", "-s", "-Wl,--trace",
)  # fmt: skip


def can_be_built() -> bool:
    """Whether the compiler and the libraries that are linked in are here."""
    compiler = shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        return False
    wanted = [f"lib{name}.a" for name in LIBRARIES]
    found = [_output(compiler, f"-print-file-name={name}") for name in wanted]
    return all(Path(path).is_absolute() for path in found)


def build_runtime(target: Path, version: str) -> Path:
    """Compiles and links the runtime, marks it as an AppImage's, and collects the licences of what is in it.

    Args:
        target: the program; `target` with ".licences" behind it becomes the folder of licences.
        version: what `--appimage-version` says.

    Raises:
        subprocess.CalledProcessError: the compiler refuses; it says why.
        ValueError: what it made is not followed by what will lie behind it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    command = ["gcc", *_FLAGS, f'-DRUNTIME_VERSION="{version}"', "-o", str(target), str(SOURCE)]
    # The linker warns of dlopen: that is in libfuse's modules, which are linked in and not used.
    linked = _output(*command, *(f"-l{name}" for name in LIBRARIES))
    content = bytearray(target.read_bytes())
    content[MAGIC_AT : MAGIC_AT + len(MAGIC)] = MAGIC
    target.write_bytes(content)
    end = _output(str(target), "--appimage-offset")
    if int(end) != len(content):
        raise ValueError(f"{target} takes {end} for its end, and has {len(content)} bytes")
    _collect_licences(linked.splitlines(), licences_of(target))
    return target


def licences_of(runtime: Path) -> Path:
    """The folder with the licences of a runtime: `packages.json` with names and versions, and a text for each."""
    return runtime.with_name(f"{runtime.name}.licences")


def _collect_licences(linked: list[str], folder: Path) -> None:
    """Of the packages that the linked archives and objects belong to, as the linker traces them."""
    files = {str(Path(line).resolve()) for line in linked if re.search(r"^/usr/.*\.[ao]$", line)}
    packages = {_output("dpkg-query", "-S", file).split(":")[0] for file in files}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    versions = {}
    for name in sorted(packages):
        versions[name] = _output("dpkg-query", "-W", "-f", "${Version}\n", name).splitlines()[0]
        shutil.copyfile(Path("/usr/share/doc") / name / "copyright", folder / f"{name}.txt")
    (folder / "packages.json").write_text(json.dumps(versions, indent=2), encoding="utf-8")


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def main() -> int:
    """Makes the runtime of the command line; the exit code."""
    sys.path.insert(0, str(PACKAGING.parent))
    from desktop_app import __version__

    build_runtime(Path(sys.argv[1]).absolute(), __version__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
