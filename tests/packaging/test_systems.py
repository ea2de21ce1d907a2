"""The files for Windows and macOS, as far as they can be checked without those systems."""

from __future__ import annotations

import plistlib
import re
import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SECTIONS = {
    "Setup",
    "Languages",
    "CustomMessages",
    "Tasks",
    "InstallDelete",
    "Files",
    "Icons",
    "Registry",
    "Run",
    "Code",
}
PARAMETERS = {
    "Languages": ({"Name", "MessagesFile"}, set()),
    "Tasks": ({"Name", "Description"}, {"Flags"}),
    "InstallDelete": ({"Type", "Name"}, set()),
    "Files": ({"Source", "DestDir"}, {"Flags"}),
    "Icons": ({"Name", "Filename"}, {"Tasks"}),
    "Registry": ({"Root", "Subkey", "ValueType", "ValueData"}, {"ValueName", "Flags"}),
    "Run": ({"Filename"}, {"Description", "Flags"}),
}
FLAGS = {
    "ignoreversion",
    "recursesubdirs",
    "createallsubdirs",
    "uninsdeletekey",
    "nowait",
    "postinstall",
    "skipifsilent",
    "unchecked",
}
_PARAMETER = re.compile(r'\s*(\w+):\s*((?:"(?:[^"]|"")*")|[^;"]+?)\s*(?:;|$)')


def script_lines() -> dict[str, list[str]]:
    """The lines of the installer script by section, without comments and the preprocessor's."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (PACKAGING / "windows/imageref.iss").read_text("utf-8").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            current = sections.setdefault(match[1], [])
        elif line.strip() and not line.startswith(("#", ";")):
            current.append(line)
    return sections


def parameters(line: str) -> dict[str, str]:
    found, end = {}, 0
    while end < len(line):
        match = _PARAMETER.match(line, end)
        assert match, f"not understood: {line[end:]!r}"
        found[match[1]], end = match[2], match.end()
    return found


def test_the_script_has_known_sections_and_complete_entries() -> None:
    sections = script_lines()
    assert set(sections) == SECTIONS
    for name, (needed, allowed) in PARAMETERS.items():
        for line in sections[name]:
            given = parameters(line)
            assert needed <= set(given) <= needed | allowed, line
            assert set(given.get("Flags", "").split()) <= FLAGS, line


def test_it_installs_for_one_user_and_upgrades_in_place() -> None:
    setup = dict(line.split("=", 1) for line in script_lines()["Setup"])
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["AppId"].startswith("{{")
    assert setup["CloseApplications"] == "yes"
    deleted = [parameters(line)["Name"] for line in script_lines()["InstallDelete"]]
    assert deleted == ['"{app}\\_internal"', '"{app}\\licences"'], "an upgrade touches nothing but the program"


def test_every_message_of_its_own_is_there_in_each_language() -> None:
    sections = script_lines()
    languages = {parameters(line)["Name"].strip('"') for line in sections["Languages"]}
    messages = {tuple(line.split("=")[0].split(".")) for line in sections["CustomMessages"]}
    names = {name for _, name in messages}
    assert messages == {(language, name) for language in languages for name in names}
    text = (PACKAGING / "windows/imageref.iss").read_text("utf-8")
    used = set(re.findall(r"\{cm:(\w+)[},]", text)) | set(re.findall(r"CustomMessage\('(\w+)'\)", text))
    assert used - {"LaunchProgram"} == names


def test_what_the_preprocessor_uses_is_defined() -> None:
    text = (PACKAGING / "windows/imageref.iss").read_text("utf-8")
    defined = set(re.findall(r"^\s*#define (\w+)", text, re.MULTILINE))
    given = set(re.findall(r"^#ifn?def (\w+)", text, re.MULTILINE))
    assert set(re.findall(r"\{#(\w+)\}", text)) <= defined | given
    assert len(re.findall(r"^#if", text, re.MULTILINE)) == len(re.findall(r"^#endif", text, re.MULTILINE))
    workflow = (PACKAGING.parent / ".github/workflows/release.yml").read_text("utf-8")
    assert given == set(re.findall(r"/D(\w+)=", workflow)), "the workflow gives what the script asks for"


def test_removal_asks_about_data_and_a_silent_one_keeps_them() -> None:
    code = "\n".join(script_lines()["Code"])
    assert "not UninstallSilent()" in code
    assert "MB_DEFBUTTON2" in code, "to keep is what Enter does"
    assert code.count("begin") == len(re.findall(r"\bend;", code))


def test_the_property_lists_say_what_macos_asks_for() -> None:
    info = plistlib.loads((PACKAGING / "macos/Info.plist").read_bytes())
    assert "CFBundleIdentifier" not in info, "imageref.spec gives the identifier"
    types = {kind for entry in info["CFBundleDocumentTypes"] for kind in entry["LSItemContentTypes"]}
    assert "com.adobe.pdf" in types
    assert info["NSHighResolutionCapable"] is True
    allowed = plistlib.loads((PACKAGING / "macos/entitlements.plist").read_bytes())
    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}, "no right that is not needed"


@pytest.mark.parametrize("script", ["macos/make_dmg.sh"])
def test_the_shell_can_read_the_scripts(script: str) -> None:
    subprocess.run(["bash", "-n", str(PACKAGING / script)], check=True)
