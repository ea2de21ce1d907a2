"""llama.cpp opens its own libraries by their names in its folder, one of them chosen for the processor."""

from pathlib import Path

from PyInstaller.utils.hooks import get_package_paths

# Libraries lie there three times, under their name and two versioned ones: where these are the same file, PyInstaller
# follows what is linked, and only the name that is opened has to be added.
_SUFFIXES = (".so", ".dll", ".dylib", ".metal")
_folder = Path(get_package_paths("llama_cpp")[1]) / "lib"
binaries = [(str(file), "llama_cpp/lib") for file in _folder.iterdir() if file.suffix in _SUFFIXES]
