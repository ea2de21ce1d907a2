"""The frozen program: `imageref`, or the window where it was started under its other name."""

import sys
from pathlib import Path

from desktop_app.__main__ import main, window

if __name__ == "__main__":
    sys.exit(window() if Path(sys.argv[0]).stem == "imageref-desktop" else main())
