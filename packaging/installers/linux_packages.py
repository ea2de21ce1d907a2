"""The packages of Linux: a tree as it is installed, and a .deb and an AppImage of it."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from installers.tidying import size_of

HERE = Path(__file__).resolve().parent.parent / "linux"
NAME = "imageref-desktop"
APPSTREAM_ID = "org.imageref.Desktop"
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
    _write(root / f"usr/share/applications/{NAME}.desktop", (HERE / f"{NAME}.desktop").read_text(encoding="utf-8"))
    metainfo = (HERE / f"{NAME}.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", release.version).replace("@DATE@", release.date.isoformat())
    _write(root / f"usr/share/metainfo/{APPSTREAM_ID}.metainfo.xml", metainfo)
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


def make_appimage(release: Release, folder: Path, work: Path, runtime: Path | None) -> Path:
    """The AppImage: a runtime with a compressed file system behind it; needs mksquashfs.

    Without a runtime the file system alone is written, which can be mounted and tested, and is no program yet.

    Raises:
        subprocess.CalledProcessError: mksquashfs fails.
    """
    root = _fresh(work / "AppDir")
    lay_out(release, root)
    shutil.copy2(HERE / "AppRun", root / "AppRun")
    shutil.copyfile(HERE / f"{NAME}.desktop", root / f"{NAME}.desktop")
    shutil.copyfile(release.icons / f"{NAME}-256.png", root / f"{NAME}.png")
    (root / ".DirIcon").symlink_to(f"{NAME}.png")
    image = folder / f"{NAME}-{release.version}-x86_64.squashfs"
    image.unlink(missing_ok=True)
    # zstd: half the size of the folder, and a start that is hardly slower
    _run("mksquashfs", root, image, "-root-owned", "-noappend", "-quiet", "-no-progress", "-comp", "zstd", "-b", "128K")
    if runtime is None:
        return image
    target = image.with_suffix(".AppImage")
    target.write_bytes(runtime.read_bytes() + image.read_bytes())
    target.chmod(0o755)
    image.unlink()
    return target


def check_runtime(runtime: Path, sha256: str) -> None:
    """Raises ValueError unless the runtime of AppImages is exactly the one that is meant."""
    found = hashlib.sha256(runtime.read_bytes()).hexdigest()
    if found != sha256.lower():
        raise ValueError(f"{runtime} has the SHA-256 {found}, not {sha256}")
    if runtime.read_bytes()[8:11] != b"AI\x02":
        raise ValueError(f"{runtime} is no runtime of AppImages of type 2")


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
