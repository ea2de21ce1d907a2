"""What is selected in an answer as it goes to the clipboard: paragraphs in lines, tables in rows with tabs."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable


def selected_text(cursor: QTextCursor) -> str:
    """The selected words in the order in which they are read, also of a table whose columns stand turned."""
    table: QTextTable | None = cursor.currentTable()
    if table is not None and cursor.hasComplexSelection():
        selected: tuple[int, int, int, int] = cursor.selectedTableCells()  # type: ignore[assignment] # not an object
        first_row, rows, first_column, columns = selected
        return "\n".join(
            _row(table, row, range(first_column, first_column + columns)) for row in range(first_row, first_row + rows)
        )
    return "\n".join(_lines(cursor))


def is_turned(table: QTextTable) -> bool:
    """Whether the first column stands at the right, and comes last in the document."""
    return bool(table.format().alignment() & Qt.AlignmentFlag.AlignRight)


def _lines(cursor: QTextCursor) -> Iterator[str]:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = cursor.document()
    block = document.findBlock(start)
    last_row: int | None = None
    while block.isValid() and block.position() <= end:
        table: QTextTable | None = QTextCursor(block).currentTable()
        if table is None or (start >= block.position() and end < block.position() + block.length()):
            yield _part(block, start, end)
        elif (row := table.cellAt(block.position()).row()) != last_row:
            last_row = row
            yield _row(table, row, range(table.columns()))
        if table is None:
            last_row = None
        block = block.next()


def _part(block: QTextBlock, start: int, end: int) -> str:
    """What of a block stands between two positions of the document."""
    cursor = QTextCursor(block)
    cursor.setPosition(max(start, block.position()))
    cursor.setPosition(min(end, block.position() + block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _row(table: QTextTable, row: int, columns: range) -> str:
    cells = []
    for column in reversed(columns) if is_turned(table) else columns:
        cell = table.cellAt(row, column)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        cells.append(cursor.selectedText())
    return "\t".join(cells)
