"""Values and functions only: no clock, no disk, no SQL, no widgets."""
