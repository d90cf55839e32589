"""What the source of a snippet says about the process that it needs.

These are guesses from the text of one file. A wrong yes costs seconds; a wrong no is the same surprise that the snippet
would meet in a notebook where TensorFlow has been imported before.
"""

from __future__ import annotations

import re

_TENSORFLOW = re.compile(r"^\s*(?:import|from)\s+(?:tensorflow|keras|snippets)\b", re.MULTILINE)
_ENVIRONMENT = re.compile(r"\b(?:environ|putenv|setenv)\b")
_VARIABLE = re.compile(r"""["'](?:TF|XLA|CUDA|KERAS|OMP|OPENBLAS|MKL|PYTHON|GRPC)_?\w*["'=]""")
_RUNTIME = re.compile(r"\b(?:tf|tensorflow)\.(?:config|compat\.v1)\b|\bset_log_device_placement\b")


def uses_tensorflow(source: str) -> bool:
    """It imports TensorFlow, Keras or another snippet, which most likely does."""
    return bool(_TENSORFLOW.search(source))


def sets_environment(source: str) -> bool:
    """It sets a variable that TensorFlow reads when it is imported, so it must not find it imported."""
    return bool(_ENVIRONMENT.search(source) and _VARIABLE.search(source))


def configures_runtime(source: str) -> bool:
    """It calls what TensorFlow allows only before its first operation, so it must not find the runtime started."""
    return bool(_RUNTIME.search(source))
