"""ImageRef Desktop: answers from your own documents, with their figures at the sentences they support."""

__version__ = "0.1.0"
