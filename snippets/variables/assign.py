"""Variables: one handle, changing values.

A variable is a handle to a tensor that can be exchanged. Whoever has the
handle sees every update; whoever read the tensor earlier keeps what was read.
Where the bytes go differs: `assign_add` works on the buffer it finds if nobody
else uses it, while `assign` adopts the buffer of the tensor it is given.

Claims:
    holds: After `assign` a variable has the same handle, and every name for it sees the new value.
    refuted: `assign` copies the new value into the buffer that the variable already has.
    qualified: `assign_add` updates the buffer of the variable in place.
    holds: A tensor read from a variable keeps its values when the variable is updated.
    holds: Assigning a value of another shape raises a ValueError.
"""

import numpy as np
import tensorflow as tf


def address(tensor: tf.Tensor | tf.Variable) -> int:
    """Return where the buffer of a tensor, or of a variable's current value, of any shape, begins in memory."""
    return np.from_dlpack(tf.convert_to_tensor(tensor)).ctypes.data


def handles_around_assign(variable: tf.Variable, value) -> tuple[tf.Tensor, tf.Tensor]:
    """Assign `value`, of the variable's shape; return the variable's handle, a scalar, before and after."""
    before = variable.handle
    variable.assign(value)
    return before, variable.handle


def addresses_around_assign(variable: tf.Variable, value: tf.Tensor) -> tuple[int, int, int]:
    """Assign `value`, of the variable's shape; return the variable's address before and after, and that of `value`."""
    before = address(variable)
    variable.assign(value)
    return before, address(variable), address(value)


def addresses_around_assign_add(variable: tf.Variable, step: tf.Tensor) -> tuple[int, int]:
    """Add `step`, of the variable's shape, with `assign_add`; return the variable's address before and after."""
    before = address(variable)
    variable.assign_add(step)
    return before, address(variable)


def read_then_add(variable: tf.Variable, step: tf.Tensor) -> tf.Tensor:
    """Read the variable, add `step`, of its shape, to it, and return the tensor that was read."""
    read = variable.read_value()
    variable.assign_add(step)
    return read


def main() -> None:
    """Follow the address of a variable's buffer through several updates."""
    with tf.device("CPU"):  # NumPy can see addresses in main memory only
        variable, ones, fives = tf.Variable(tf.zeros(3)), tf.ones(3), tf.fill([3], 5.0)

        before, after = addresses_around_assign_add(variable, ones)
        print("assign_add keeps the buffer:                ", after == before)

        read = variable.read_value()
        before, after = addresses_around_assign_add(variable, ones)
        print("  while a tensor read from it is in use:    ", after == before)
        print()

        before, after, given = addresses_around_assign(variable, fives)
        print("assign keeps the buffer:                    ", after == before)
        print("assign adopts the buffer of the given value:", after == given)
        print()

        read = read_then_add(variable, ones)
        print("read before an update:                      ", read.numpy())
        print("the variable after it:                      ", variable.numpy())
        print("the value that was given to assign:         ", fives.numpy())
        print()

        before, after = handles_around_assign(variable, [7.0, 8.0, 9.0])
        print("same handle after assign:                   ", after is before)
        try:
            variable.assign([1.0, 2.0])
        except ValueError as error:
            print("assigning two numbers to three:             ", type(error).__name__)


if __name__ == "__main__":
    main()
