"""What comes out: the closed vocabularies, the model, the record."""
