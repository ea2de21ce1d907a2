"""Builds the installers of the system it runs on, and tries what it built; fails where that does not work.

    python packaging/build.py [--variant standard|full] [--accelerator cpu|cuda|vulkan|metal]

Makes an environment of its own (build/packaging/), freezes the program (dist/imageref-desktop), collects licences,
tries it with packaging/smoke_test.py, and, on Linux, packs a .deb and an AppImage and tries both. Windows and macOS
pack with packaging/windows and packaging/macos. The runtime that an AppImage begins with is made of
packaging/linux/appimage_runtime.c, unless another one is named with its SHA-256 (--appimage-runtime,
--appimage-runtime-sha256).
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

from installers.appimage_runtime import build_runtime, licences_of
from installers.contents import Variant
from installers.environment import Accelerator, make_environment
from installers.frozen_program import may_mount
from installers.icu_data import trim
from installers.linux_packages import Release, check_runtime, make_appimage, make_deb, starters
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
        if sys.platform == "linux":
            saved += strip_symbols(folder)
            saved += sum(trim(library) for library in folder.glob("_internal/PySide6/Qt/lib/libicudata.so.*"))
        print(f"Links, stripped symbols and trimmed data save {saved / 1e6:.1f} MB.")


def complete_bundle(folder: Path, contents: Path) -> None:
    """Gives the application of macOS what came to the folder after PyInstaller had copied it: licences and links."""
    shutil.copytree(folder / "licences", contents / "Resources" / "licences", dirs_exist_ok=True)
    shutil.copy2(folder / "sbom.cdx.json", contents / "Resources")
    command = contents / "MacOS" / "imageref"
    command.unlink(missing_ok=True)
    command.symlink_to("imageref-desktop")


def runtime_of_appimage(arguments: argparse.Namespace, work: Path) -> Path:
    """The runtime that is named, once it is the one that is meant, else one of our own."""
    named: Path | None = arguments.appimage_runtime
    if named is None:
        return build_runtime(work / "appimage-runtime", __version__)
    check_runtime(named, arguments.appimage_runtime_sha256 or "")
    return named


def collect_licences(python: Path, work: Path, folder: Path, runtime: Path | None) -> None:
    """Writes the licences and the bill of materials of everything inside; raises `CalledProcessError`."""
    command: list[object] = [python, PACKAGING / "licences.py", work / "pyinstaller" / "imageref", folder]
    if runtime is not None and licences_of(runtime).is_dir():
        command += ["--linked", licences_of(runtime)]
    subprocess.run([*map(str, command)], check=True)


def try_packages(python: Path, deb: Path, image: Path, work: Path) -> None:
    """Runs the smoke test on what is unpacked from either package, and on the AppImage as it is started."""
    inside, unpacked = "usr/lib/imageref-desktop", _fresh(work / "unpacked deb")
    subprocess.run(["dpkg-deb", "-x", str(deb), str(unpacked)], check=True)
    smoke(python, unpacked / inside, work / f"screenshots of {deb.name}")
    unpacked = _fresh(work / "unpacked AppImage")
    subprocess.run([str(image), "--appimage-extract"], cwd=unpacked, check=True)
    smoke(python, unpacked / "squashfs-root" / inside, work / f"screenshots of {image.name}")
    smoke(python, starters(image, _fresh(work / "AppImage to start"), mount=may_mount()), None)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def smoke(python: Path, folder: Path, screenshots: Path | None) -> None:
    """Runs the smoke test, without the window where there are no screenshots; raises `CalledProcessError`."""
    command: list[object] = [python, PACKAGING / "smoke_test.py", folder]
    if screenshots is None or sys.platform != "linux":
        command.append("--no-window")
    else:
        command += ["--screenshots", screenshots]
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
    runtime = runtime_of_appimage(arguments, work) if sys.platform == "linux" else None
    python = make_environment(work / "environment", variant, accelerator, arguments.wheels)
    folder = arguments.dist / "imageref-desktop"
    subprocess.run([str(python), str(PACKAGING / "icons.py"), str(work / "icons")], check=True)
    if not arguments.keep:
        freeze(python, variant, work, arguments.dist)
    collect_licences(python, work, folder, runtime)
    if sys.platform == "win32":
        for program in folder.glob("*.exe"):
            sign(program, sys.platform)
    if sys.platform == "darwin":
        complete_bundle(folder, arguments.dist / "ImageRef Desktop.app" / "Contents")
    smoke(python, folder, work / "screenshots")
    if runtime is not None:
        today = datetime.datetime.now(tz=datetime.UTC).date()
        release = Release(__version__, folder, work / "icons", today)
        deb = make_deb(release, arguments.dist, work)
        image = make_appimage(release, arguments.dist, work, runtime)
        try_packages(python, deb, image, work)
        for package in (deb, image):
            sign(package, sys.platform)
            print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
        write_checksums([deb, image], arguments.dist / "SHA256SUMS")
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
    except (subprocess.CalledProcessError, ValueError) as error:
        print(f"The build failed: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
