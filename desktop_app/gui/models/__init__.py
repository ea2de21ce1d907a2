"""The page of models: what is here, what is on its way, and what could be had."""
