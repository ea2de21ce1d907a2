"""Lists what an installer carries: the licence texts of everything inside, and a bill of materials (CycloneDX 1.6).

    python packaging/licences.py BUILD BUNDLE [--linked FOLDER] [--without-system]

BUILD is the work folder of PyInstaller, whose `*.toc` files say where each bundled file came from; BUNDLE is the
frozen program, which gets `licences/` and `sbom.cdx.json`. Every source belongs to an installed distribution, to
Python, to a package of the system, or to this project. A source that belongs to none of them ends the build: what has
no known licence is not passed on. What was linked into another program that comes along (the AppImage's runtime) is
named by the folder that its build wrote, with `packages.json` and the licences.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).resolve().parent / "licence_texts"
PROJECT_NAME = "imageref-desktop"
_MADE_BY_THE_BUILD = {"EXECUTABLE", "OPTION", "PYZ", "SYMLINK", "SPLASH", "DEPENDENCY"}
_LICENCE_FILE = re.compile(r"LICEN[CS]E|COPYING|NOTICE|AUTHORS|COPYRIGHT", re.IGNORECASE)
_NOT_A_TEXT = {".py", ".pyc", ".so", ".json"}
_CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}
_WRITTEN_OUT = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License": "AGPL-3.0-only",
}
_MICROSOFT_RUNTIME = re.compile(r"(vcruntime|msvcp|vcomp|concrt|ucrtbase|api-ms-win-)[\w.-]*\.dll", re.IGNORECASE)
"""What compilers of Windows expect beside a program; PyInstaller takes it from the system's folder."""
MICROSOFT_TEXT = TEXTS / "Microsoft-Visual-C-Runtime.txt"
SOURCE_OFFER = """\
ImageRef Desktop {version} is free software under the GNU Affero General Public License, version 3 or later; the text
is in imageref-desktop.txt. You are entitled to its source code: the release that this program was installed
from has it beside the installers, as imageref_desktop-{version}.tar.gz. Whoever passes this program on must pass on the
source, or this offer, as well.

PyMuPDF and MuPDF are used under the GNU Affero General Public License, version 3, and Qt and PySide6 under the GNU
Lesser General Public License, version 3. Qt's libraries lie beside the program as files of their own and can be
replaced by your own build of them. The program that an AppImage begins with has glibc and libfuse (GNU Lesser General
Public License, version 2.1) and LZO (GNU General Public License, version 2 or later) linked in; it can be linked anew
with your own builds of them by packaging/installers/appimage_runtime.py of the source. Their sources are beside the
installers as appimage-runtime-sources.tar. The sources of everything else are published by its makers under the
versions that sbom.cdx.json lists.
"""


class UnknownOrigin(Exception):
    """Files are bundled of which nobody can say where they come from."""


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file that PyInstaller put in: what it is called inside, where it lay, and PyInstaller's kind of it."""

    name: str
    source: Path
    kind: str


@dataclass(frozen=True, slots=True)
class Component:
    """Something with a licence of its own.

    Attributes:
        kind: `python` for a distribution, `system` for a package of the system, `project` and `interpreter`.
        licence: an SPDX expression where one is known, else the words of its makers.
        texts: the files with its licence.
    """

    name: str
    version: str
    kind: str
    licence: str
    texts: tuple[Path, ...] = field(default=(), compare=False)


# What is inside


def bundled_files(build: Path) -> set[BundledFile]:
    """What the `*.toc` files in PyInstaller's work folder list.

    Raises:
        UnknownOrigin: there are no such files.
    """
    tables = sorted((*build.glob("PYZ-*.toc"), *build.glob("COLLECT-*.toc"), *build.glob("PKG-*.toc")))
    if not tables:
        raise UnknownOrigin(f"There is no list of files in {build}: is this PyInstaller's work folder?")
    return {each for table in tables for each in _entries(ast.literal_eval(table.read_text(encoding="utf-8")))}


def _entries(node: object) -> Iterator[BundledFile]:
    if not isinstance(node, (list, tuple)):
        return
    if len(node) == 3 and all(isinstance(part, str) for part in node):
        name, source, kind = node
        if source and kind not in _MADE_BY_THE_BUILD and Path(source).is_absolute():
            yield BundledFile(name, Path(source), kind)
        return
    for child in node:
        yield from _entries(child)


def _key(path: object) -> str:
    """A path as it is compared: on Windows without its letters' case."""
    return os.path.normcase(os.path.normpath(str(path)))


@cache
def _owners() -> dict[str, metadata.Distribution]:
    return {
        _key(file.locate()): distribution
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }


class Origins:
    """Tells which component a file on this machine belongs to."""

    def __init__(self, build: Path, with_system: bool) -> None:
        self._build = build.resolve()
        self._with_system = with_system
        self._owners = _owners()
        self._python = [Path(sysconfig.get_path("stdlib")).resolve(), Path(sys.base_prefix).resolve()]

    def component(self, source: Path) -> Component | None:
        """The component of a file; nothing for what the build itself made.

        Raises:
            UnknownOrigin: it belongs to nothing known.
        """
        if self._build in source.resolve().parents:
            return None
        owner = self._owners.get(_key(source)) or self._owners.get(_key(source.resolve()))
        if owner is not None:
            return self._of_owner(owner)
        if PROJECT in source.parents:
            return project()
        if any(folder in source.resolve().parents for folder in self._python):
            return interpreter()
        if _MICROSOFT_RUNTIME.fullmatch(source.name):
            return Component("microsoft-visual-c-runtime", "14", "system", "LicenseRef-Microsoft", (MICROSOFT_TEXT,))
        if self._with_system:
            package = system_package(source)
            if package is not None:
                return package
        raise UnknownOrigin(str(source))

    @staticmethod
    def _of_owner(owner: metadata.Distribution) -> Component | None:
        name = owner.name.lower().replace("_", "-")
        if name in {"pyinstaller", "pyinstaller-hooks-contrib"}:
            return None  # its start-up code has an exception from its licence for what it freezes
        return project() if name == PROJECT_NAME else of_distribution(owner)


def components(files: Iterable[BundledFile], origins: Origins) -> list[Component]:
    """The components of all files, each once, by kind and name.

    Raises:
        UnknownOrigin: names every file that belongs to nothing known.
    """
    found: set[Component] = {project(), interpreter()}
    unknown = []
    for file in sorted(files, key=lambda each: str(each.source)):
        try:
            component = origins.component(file.source)
        except UnknownOrigin as error:
            unknown.append(str(error))
            continue
        if component is not None:
            found.add(component)
    if unknown:
        raise UnknownOrigin("Nothing is known of where these files come from:\n  " + "\n  ".join(unknown))
    return sorted(found, key=lambda each: (each.kind, each.name.lower()))


def project() -> Component:
    """This program itself."""
    text = (PROJECT / "desktop_app/__init__.py").read_text(encoding="utf-8")
    version = text.split('__version__ = "')[1].split('"')[0]
    return Component(PROJECT_NAME, version, "project", "AGPL-3.0-or-later", (PROJECT / "LICENSE",))


def interpreter() -> Component:
    """Python, with its standard library."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    texts = tuple(path for path in (stdlib / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt") if path.is_file())
    return Component("python", sys.version.split()[0], "interpreter", "PSF-2.0", texts[:1])


def of_distribution(distribution: metadata.Distribution) -> Component:
    """An installed Python distribution."""
    files = [Path(str(file.locate())) for file in distribution.files or () if _LICENCE_FILE.search(file.name)]
    texts = [path for path in files if path.suffix not in _NOT_A_TEXT and path.is_file()]
    licence = licence_of(distribution.metadata.json)
    if not texts:
        texts = [path for name in re.findall(r"[\w.+-]+", licence) if (path := TEXTS / f"{name}.txt").is_file()]
    return Component(distribution.name.lower(), distribution.version, "python", licence, tuple(texts))


def licence_of(fields: Mapping[str, object]) -> str:
    """The licence as the metadata of a distribution tells it: an SPDX expression if there is one, else its words."""
    expression = str(fields.get("license_expression") or "").strip()
    if expression:
        return expression
    words = str(fields.get("license") or "").strip().splitlines()
    if words and len(words[0]) < 100:
        return _WRITTEN_OUT.get(words[0], words[0])
    classifiers = fields.get("classifier")
    listed = classifiers if isinstance(classifiers, list) else []
    known = [_CLASSIFIERS[each] for each in listed if each in _CLASSIFIERS]
    return " AND ".join(known)


def system_package(source: Path) -> Component | None:
    """The Debian package that a library of the system belongs to; nothing where there is no dpkg or it knows none."""
    dpkg = shutil.which("dpkg-query")
    if dpkg is None:
        return None
    for path in dict.fromkeys((source, source.resolve(), Path("/usr") / source.relative_to("/"))):
        owner = subprocess.run([dpkg, "-S", str(path)], capture_output=True, text=True, check=False).stdout
        if ": " in owner:
            name = owner.split(": ")[0].split(",")[0].split(":")[0]
            asked = [dpkg, "-W", "-f", "${Version}\n", name]
            version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()[0]
            text = Path("/usr/share/doc") / name / "copyright"
            return Component(name, version, "system", "see its text", (text,) if text.is_file() else ())
    return None


def linked_packages(folder: Path) -> list[Component]:
    """The packages of the system that were linked into a program: `packages.json` has names and versions."""
    versions = json.loads((folder / "packages.json").read_text(encoding="utf-8"))
    return [
        Component(name, version, "system", "see its text", (folder / f"{name}.txt",))
        for name, version in versions.items()
    ]


# What is written


def write_texts(found: Iterable[Component], folder: Path) -> None:
    """Writes the licence texts of the components, one file each, and the offer of the source.

    Raises:
        UnknownOrigin: components without a licence, or without its text.
    """
    found = list(found)
    bare = [f"{each.name} {each.version}" for each in found if not each.licence or not each.texts]
    if bare:
        raise UnknownOrigin("The licence, or its text, is missing for: " + ", ".join(bare))
    folder.mkdir(parents=True, exist_ok=True)
    for each in found:
        parts = [f"{each.name} {each.version}\nLicence: {each.licence}\n"]
        parts += [path.read_text(encoding="utf-8", errors="replace") for path in each.texts]
        (folder / f"{each.name}.txt").write_text("\n\n".join(parts), encoding="utf-8")
    offer = SOURCE_OFFER.format(version=project().version)
    (folder / "SOURCE.txt").write_text(offer, encoding="utf-8")


def bill_of_materials(found: Iterable[Component]) -> str:
    """The components as CycloneDX 1.6 in JSON, with an SPDX licence wherever one is known."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component as Entry
    from cyclonedx.model.component import ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    bom, licences = Bom(), LicenseFactory()
    types = {"python": "pypi", "system": "deb"}
    for each in found:
        entry = Entry(
            name=each.name,
            version=each.version,
            type=ComponentType.APPLICATION if each.kind == "project" else ComponentType.LIBRARY,
            purl=PackageURL(types.get(each.kind, "generic"), name=each.name, version=each.version),
            licenses=[licences.make_from_string(each.licence)],
            bom_ref=f"{each.kind}/{each.name}@{each.version}",
        )
        if each.kind == "project":
            bom.metadata.component = entry
        else:
            bom.components.add(entry)
    root = bom.metadata.component
    if root is not None:
        bom.register_dependency(root, list(bom.components))
    return JsonV1Dot6(bom).output_as_string(indent=2)


def add_licences(
    build: Path, bundle: Path, with_system: bool = True, linked: Sequence[Component] = ()
) -> list[Component]:
    """Writes `licences/` and `sbom.cdx.json` into the frozen program; returns what it carries."""
    found = [*components(bundled_files(build), Origins(build, with_system)), *linked]
    write_texts(found, bundle / "licences")
    (bundle / "sbom.cdx.json").write_text(bill_of_materials(found), encoding="utf-8")
    return found


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--without-system", action="store_true", help="don't ask dpkg for libraries of the system")
    parser.add_argument(
        "--linked", type=Path, metavar="FOLDER", help="licences of what another program was linked with"
    )
    arguments = parser.parse_args()
    linked = linked_packages(arguments.linked) if arguments.linked else []
    try:
        found = add_licences(arguments.build, arguments.bundle, not arguments.without_system, linked)
    except UnknownOrigin as error:
        print(error, file=sys.stderr)
        return 1
    for each in found:
        print(f"{each.kind:12s} {each.name:32s} {each.version:24s} {each.licence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
