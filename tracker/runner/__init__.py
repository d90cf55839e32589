"""Processes: run and verify snippets outside this process."""
