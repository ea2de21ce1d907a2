"""The tree, the control file and the .deb of Linux, of a small program that stands for the frozen one."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.linux_packages import (
    ICON_SIZES,
    NAME,
    Release,
    check_runtime,
    control,
    debian_version,
    lay_out,
    make_appimage,
    make_deb,
    starters,
)
from installers.signing import signing_command

from desktop_app import APPLICATION_ID

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux")


@pytest.fixture
def release(tmp_path: Path) -> Release:
    program, icons = tmp_path / "program", tmp_path / "icons"
    (program / "_internal").mkdir(parents=True)
    (program / "_internal" / "LICENSE").write_text("the licence")
    (program / NAME).write_text(f'#!/bin/sh\necho "$(basename "$0") $*" from {NAME}\n')
    (program / NAME).chmod(0o755)
    (program / "imageref").symlink_to(NAME)
    icons.mkdir()
    for size in ICON_SIZES:
        (icons / f"{NAME}-{size}.png").write_bytes(b"\x89PNG")
    (icons / f"{NAME}.svg").write_text("<svg/>")
    return Release("1.2rc3", program, icons, datetime.date(2026, 1, 2))


def test_the_tree_has_what_desktops_look_for(release: Release, tmp_path: Path) -> None:
    root = tmp_path / "root"
    lay_out(release, root)
    entry = (root / "usr/share/applications" / f"{APPLICATION_ID}.desktop").read_text(encoding="utf-8")
    assert "Exec=imageref-desktop %F" in entry
    assert "MimeType=application/pdf;" in entry
    metainfo = (root / "usr/share/metainfo" / f"{APPLICATION_ID}.metainfo.xml").read_text(encoding="utf-8")
    assert '<release version="1.2rc3" date="2026-01-02"/>' in metainfo
    assert (root / "usr/share/icons/hicolor/256x256/apps" / f"{NAME}.png").is_file()
    for name in ("imageref", NAME):
        said = subprocess.run([root / "usr/bin" / name, "a"], capture_output=True, text=True, check=True).stdout
        assert said == f"{name} a from {NAME}\n"


def test_the_control_file(release: Release) -> None:
    text = control(release, 2049, architecture="amd64", glibc="2.36")
    fields = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line and not line.startswith(" "))
    assert fields["Package"] == NAME
    assert fields["Installed-Size"] == "3"
    assert fields["Version"] == "1.2~rc3"
    assert "libc6 (>= 2.36)" in fields["Depends"]
    assert "libxcb-cursor0" in fields["Depends"]


@pytest.mark.parametrize(
    ("version", "debian"), [("1.2", "1.2"), ("1.2a1", "1.2~a1"), ("1.2rc3", "1.2~rc3"), ("1.2.dev4", "1.2~dev4")]
)
def test_versions_before_a_release_are_older(version: str, debian: str) -> None:
    assert debian_version(version) == debian


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_the_package_can_be_read(release: Release, tmp_path: Path) -> None:
    package = make_deb(release, tmp_path, tmp_path / "work")
    subprocess.run(["dpkg-deb", "-x", package, tmp_path / "out"], check=True)
    assert (tmp_path / "out/usr/lib" / NAME / NAME).is_file()
    assert (tmp_path / "out/usr/bin/imageref").readlink() == Path(f"../lib/{NAME}/imageref")
    version = subprocess.run(["dpkg-deb", "-f", package, "Version"], capture_output=True, text=True, check=True).stdout
    assert version.strip() == "1.2~rc3"


@pytest.mark.skipif(shutil.which("mksquashfs") is None, reason="needs mksquashfs")
def test_an_appimage_is_a_runtime_and_what_is_behind_it(release: Release, tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"\x7fELF" + bytes(4) + b"AI\x02" + bytes(100))
    image = make_appimage(release, tmp_path, tmp_path / "work", runtime)
    assert image.name == f"{NAME}-1.2rc3-x86_64.AppImage"
    assert image.read_bytes()[: len(runtime.read_bytes()) + 4] == runtime.read_bytes() + b"hsqs"
    assert os.access(image, os.X_OK)


@pytest.mark.parametrize(("mount", "option"), [(True, ""), (False, "--appimage-extract-and-run ")])
def test_an_appimage_is_tried_like_a_folder_of_programs(tmp_path: Path, mount: bool, option: str) -> None:
    image, folder = tmp_path / "image", tmp_path / "a folder"
    image.write_text("#!/bin/sh\necho $*\n")
    image.chmod(0o755)
    folder.mkdir()
    starters(image, folder, mount=mount)
    for name in ("imageref", NAME):
        said = subprocess.run([folder / name, "doctor"], capture_output=True, text=True, check=True).stdout
        assert said == f"{option}doctor\n"


def test_a_runtime_that_is_not_the_one_that_is_meant_is_refused(tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    content = b"\x7fELF" + bytes(4) + b"AI\x02" + bytes(100)
    runtime.write_bytes(content)
    check_runtime(runtime, hashlib.sha256(content).hexdigest())
    with pytest.raises(ValueError, match="SHA-256"):
        check_runtime(runtime, "0" * 64)
    runtime.write_bytes(bytes(200))
    with pytest.raises(ValueError, match="no runtime"):
        check_runtime(runtime, hashlib.sha256(bytes(200)).hexdigest())


def test_words_of_an_appimage_are_files_or_a_command(release: Release, tmp_path: Path) -> None:
    make_root = tmp_path / "AppDir"
    lay_out(release, make_root)
    shutil.copy2(Path(__file__).resolve().parents[2] / "packaging/linux/AppRun", make_root / "AppRun")
    file = tmp_path / "a file.pdf"
    file.touch()
    for words, said in (([], f"{NAME} "), ([str(file)], f"{NAME} {file}"), (["doctor"], "imageref doctor")):
        run = subprocess.run([make_root / "AppRun", *words], capture_output=True, text=True, check=True)
        assert run.stdout == f"{said} from {NAME}\n"


def test_signing_where_a_certificate_is_configured() -> None:
    file = Path("x.deb")
    assert signing_command(file, "linux", {}) == ()
    assert signing_command(file, "win32", {"IMAGEREF_GPG_KEY": "k"}) == ()
    gpg = signing_command(file, "linux", {"IMAGEREF_GPG_KEY": "k"})
    assert gpg[0] == "gpg"
    assert gpg[-1] == "x.deb"
    assert "abc" in signing_command(file, "win32", {"IMAGEREF_SIGNTOOL_THUMBPRINT": "abc"})


@pytest.mark.parametrize(
    ("tool", "file"),
    [
        (("appstreamcli", "validate", "--no-net"), f"metainfo/{APPLICATION_ID}.metainfo.xml"),
        (("desktop-file-validate",), f"applications/{APPLICATION_ID}.desktop"),
    ],
)
def test_desktops_own_tools_accept_the_files(
    release: Release, tmp_path: Path, tool: tuple[str, ...], file: str
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"needs {tool[0]}")
    lay_out(release, tmp_path / "root")
    run = subprocess.run([*tool, tmp_path / "root/usr/share" / file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
