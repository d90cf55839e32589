"""Model parallelism: one layer whose weights lie on two devices.

A matrix that is too large for one device can be cut. Each device multiplies
with its own piece, and the way the pieces were cut decides how the results are
put together: columns side by side, rows by addition.

Claims:
    holds: With the weights split by columns, the outputs of the devices stand side by side.
    refuted: With the weights split by rows, the outputs of the devices stand side by side as well.
    refuted: Without a `tf.device` block an operation runs on the device that holds its inputs.
    holds: Split by columns, each device keeps its part of the weights but receives the whole input.
    holds: One tape follows the computation over all devices and gives each piece its own columns of the gradient.
"""

from contextlib import nullcontext

import tensorflow as tf

DEVICES = ["CPU:0", "CPU:1"]


def split_cpu() -> None:
    """Present the CPU as two logical devices, unless that has been done: it has to be before the first operation."""
    cpu = tf.config.list_physical_devices("CPU")[0]
    if not tf.config.get_logical_device_configuration(cpu):
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * len(DEVICES))


def short(device: str) -> str:
    """Return the end of the full name of a device, such as CPU:1."""
    return device.rpartition("device:")[2]


def pieces(weights, axis: int) -> list[tf.Variable]:
    """Cut weights of shape (n, m) into equal pieces along an axis, and keep one on each device."""
    kept = []
    for device, piece in zip(DEVICES, tf.split(weights, len(DEVICES), axis), strict=True):
        with tf.device(device):
            kept.append(tf.Variable(piece))
    return kept


def product_by_columns(inputs, columns: list[tf.Variable]) -> tuple[tf.Tensor, list[tf.Tensor]]:
    """Multiply inputs, shape (batch, n), with each piece, shape (n, m / 2), on its device.

    Returns:
        The whole product, shape (batch, m), and the part that each device computed.
    """
    parts = []
    for device, piece in zip(DEVICES, columns, strict=True):
        with tf.device(device):
            parts.append(tf.matmul(inputs, piece))
    return tf.concat(parts, axis=1), parts


def product_by_rows(inputs, rows: list[tf.Variable]) -> tuple[tf.Tensor, list[tf.Tensor]]:
    """Multiply half of the input columns with each piece, shape (n / 2, m); return the whole product and the parts."""
    parts = []
    for device, half, piece in zip(DEVICES, tf.split(inputs, len(DEVICES), axis=1), rows, strict=True):
        with tf.device(device):
            parts.append(tf.matmul(half, piece))
    return tf.reduce_sum(parts, axis=0), parts


def doubled(number: float, kept_on: str, run_on: str | None) -> tuple[str, str]:
    """Double a constant kept on one device in a block for another, or in no block; return both full device names."""
    with tf.device(kept_on):
        constant = tf.constant(number)
    with tf.device(run_on) if run_on else nullcontext():
        result = constant + constant
    return constant.device, result.device


def gradients_by_columns(inputs, targets, columns: list[tf.Variable]) -> list[tf.Tensor]:
    """Return the gradient of the summed squared error for each piece, of the shape of the piece."""
    with tf.GradientTape() as tape:
        outputs, _ = product_by_columns(inputs, columns)
        loss = tf.reduce_sum((outputs - targets) ** 2)
    return tape.gradient(loss, columns)


def as_text(matrix) -> str:
    """Write a matrix of whole numbers, shape (2, columns), on one line."""
    return "   ".join("".join(f"{number:4.0f}" for number in row) for row in matrix.numpy())


def main() -> None:
    """Multiply with one matrix on two devices in two ways."""
    split_cpu()
    inputs, weights = tf.reshape(tf.range(8.0), [2, 4]), tf.reshape(tf.range(24.0) % 5, [4, 6])
    print("whole product                    ", as_text(tf.matmul(inputs, weights)))
    for name, axis, product in (("columns", 1, product_by_columns), ("rows", 0, product_by_rows)):
        kept = pieces(weights, axis)
        whole, parts = product(inputs, kept)
        print(f"\nsplit by {name}")
        for piece, part in zip(kept, parts, strict=True):
            print(f"  {short(piece.device)} keeps {piece.shape}, gives {part.shape}: {as_text(part)}")
        print("  put together                   ", as_text(whole))
    print("\na tensor on   added in    the sum is on")
    for run_on in ("CPU:0", "CPU:1", None):
        print("{:<13} {:<11} {}".format("CPU:1", run_on or "no block", short(doubled(1.0, "CPU:1", run_on)[1])))
    gradients = gradients_by_columns(inputs, tf.zeros([2, 6]), pieces(weights, 1))
    print("\nshapes of the gradients, split by columns:", *(gradient.shape for gradient in gradients))


if __name__ == "__main__":
    main()
