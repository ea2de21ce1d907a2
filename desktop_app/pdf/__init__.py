"""The adapter to PDF files, and the only owner of PyMuPDF."""
