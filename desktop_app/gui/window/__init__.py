"""The parts that make up the window: its frame, the opening of the library, the places it shows."""
