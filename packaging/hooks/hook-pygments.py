"""Rich colours source code by Pygments' lexers; this program shows none, and what Pygments loads by name stays out."""

hiddenimports: list[str] = []
