"""Pages of a document, drawn as they scroll into view, with the cited place marked."""
