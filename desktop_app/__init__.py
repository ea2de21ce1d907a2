"""ImageRef Desktop: answers from your own documents, with their figures at the sentences they support."""

__version__ = "0.1.0"

APPLICATION_ID = "org.imageref.Desktop"
"""What desktops know the program by: its desktop entry and AppStream component on Linux, its bundle on macOS."""
