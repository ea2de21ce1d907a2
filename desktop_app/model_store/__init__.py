"""The model files of this machine: finding them, and pairing models with their projectors."""
