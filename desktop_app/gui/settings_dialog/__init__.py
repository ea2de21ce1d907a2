"""What can be set, where the data is, which keys do what, and what the program is."""
