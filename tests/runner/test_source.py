from __future__ import annotations

import pytest

from tracker.runner import source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import tensorflow as tf", True),
        ("from keras import layers", True),
        ("def main():\n    import tensorflow\n", True),
        ("from snippets.gradients import tape", True),
        ("import math", False),
        ('"""Why one would import tensorflow."""\nimport numpy', False),
        ("import tensorflow_free", False),
    ],
)
def test_a_snippet_needs_tensorflow_when_it_or_a_snippet_is_imported(text, expected):
    assert source.uses_tensorflow(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"', True),
        ("os.environ.setdefault('KERAS_BACKEND', 'jax')", True),
        ('os.environ |= {"CUDA_VISIBLE_DEVICES": "-1"}', True),
        ('os.putenv("XLA_FLAGS", "")', True),
        ('os.environ["HOME"]', False),
        ('print("TF_ENABLE_ONEDNN_OPTS")', False),
    ],
)
def test_a_variable_that_tensorflow_reads_at_its_import_is_seen(text, expected):
    assert source.sets_environment(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tf.config.set_visible_devices([], 'GPU')", True),
        ("tf.compat.v1.disable_eager_execution()", True),
        ("tf.debugging.set_log_device_placement(True)", True),
        ("model.get_config()", False),
        ("tf.constant(1)", False),
    ],
)
def test_a_setting_that_must_come_before_the_first_operation_is_seen(text, expected):
    assert source.configures_runtime(text) is expected
