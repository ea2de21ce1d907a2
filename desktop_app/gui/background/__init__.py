"""Long work off the event loop: jobs that drive generators, and lanes that run jobs one at a time."""
