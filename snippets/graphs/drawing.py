"""Drawing: a graph as text in the DOT language of Graphviz.

A picture of a graph shows what tracing made of Python: a box for each node, an
arrow for each input. DOT is plain text, so a few lines write it; paste the
`digraph` that `main` prints into any Graphviz viewer to see the picture.

Claims:
    holds: A drawing of a graph has one box per node and one arrow per input that its GraphDef lists.
    holds: In the graph of a `tf.function`, arrows never run in a circle, not even for a loop on tensors.
    refuted: A Python loop over `range(n)` is drawn as a loop.
    holds: A control dependency is an arrow that carries no tensor and puts two operations in order.
"""

import graphlib

import tensorflow as tf

SCALAR = tf.TensorSpec([], tf.float32)


def graph_def_of(function) -> tf.compat.v1.GraphDef:
    """Trace a function of a float32 scalar; return its graph as data."""
    return tf.function(function).get_concrete_function(SCALAR).graph.as_graph_def()


def arrows(graph_def) -> list[tuple[str, str, bool]]:
    """Return the arrows: from where, to where, and whether a tensor travels along (not for a control dependency)."""
    # An input is written "node" or "node:2", the third output; a control dependency is written "^node".
    return [
        (source.removeprefix("^").split(":")[0], node.name, not source.startswith("^"))
        for node in graph_def.node
        for source in node.input
    ]


def dot(graph_def) -> str:
    """Draw a GraphDef in DOT: boxes for nodes, dashed arrows for control dependencies."""
    lines = [f'  "{node.name}" [shape=box, label="{node.name}\\n{node.op}"];' for node in graph_def.node]
    for source, target, carries_tensor in arrows(graph_def):
        style = "solid" if carries_tensor else "dashed"
        lines.append(f'  "{source}" -> "{target}" [style={style}];')
    return "\n".join(["digraph {", *lines, "}"])


def layers(graph_def) -> list[set[str]]:
    """Sort the nodes into layers, each node below all of its inputs; CycleError when arrows run in a circle."""
    sorter = graphlib.TopologicalSorter({node.name: () for node in graph_def.node})
    for source, target, _ in arrows(graph_def):
        sorter.add(target, source)
    sorter.prepare()
    found = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found.append(set(ready))
        sorter.done(*ready)
    return found


def loop(times: int, on_tensors: bool):
    """Return a function that doubles a scalar some times, in a loop over a tensor or over a Python range."""

    def double(x):
        for _ in tf.range(times) if on_tensors else range(times):
            x = tf.add(x, x)
        return x

    return double


def say_twice(x: tf.Tensor) -> tf.Tensor:
    """Print two words, which no tensor connects, and return x, a scalar."""
    tf.print("first")
    tf.print("second")
    return x


def main() -> None:
    """Draw a function, then count boxes and arrows of loops."""
    print(dot(graph_def_of(say_twice)))
    print(f"\n{'loop over':<12} {'boxes':>5} {'arrows':>6} {'layers':>6}")
    for name, on_tensors in {"range": False, "tf.range": True}.items():
        for times in (2, 8):
            graph_def = graph_def_of(loop(times, on_tensors))
            counts = len(graph_def.node), len(arrows(graph_def)), len(layers(graph_def))
            print(f"{f'{name}({times})':<12} {counts[0]:>5} {counts[1]:>6} {counts[2]:>6}")


if __name__ == "__main__":
    main()
