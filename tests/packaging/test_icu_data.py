"""ICU's data, made small: what is in it, and that Qt still answers as it does with all of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from installers.icu_data import IcuData, is_used, read, trim, write

HEADER = b"\x10\x00\xda\x27" + bytes(8) + b"CmnD"
ASKS_QT = """
import json
from PySide6.QtCore import QCollator, QLocale, QStringConverter, QStringDecoder, QTimeZone
words = ["Zebra", "apfel", "Äpfel", "Ärger", "öl", "zoo", "2. b", "10. a", "中文", "安", "éa", "ch", "cz"]
found = {}
for name in ("de_DE", "sv_SE", "zh_CN", "cs_CZ", "en_US", "ja_JP"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    found[name] = sorted(words, key=collator.sortKey)
for name in ("de", "en", "zh"):
    for zone in ("Europe/Berlin", "Asia/Shanghai"):
        time = QTimeZone(zone.encode())
        found[f"{name} {zone}"] = time.displayName(
            QTimeZone.TimeType.StandardTime, QTimeZone.NameType.LongName, QLocale(name)
        )
found["case"] = QLocale("tr_TR").toUpper("iı") + QLocale("de_DE").toLower("ÄSSE")
for codec in ("windows-1252", "Shift_JIS", "GB18030", "KOI8-R"):
    found[codec] = QStringDecoder(codec).isValid()
found["codecs"] = len(QStringConverter.availableCodecs())
print(json.dumps(found))
"""


NAMES = st.from_regex(r"icudt73l/([a-z]{1,6}/)?[a-zA-Z_]{1,9}\.(res|cnv)", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(), min_size=1))
def test_what_is_written_can_be_read(items: dict[str, bytes]) -> None:
    padded = {name: item + bytes(-len(item) % 16) for name, item in items.items()}
    again = read(write(IcuData(HEADER, padded)))
    assert again == IcuData(HEADER, padded)
    assert list(again.items) == sorted(items), "ICU searches by halves"


def test_other_files_are_refused() -> None:
    with pytest.raises(ValueError, match="no common data"):
        read(bytes(64))


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("coll/sv.res", True), ("coll/root.res", True), ("de_AT.res", True), ("root.res", True), ("pool.res", True),
        ("supplementalData.res", True), ("zone/zh_Hans.res", True), ("zone/tzdbNames.res", True), ("gb18030.cnv", True),
        ("cnvalias.icu", True), ("fr.res", False), ("zone/fr_CA.res", False), ("ff_Adlm.res", False),
        ("brkitr/cjdict.dict", False), ("unit/de.res", False), ("translit/root.res", False), ("unames.icu", False),
    ],
)  # fmt: skip
def test_what_qt_reads_is_kept(name: str, used: bool) -> None:
    assert is_used(f"icudt73l/{name}") is used


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt asks the system")
def test_qt_answers_the_same(tmp_path: Path) -> None:
    [whole] = (Path(PySide6.__file__).parent / "Qt/lib").glob("libicudata.so.*")
    small = tmp_path / whole.name
    shutil.copyfile(whole, small)
    assert trim(small) > 15_000_000

    def answers(**variables: str) -> object:
        command = [sys.executable, "-c", ASKS_QT]
        run = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=True)
        return json.loads(run.stdout)

    assert answers(LD_PRELOAD=str(small)) == answers()
