"""What the smoke test needs of another program on the desktop: files to drag, and pictures of the screen.

python desktop_helper.py drag X Y FILE…     a small window at X, Y from which the files can be dragged
python desktop_helper.py screenshot FILE    the whole screen as a PNG
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

SIDE = 80
TITLE = "files to drag"


class Source(QLabel):
    """A square; whoever pulls at it drags the files."""

    def __init__(self, files: list[str]) -> None:
        super().__init__("files")
        self._files = files
        self.setWindowTitle(TITLE)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.Tool)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Begins the drag."""
        del event
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> int:
    """Runs one of the two."""
    what, *words = sys.argv[1:]
    if what == "screenshot":
        screen = QGuiApplication([]).primaryScreen()
        return 0 if screen.grabWindow(0).save(words[0]) else 1
    application = QApplication([])
    source = Source(words[2:])
    source.setGeometry(int(words[0]), int(words[1]), SIDE, SIDE)
    source.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
