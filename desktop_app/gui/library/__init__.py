"""The list of documents: adding, progress, problems, removal."""
