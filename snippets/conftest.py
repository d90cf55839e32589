"""Two logical CPUs for the tests of every snippet: TensorFlow lets devices be split only before it is first used."""

import sqlite3  # noqa: F401  (TensorFlow brings an SQLite without full-text search: the first one loaded serves all)

import tensorflow as tf

_CPU = tf.config.list_physical_devices("CPU")[0]
if not tf.config.get_logical_device_configuration(_CPU):
    tf.config.set_logical_device_configuration(_CPU, [tf.config.LogicalDeviceConfiguration()] * 2)
