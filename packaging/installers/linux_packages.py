"""The packages of Linux: a tree as it is installed, and a .deb and an AppImage of it."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from desktop_app import APPLICATION_ID
from installers.tidying import size_of

HERE = Path(__file__).resolve().parent.parent / "linux"
NAME = "imageref-desktop"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
MAINTAINER = "The ImageRef Desktop developers <noreply@imageref.invalid>"
DEPENDS = (
    "libc6 (>= {glibc})", "libegl1", "libgl1", "libxkbcommon0", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1",
    "libglib2.0-0 | libglib2.0-0t64", "libx11-6", "libx11-xcb1", "libxcb1", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0", "libxcb-shape0",
    "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1", "fonts-dejavu-core | fonts-noto-core",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Release:
    """What is packed.

    Attributes:
        version: as the program says it.
        program: the frozen folder.
        icons: what `packaging/icons.py` wrote.
        date: of the release.
    """

    version: str
    program: Path
    icons: Path
    date: datetime.date


def lay_out(release: Release, root: Path) -> None:
    """Writes the tree below `root` as it lies below `/` once it is installed."""
    home = root / "usr/lib" / NAME
    shutil.copytree(release.program, home, symlinks=True, copy_function=_link_or_copy)
    programs = root / "usr/bin"
    programs.mkdir(parents=True)
    for name in ("imageref", NAME):
        (programs / name).symlink_to(f"../lib/{NAME}/{name}")
    _write(root / f"usr/share/applications/{APPLICATION_ID}.desktop", _template("desktop"))
    metainfo = _template("metainfo.xml").replace("@ID@", APPLICATION_ID)
    metainfo = metainfo.replace("@VERSION@", release.version).replace("@DATE@", release.date.isoformat())
    _write(root / f"usr/share/metainfo/{APPLICATION_ID}.metainfo.xml", metainfo)
    icons = root / "usr/share/icons/hicolor"
    for size in ICON_SIZES:
        target = icons / f"{size}x{size}/apps/{NAME}.png"
        target.parent.mkdir(parents=True)
        shutil.copyfile(release.icons / f"{NAME}-{size}.png", target)
    scalable = icons / f"scalable/apps/{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(release.icons / f"{NAME}.svg", scalable)


def control(release: Release, installed_bytes: int, *, architecture: str, glibc: str) -> str:
    """The control file of the .deb."""
    depends = ", ".join(DEPENDS).format(glibc=glibc)
    return (
        f"Package: {NAME}\n"
        f"Version: {debian_version(release.version)}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {-(-installed_bytes // 1024)}\n"
        f"Depends: {depends}\n"
        "Section: text\n"
        "Priority: optional\n"
        "Description: answers from your own PDFs, offline, with the right figures\n"
        " Drop PDFs on the window, ask a question, and the answer comes with the figures\n"
        " of those PDFs standing at the sentences they support, each with its page.\n"
        " .\n"
        " No account, no connection, no telemetry.\n"
    )


def debian_version(version: str) -> str:
    """A version of Python in Debian's order, where "~" comes before the end: 1.0rc1 is older than 1.0."""
    for mark in ("a", "b", "rc", ".dev"):
        head, found, tail = version.partition(mark)
        if found and head[-1:].isdigit() and tail.isdigit():
            return f"{head}~{mark.lstrip('.')}{tail}"
    return version


def make_deb(release: Release, folder: Path, work: Path) -> Path:
    """The .deb; needs dpkg-deb.

    Raises:
        subprocess.CalledProcessError: dpkg-deb fails.
    """
    root = _fresh(work / "deb")
    lay_out(release, root)
    architecture = _output("dpkg", "--print-architecture")
    glibc = os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.36"
    about = root / "usr/share/doc" / NAME
    _write(about / "copyright", (release.program / "_internal/LICENSE").read_text(encoding="utf-8"))
    text = control(release, size_of(root), architecture=architecture, glibc=glibc.split()[-1])
    _write(root / "DEBIAN/control", text)
    _write(root / "DEBIAN/postrm", (HERE / "postrm").read_text(encoding="utf-8"), mode=0o755)
    package = folder / f"{NAME}_{debian_version(release.version)}_{architecture}.deb"
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", root, package)
    return package


def make_appimage(release: Release, folder: Path, work: Path, runtime: Path) -> Path:
    """The AppImage: a runtime with a compressed file system behind it; needs mksquashfs.

    Raises:
        subprocess.CalledProcessError: mksquashfs fails.
    """
    root = _fresh(work / "AppDir")
    lay_out(release, root)
    shutil.copy2(HERE / "AppRun", root / "AppRun")
    _write(root / f"{APPLICATION_ID}.desktop", _template("desktop"))
    shutil.copyfile(release.icons / f"{NAME}-256.png", root / f"{NAME}.png")
    (root / ".DirIcon").symlink_to(f"{NAME}.png")
    image = work / "AppDir.squashfs"
    # zstd: half the size of the folder, and a start that is hardly slower
    _run("mksquashfs", root, image, "-root-owned", "-noappend", "-quiet", "-no-progress", "-comp", "zstd", "-b", "128K")
    target = folder / f"{NAME}-{release.version}-x86_64.AppImage"
    with target.open("wb") as file:
        for part in (runtime, image):
            with part.open("rb") as content:
                shutil.copyfileobj(content, file, 1 << 20)
    target.chmod(0o755)
    image.unlink()
    return target


def starters(image: Path, folder: Path, *, mount: bool) -> Path:
    """Gives a folder the form of an unpacked program whose commands start the AppImage; the folder.

    Args:
        image: the AppImage; a copy of it, or a link, goes in.
        folder: is empty.
        mount: whether it opens itself by mounting, as it does for its users, or by a copy, where nothing may mount.
    """
    _link_or_copy(str(image), str(folder / "program.AppImage"))
    option = "" if mount else "--appimage-extract-and-run "
    for name in ("imageref", NAME):
        _write(folder / name, f'#!/bin/sh\nexec "${{0%/*}}/program.AppImage" {option}"$@"\n', mode=0o755)
    return folder


def check_runtime(runtime: Path, sha256: str) -> None:
    """Raises ValueError unless the runtime of AppImages is exactly the one that is meant."""
    found = hashlib.sha256(runtime.read_bytes()).hexdigest()
    if found != sha256.lower():
        raise ValueError(f"{runtime} has the SHA-256 {found}, not {sha256}")
    if not has_runtime_mark(runtime):
        raise ValueError(f"{runtime} is no runtime of AppImages of type 2")


def has_runtime_mark(file: Path) -> bool:
    """Whether a file begins as AppImages of type 2 do."""
    with file.open("rb") as content:
        return content.read(11)[8:] == b"AI\x02"


def _template(kind: str) -> str:
    return (HERE / f"{NAME}.{kind}").read_text(encoding="utf-8")


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    return folder


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _run(*command: object) -> None:
    subprocess.run([*map(str, command)], check=True)


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
