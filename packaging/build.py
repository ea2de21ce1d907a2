"""Builds the installers of the system it runs on, and tries what it built; fails where that does not work.

    python packaging/build.py [--variant standard|full] [--accelerator cpu|cuda|vulkan|metal]

Makes an environment of its own (build/packaging/), freezes the program (dist/imageref-desktop), collects licences,
tries it with packaging/smoke_test.py, and, on Linux, packs a .deb and an AppImage and tries both. Windows and macOS
pack with packaging/windows and packaging/macos. The runtime that an AppImage begins with is not made here: name a file
and its SHA-256 (--appimage-runtime, --appimage-runtime-sha256), else only the file system behind it is written.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from installers.contents import Variant
from installers.environment import Accelerator, make_environment
from installers.linux_packages import Release, check_runtime, make_appimage, make_deb
from installers.signing import sign
from installers.tidying import link_copies, strip_symbols, table

from desktop_app import __version__

PACKAGING = Path(__file__).resolve().parent
PROJECT = PACKAGING.parent
WORK = PROJECT / "build" / "packaging"
DIST = PROJECT / "dist"


def freeze(python: Path, variant: Variant, work: Path, dist: Path) -> None:
    """Runs PyInstaller and tidies what it made."""
    variables = {"IMAGEREF_VARIANT": variant.value, "IMAGEREF_ICONS": str(work / "icons"), "PYTHONHASHSEED": "0"}
    environment = {**os.environ, **variables}
    command = [python, "-m", "PyInstaller", "--noconfirm", "--distpath", dist, "--workpath", work / "pyinstaller"]
    subprocess.run([*map(str, command), str(PACKAGING / "imageref.spec")], env=environment, cwd=work, check=True)
    folder = dist / "imageref-desktop"
    if sys.platform != "win32":
        (folder / "imageref").unlink(missing_ok=True)
        (folder / "imageref").symlink_to("imageref-desktop")
        saved = link_copies(folder)
        saved += strip_symbols(folder) if sys.platform == "linux" else 0
        print(f"Links and stripped symbols save {saved / 1e6:.1f} MB.")


def complete_bundle(folder: Path, contents: Path) -> None:
    """Gives the application of macOS what came to the folder after PyInstaller had copied it: licences and links."""
    shutil.copytree(folder / "licences", contents / "Resources" / "licences", dirs_exist_ok=True)
    shutil.copy2(folder / "sbom.cdx.json", contents / "Resources")
    command = contents / "MacOS" / "imageref"
    command.unlink(missing_ok=True)
    command.symlink_to("imageref-desktop")


def pack_for_linux(release: Release, arguments: argparse.Namespace, work: Path) -> list[tuple[Path, Path]]:
    """The packages, each with the program's folder in the tree that it was made of."""
    deb = make_deb(release, arguments.dist, work)
    if arguments.appimage_runtime:
        check_runtime(arguments.appimage_runtime, arguments.appimage_runtime_sha256 or "")
    image = make_appimage(release, arguments.dist, work, arguments.appimage_runtime)
    inside = "usr/lib/imageref-desktop"
    return [(deb, _unpacked(work / "unpacked deb", "dpkg-deb", "-x", deb) / inside), (image, work / "AppDir" / inside)]


def _unpacked(folder: Path, *command: object) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([*map(str, command), str(folder)], check=True)
    return folder


def smoke(python: Path, folder: Path, screenshots: Path) -> None:
    """Runs the smoke test; raises `CalledProcessError`."""
    command = [python, PACKAGING / "smoke_test.py", folder, "--screenshots", screenshots]
    if sys.platform != "linux":
        command.append("--no-window")
    subprocess.run([*map(str, command)], check=True)


def write_checksums(files: list[Path], target: Path) -> None:
    """A line for each file as `sha256sum -c` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    target.write_text("".join(lines), encoding="utf-8")


def build(arguments: argparse.Namespace) -> None:
    """All steps; raises `CalledProcessError` where one fails."""
    variant, accelerator = Variant(arguments.variant), Accelerator(arguments.accelerator)
    work = arguments.work / f"{variant}-{accelerator}"
    work.mkdir(parents=True, exist_ok=True)
    arguments.dist.mkdir(parents=True, exist_ok=True)
    python = make_environment(work / "environment", variant, accelerator, arguments.wheels)
    folder = arguments.dist / "imageref-desktop"
    subprocess.run([str(python), str(PACKAGING / "icons.py"), str(work / "icons")], check=True)
    if not arguments.keep:
        freeze(python, variant, work, arguments.dist)
    licences = [PACKAGING / "licences.py", work / "pyinstaller" / "imageref", folder]
    subprocess.run([str(python), *map(str, licences)], check=True)
    if sys.platform == "darwin":
        complete_bundle(folder, arguments.dist / "ImageRef Desktop.app" / "Contents")
    smoke(python, folder, work / "screenshots")
    if sys.platform == "linux":
        today = datetime.datetime.now(tz=datetime.UTC).date()
        release = Release(__version__, folder, work / "icons", today)
        packages = pack_for_linux(release, arguments, work)
        for package, program in packages:
            smoke(python, program, work / f"screenshots of {package.name}")
            sign(package, sys.platform)
            print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
        write_checksums([package for package, _ in packages], arguments.dist / "SHA256SUMS")
    print(table(folder))


def main() -> int:
    """Builds with the options of the command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variant", choices=[variant.value for variant in Variant], default="standard")
    parser.add_argument("--accelerator", choices=[each.value for each in Accelerator], default="cpu")
    parser.add_argument("--work", type=Path, default=WORK, help="environments and what is made on the way")
    parser.add_argument("--dist", type=Path, default=DIST, help="where the installers go")
    parser.add_argument("--wheels", type=Path, default=WORK / "wheels", help="where the built engine is kept")
    parser.add_argument("--keep", action="store_true", help="try and pack the program that is frozen already")
    parser.add_argument("--appimage-runtime", type=Path, metavar="FILE")
    parser.add_argument("--appimage-runtime-sha256", metavar="HEX")
    arguments = parser.parse_args()
    for name in ("work", "dist", "wheels"):
        setattr(arguments, name, getattr(arguments, name).absolute())
    try:
        build(arguments)
    except subprocess.CalledProcessError as error:
        print(f"The build failed: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
