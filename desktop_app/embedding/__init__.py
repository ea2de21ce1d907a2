"""Vectors of text (MiniLM on onnxruntime) and of pictures (CLIP through open_clip)."""
