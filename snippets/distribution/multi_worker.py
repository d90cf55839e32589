"""MultiWorkerMirroredStrategy: one program in several processes.

Every worker runs this same file. `TF_CONFIG` tells each of them where all of
them listen and which one it is; the strategy connects them, and an all-reduce
in every step keeps their variables equal. Here two workers share one machine.

Claims:
    holds: Two workers with different data end at the same value, for every step adds up the gradients of both.
    refuted: A variable starts at the value that each worker gives it.
    holds: The `TF_CONFIG` of two workers differs only in the index of the task.
    holds: Each worker sees its own devices only but counts the replicas of all workers.
"""

import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack

import tensorflow as tf

TARGETS = [-5.0, 1.0]
"""What each worker's own loss draws the weight to; the sum of both losses is smallest at the mean."""

STEPS, LEARNING_RATE, TIME_LIMIT = 3, 0.25, 50.0


def free_addresses(count: int) -> list[str]:
    """Return addresses on this machine where nobody listens yet."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("localhost", 0))) for _ in range(count)]
        return [f"localhost:{each.getsockname()[1]}" for each in sockets]


def configurations(addresses: list[str]) -> list[dict]:
    """Return the `TF_CONFIG` of each worker."""
    every = [{"cluster": {"worker": addresses}, "task": {"type": "worker"}} for _ in addresses]
    for index, config in enumerate(every):
        config["task"]["index"] = index
    return every


def work(index: int, steps: int) -> dict:
    """Train one weight as worker `index` of the cluster in `TF_CONFIG`; return what this worker saw, as numbers."""
    strategy = tf.distribute.MultiWorkerMirroredStrategy()
    asked = 10.0 + index
    with strategy.scope():
        weight = tf.Variable(asked, aggregation=tf.VariableAggregation.ONLY_FIRST_REPLICA)
    start = float(weight.numpy())

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = (weight - TARGETS[index]) ** 2 / 2
        gradient = tape.gradient(loss, weight)
        total = tf.distribute.get_replica_context().all_reduce("sum", gradient)
        weight.assign_sub(LEARNING_RATE * total)
        return gradient

    gradients = [float(strategy.run(step)) for _ in range(steps)]
    return {
        "process": os.getpid(),
        "devices": len([name for name in tf.config.list_logical_devices("CPU") if f"task:{index}" in name.name]),
        "replicas": strategy.num_replicas_in_sync,
        "asked": asked,
        "start": start,
        "gradients": gradients,
        "end": float(weight.numpy()),
    }


def run_workers(steps: int = STEPS) -> list[dict]:
    """Start two workers from this file, wait for both, and return what they saw; end them if one fails or is late."""
    workers = []
    try:
        for config in configurations(free_addresses(len(TARGETS))):
            environment = {**os.environ, "TF_CONFIG": json.dumps(config), "TF_CPP_MIN_LOG_LEVEL": "3"}
            command = [sys.executable, __file__, str(config["task"]["index"]), str(steps)]
            workers.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
        outputs = [worker.communicate(timeout=TIME_LIMIT)[0] for worker in workers]
        if any(worker.returncode for worker in workers):
            raise RuntimeError("a worker failed; its message stands above")
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    return [json.loads(output) for output in outputs]


def main() -> None:
    """Train one weight in two processes."""
    first, second = run_workers()
    print(f"{'':<34}worker 0   worker 1")
    print(f"{'target of its own loss':<34}{TARGETS[0]:8.3f}   {TARGETS[1]:8.3f}")
    print(f"{'starting value it asked for':<34}{first['asked']:8.3f}   {second['asked']:8.3f}")
    print(f"{'starting value it got':<34}{first['start']:8.3f}   {second['start']:8.3f}")
    for number, gradients in enumerate(zip(first["gradients"], second["gradients"], strict=True)):
        print(f"own gradient in step {number:<13}" + "{:8.3f}   {:8.3f}".format(*gradients))
    print(f"{'final value':<34}{first['end']:8.3f}   {second['end']:8.3f}")
    print(f"{'own devices':<34}{first['devices']:8}   {second['devices']:8}")
    print(f"{'replicas':<34}{first['replicas']:8}   {second['replicas']:8}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(work(*map(int, sys.argv[1:]))))
    else:
        main()
