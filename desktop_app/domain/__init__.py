"""The nouns of the program: plain values, events, ports and errors, on the standard library alone."""
