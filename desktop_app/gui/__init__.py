"""The window: the only wing of the program that knows Qt."""
