"""tracker turns a learner's daily log into memory that lasts."""

__version__ = "0.1.0"
