from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import licences
import msgspec
import pytest

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "packaging/licences.py"


def write_tables(build: Path, *sources: Path, kind: str = "PYMODULE") -> Path:
    """What PyInstaller leaves in its work folder for a program made of these files."""
    build.mkdir(exist_ok=True)
    entries = [(path.stem, str(path), kind) for path in sources]
    (build / "PYZ-00.toc").write_text(repr((str(build / "PYZ-00.pyz"), entries)), encoding="utf-8")
    program = ("imageref", str(build / "imageref"), "EXECUTABLE")
    (build / "COLLECT-00.toc").write_text(repr(([program],)), encoding="utf-8")
    return build


def origins(build: Path) -> licences.Origins:
    return licences.Origins(build, with_system=False)


def test_every_file_is_traced_to_its_component(tmp_path: Path) -> None:
    build = write_tables(
        tmp_path / "build", Path(msgspec.__file__), Path(json.__file__), PROJECT / "desktop_app/__init__.py"
    )
    found = licences.components(licences.bundled_files(build), origins(build))
    assert [(each.kind, each.name) for each in found] == [
        ("interpreter", "python"),
        ("project", "imageref-desktop"),
        ("python", "msgspec"),
    ]
    assert found[2].version == importlib.metadata.version("msgspec")


def test_a_file_from_nowhere_ends_the_build_with_its_name(tmp_path: Path) -> None:
    stray, other = tmp_path / "stray.so", tmp_path / "other.so"
    build = write_tables(tmp_path / "build", stray, other, kind="BINARY")
    with pytest.raises(licences.UnknownOrigin) as caught:
        licences.components(licences.bundled_files(build), origins(build))
    assert str(stray) in str(caught.value)
    assert str(other) in str(caught.value)


def test_what_the_build_made_itself_is_no_component(tmp_path: Path) -> None:
    build = tmp_path / "build"
    write_tables(build, build / "base_library.zip", kind="DATA")
    names = {each.name for each in licences.components(licences.bundled_files(build), origins(build))}
    assert names == {"imageref-desktop", "python"}


def test_the_run_time_libraries_of_windows_are_known_by_their_names(tmp_path: Path) -> None:
    names = ("MSVCP140.dll", "vcruntime140_1.dll", "vcomp140.dll", "api-ms-win-crt-heap-l1-1-0.dll")
    build = write_tables(tmp_path / "build", *(tmp_path / "System32" / name for name in names), kind="BINARY")
    found = {each.name: each for each in licences.components(licences.bundled_files(build), origins(build))}
    licences.write_texts([found["microsoft-visual-c-runtime"]], tmp_path / "licences")
    assert "System Libraries" in (tmp_path / "licences/microsoft-visual-c-runtime.txt").read_text("utf-8")
    assert json.loads(licences.bill_of_materials(list(found.values())))["components"]


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(licences.UnknownOrigin, match="work folder"):
        licences.bundled_files(tmp_path)


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"license_expression": "MIT OR Apache-2.0", "license": "words"}, "MIT OR Apache-2.0"),
        ({"license": "Apache 2.0"}, "Apache-2.0"),
        ({"license": "LGPL-3.0-only OR GPL-3.0-only"}, "LGPL-3.0-only OR GPL-3.0-only"),
        ({"license": "x" * 4000, "classifier": ["License :: OSI Approved :: MIT License"]}, "MIT"),
        ({"classifier": ["Topic :: Text Processing"]}, ""),
        ({}, ""),
    ],
)
def test_the_licence_is_read_from_the_metadata(fields: dict[str, object], licence: str) -> None:
    assert licences.licence_of(fields) == licence


def test_texts_and_the_offer_of_the_source_are_written(tmp_path: Path) -> None:
    distribution = licences.of_distribution(importlib.metadata.distribution("msgspec"))
    licences.write_texts([licences.project(), distribution], tmp_path / "licences")
    written = {path.name for path in (tmp_path / "licences").iterdir()}
    assert written == {"imageref-desktop.txt", "msgspec.txt", "SOURCE.txt"}
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (tmp_path / "licences/imageref-desktop.txt").read_text("utf-8")
    assert "Redistribution" in (tmp_path / "licences/msgspec.txt").read_text("utf-8")
    assert licences.project().version in (tmp_path / "licences/SOURCE.txt").read_text("utf-8")


def test_a_component_without_a_text_is_not_passed_on(tmp_path: Path) -> None:
    bare = licences.Component("bare", "1.0", "python", "MIT")
    with pytest.raises(licences.UnknownOrigin, match=r"bare 1\.0"):
        licences.write_texts([bare], tmp_path)


def test_the_bill_of_materials_names_versions_and_licences(tmp_path: Path) -> None:
    found = [
        licences.project(),
        licences.Component("one", "1.2", "python", "MIT OR Apache-2.0"),
        licences.Component("libthing1", "3-4", "system", "see its text"),
    ]
    bom = json.loads(licences.bill_of_materials(found))
    assert bom["specVersion"] == "1.6"
    assert bom["metadata"]["component"]["name"] == "imageref-desktop"
    entries = {each["name"]: each for each in bom["components"]}
    assert entries["one"]["purl"] == "pkg:pypi/one@1.2"
    assert entries["one"]["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert entries["libthing1"]["licenses"] == [{"license": {"name": "see its text"}}]


def test_the_command_writes_both_and_tells_what_is_missing(tmp_path: Path) -> None:
    build = write_tables(tmp_path / "build", Path(msgspec.__file__))
    bundle = tmp_path / "bundle"
    command = [sys.executable, str(SCRIPT), str(build), str(bundle), "--without-system"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "msgspec" in done.stdout
    assert json.loads((bundle / "sbom.cdx.json").read_text("utf-8"))["components"]
    write_tables(build, tmp_path / "stray.so", kind="BINARY")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "stray.so" in done.stderr


def test_what_another_program_was_linked_with_is_listed_too(tmp_path: Path) -> None:
    folder = tmp_path / "runtime.licences"
    folder.mkdir()
    (folder / "packages.json").write_text('{"libfuse3-dev": "3.14.0-4"}', encoding="utf-8")
    (folder / "libfuse3-dev.txt").write_text("Lesser General Public License", encoding="utf-8")
    build = write_tables(tmp_path / "build", Path(msgspec.__file__))
    bundle = tmp_path / "bundle"
    command = [sys.executable, str(SCRIPT), str(build), str(bundle), "--without-system", "--linked", str(folder)]
    subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Lesser General Public License" in (bundle / "licences/libfuse3-dev.txt").read_text("utf-8")
    listed = {each["name"]: each for each in json.loads((bundle / "sbom.cdx.json").read_text("utf-8"))["components"]}
    assert listed["libfuse3-dev"]["version"] == "3.14.0-4"
