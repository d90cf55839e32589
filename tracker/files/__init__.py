"""The learner's files: which ones a path means, and what they hold."""

from tracker.files.file import File
from tracker.files.folder import Folder
from tracker.files.reading import read_all

__all__ = ["File", "Folder", "read_all"]
