"""The use case that turns files into a library: reading pages, finding figures, cutting passages."""
