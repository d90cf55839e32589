"""The blocks of a Markdown text as the writers of logs mean them."""

from tracker.core.log.blocks.scanner import Block, read_blocks

__all__ = ["Block", "read_blocks"]
