"""MirroredStrategy: one program, one copy of the weights per device.

The strategy deals the rows of each batch out to its replicas, runs the same
step in all of them, and adds up their gradients before anybody moves a weight.
Two logical CPUs show what happens on a machine with several GPUs.

Claims:
    holds: The rows of a batch are dealt out to the replicas: 8 rows become 4 + 4, and 7 rows become 4 + 3.
    holds: A variable made in the strategy's scope has a copy on each device, and a step leaves the copies equal.
    holds: Two replicas that divide their losses by the size of the whole batch step as one device does.
    refuted: The strategy averages the gradients, so each replica may use the mean loss of its own rows.
    refuted: With several replicas, `strategy.run` returns one tensor, as the step itself does.
"""

import tensorflow as tf

DEVICES = ["CPU:0", "CPU:1"]
LEARNING_RATE = 0.1


def split_cpu() -> None:
    """Present the CPU as two logical devices, unless that has been done: it has to be before the first operation."""
    cpu = tf.config.list_physical_devices("CPU")[0]
    if not tf.config.get_logical_device_configuration(cpu):
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * len(DEVICES))


def examples(count: int = 8) -> tuple[tf.Tensor, tf.Tensor]:
    """Return random inputs, shape (count, 2), and targets, shape (count, 1), float32."""
    inputs = tf.random.stateless_normal([count, 2], seed=[1, 0])
    return inputs, tf.random.stateless_normal([count, 1], seed=[2, 0])


def dealt(strategy, inputs, targets):
    """Make one batch of all rows; return what each replica gets of the inputs and of the targets."""
    batches = tf.data.Dataset.from_tensor_slices((inputs, targets)).batch(len(inputs))
    return next(iter(strategy.experimental_distribute_dataset(batches)))


def new_weights(strategy, start) -> tf.Variable:
    """Return weights with the values `start`, shape (2, 1), with a copy on each device of the strategy."""
    with strategy.scope():
        return tf.Variable(start, aggregation=tf.VariableAggregation.ONLY_FIRST_REPLICA)


def sum_over_replicas(gradient) -> tf.Tensor:
    """Add up what all replicas have, shape (2, 1), and return the sum in each of them: an all-reduce."""
    return tf.distribute.get_replica_context().all_reduce("sum", gradient)


def step(weights, inputs, targets, batch_size: int | None) -> tf.Tensor:
    """Move the weights once, in each replica alike; divide the loss by `batch_size`, else by the rows of this replica.

    Returns:
        The loss of this replica, a scalar.
    """
    with tf.GradientTape() as tape:
        squares = tf.math.squared_difference(inputs @ weights, targets)
        loss = tf.reduce_sum(squares) / tf.cast(batch_size or len(squares), tf.float32)
    gradient = tape.gradient(loss, weights)
    weights.assign_sub(LEARNING_RATE * sum_over_replicas(gradient))
    return loss


def run_step(strategy, weights, inputs, targets, batch_size: int | None):
    """Take one step on all rows, each replica on its own; return what `strategy.run` does with the losses."""
    run = tf.function(strategy.run)
    return run(step, args=(weights, *dealt(strategy, inputs, targets), batch_size))


def copies(strategy, value) -> list:
    """Return what each replica has of a value of any shape."""
    return [copy.numpy() for copy in strategy.experimental_local_results(value)]


def main() -> None:
    """Take one step on one device, on two, and on two with the mistake that is made most often."""
    split_cpu()
    one, two = tf.distribute.MirroredStrategy(DEVICES[:1]), tf.distribute.MirroredStrategy(DEVICES)
    for count in (8, 7):
        rows = [len(part) for part in copies(two, dealt(two, *examples(count))[0])]
        print(f"a batch of {count} rows is dealt out as {rows}")
    print(f"\n{'weights after one step on 8 rows':<37}{' on CPU:0':<20} on CPU:1")
    for name, strategy, batch_size in (
        ("one device, loss divided by 8", one, 8),
        ("two replicas, losses divided by 8", two, 8),
        ("two replicas, losses divided by 4", two, None),
    ):
        weights = new_weights(strategy, [[0.0], [0.0]])
        losses = run_step(strategy, weights, *examples(), batch_size)
        print(
            f"{name:<37}" + "     ".join("{:7.4f} {:7.4f}".format(*copy.ravel()) for copy in copies(strategy, weights))
        )
    per_replica = " and ".join(f"{loss:.4f}" for loss in copies(two, losses))
    print(f"\nthe losses that strategy.run returns: {per_replica}, a {type(losses).__name__}")


if __name__ == "__main__":
    main()
