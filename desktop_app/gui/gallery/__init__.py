"""The gallery: all figures of the library, filtered, and searched by words or by a picture."""
