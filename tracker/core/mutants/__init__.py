"""Mutants: a snippet with one plausible mistake in it, for asking whether a test can fail.

A test that passes whatever the code does shows nothing. So the code is changed in one place, as somebody might get it
wrong: another operator, two arguments exchanged, another axis or constant, a forgotten call. A test that then fails an
assertion has killed the mutant, and what it says about the unchanged code counts (DeMillo, Lipton and Sayward, "Hints
on Test Data Selection", Computer 11(4), 1978).
"""

from tracker.core.mutants.mutant import Mutant, mutants
from tracker.core.mutants.reach import reached

__all__ = ["Mutant", "mutants", "reached"]
