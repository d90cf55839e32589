"""The learner in numbers: many cards at once, as NumPy arrays. Nothing else of the program imports NumPy."""

import os

# The matrices multiplied here are small: threads would cost more than they save. OpenBLAS reads this when NumPy is
# imported, which happens after this line wherever NumPy is reached through this package.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
