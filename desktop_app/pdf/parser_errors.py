"""What the parser's exceptions mean.

MuPDF names its errors by a number in the text: 2 is the system's (memory among them), 5 a limit of its own.
"""

from __future__ import annotations


def is_memory_error(error: BaseException) -> bool:
    """Whether this is Python's, MuPDF's or onnxruntime's way to say that memory ran out."""
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in ("malloc", "calloc", "bad_alloc"))


def is_size_error(error: BaseException) -> bool:
    """Whether MuPDF refused something for its size."""
    return str(error).startswith("code=5:")
