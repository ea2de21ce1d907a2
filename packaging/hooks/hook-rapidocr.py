"""RapidOCR reads its settings and models from its folder; parts are imported by the names in the settings."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("rapidocr", excludes=["**/*cls*.onnx"])
hiddenimports = collect_submodules("rapidocr", filter=lambda name: not name.startswith("rapidocr.cli"))
