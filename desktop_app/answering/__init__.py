"""From a question to an answer with figures: retrieval, ranking, prompts, placement; no adapter is known here."""
