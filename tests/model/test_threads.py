"""NumPy gets by with one thread where it is reached through the model."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")
PRODUCT = f"""
import tracker.model.fit, numpy as np
np.ones((500, 500)) @ np.ones((500, 500))
print(open("{STATUS}").read().split("Threads:")[1].split()[0])
"""


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells how many threads there are")
def test_a_product_of_matrices_starts_no_threads() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", PRODUCT], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
