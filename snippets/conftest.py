"""Two logical CPUs for the tests of every snippet: TensorFlow lets devices be split only before it is first used."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def two_cpus():
    """Split the CPU. TensorFlow is imported here, for it has an SQLite of its own that others must not load first."""
    import tensorflow as tf

    cpu = tf.config.list_physical_devices("CPU")[0]
    if not tf.config.get_logical_device_configuration(cpu):
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
