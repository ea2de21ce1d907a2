"""Makes Qt's copy of ICU's data small: 32 MB for everything in every language, of which Qt uses a part.

QtCore asks ICU for collation, for converters of character sets, for letter case and for the names of time zones, and
for nothing else (`nm -D libQt6Core.so.6`): dates, numbers and the borders of words are Qt's own. What those four
read stays, for all languages; the names of time zones stay for the languages of this program. Where ICU finds no data
for a language it takes those of its root, as it does for languages that it has never heard of.

The format is described in ICU's `udata.h` and `ucmndata.h`: a header, then a table of contents with the offsets of
names and items, both counted from the beginning of the table, then the names, then the items in the order of names.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\xda\x27"
_FORMAT = b"CmnD"
_ALIGNMENT = 16
_UNUSED = re.compile(
    r"(brkitr|curr|lang|rbnf|region|translit|unit)/.*"
    r"|(zone/)?(?!(root|en|de|zh)[_.])[a-z]{2,3}(_\w+)?\.res"
    r"|unames\.icu"
)
_SOURCE = """\
    .globl {symbol}
    .section .rodata
    .balign 16
    .type {symbol}, @object
{symbol}:
    .incbin "{data}"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", @progbits
"""


@dataclass(frozen=True, slots=True)
class IcuData:
    """ICU's data in one piece: its header, and the items by their names ("icudt73l/coll/de.res")."""

    header: bytes
    items: dict[str, bytes]


def read(data: bytes) -> IcuData:
    """The items of a piece of data.

    Raises:
        ValueError: this is no common data of ICU for processors that begin with the low byte.
    """
    (size,) = struct.unpack_from("<H", data)
    if data[2:4] != _MAGIC or data[8] != 0 or data[12:16] != _FORMAT:
        raise ValueError("This is no common data of ICU.")
    (count,) = struct.unpack_from("<I", data, size)
    entries = [struct.unpack_from("<II", data, size + 4 + 8 * number) for number in range(count)]
    ends = [*(offset for _, offset in entries[1:]), len(data) - size]
    names = [data[size + at : data.index(0, size + at)].decode("ascii") for at, _ in entries]
    contents = [data[size + begin : size + end] for (_, begin), end in zip(entries, ends, strict=True)]
    return IcuData(data[:size], dict(zip(names, contents, strict=True)))


def write(data: IcuData) -> bytes:
    """One piece of data with all items."""
    names = sorted(data.items)
    table = 4 + 8 * len(names)
    text = b"".join(name.encode("ascii") + b"\0" for name in names)
    entries, body, at = [], bytearray(), table
    begin = -(-(len(data.header) + table + len(text)) // _ALIGNMENT) * _ALIGNMENT - len(data.header)
    for name in names:
        entries.append(struct.pack("<II", at, begin + len(body)))
        at += len(name) + 1
        body += data.items[name]
        body += bytes(-len(body) % _ALIGNMENT)
    start = struct.pack("<I", len(names)) + b"".join(entries) + text
    return data.header + start.ljust(begin, b"\0") + bytes(body)


def is_used(name: str) -> bool:
    """Whether Qt may read an item; `name` begins with the folder ("icudt73l/")."""
    return _UNUSED.fullmatch(name.partition("/")[2]) is None


def trim(library: Path) -> int:
    """Replaces the library of ICU's data by one with what is used; the bytes saved.

    Needs `nm` and `cc`; where they are missing, or the library is another one, nothing is changed.

    Raises:
        subprocess.CalledProcessError: the compiler refuses.
    """
    if any(shutil.which(tool) is None for tool in ("nm", "cc")):
        return 0
    content = library.read_bytes()
    listed = subprocess.run(["nm", "-D", "-S", library], capture_output=True, text=True, check=True).stdout
    symbol = re.search(r"^([0-9a-f]+) ([0-9a-f]+) R (icudt\d+_dat)$", listed, re.MULTILINE)
    if symbol is None:
        return 0
    begin, size = int(symbol[1], 16), int(symbol[2], 16)
    data = read(content[begin : begin + size])  # the first segment: what lies at an address lies at that offset
    used = IcuData(data.header, {name: item for name, item in data.items.items() if is_used(name)})
    with tempfile.TemporaryDirectory() as folder:
        source, piece, made = (Path(folder) / name for name in ("data.s", "data.dat", library.name))
        piece.write_bytes(write(used))
        source.write_text(_SOURCE.format(symbol=symbol[3], data=piece), encoding="utf-8")
        subprocess.run(["cc", "-shared", "-nostdlib", f"-Wl,-soname,{library.name}", "-o", made, source], check=True)
        shutil.copyfile(made, library)
    return len(content) - library.stat().st_size
