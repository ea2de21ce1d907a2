"""The page of models, as it is used."""
