"""The learner in numbers: many cards at once, as NumPy arrays. Nothing else of the program imports NumPy."""
