import graphlib
import re

import pytest
import tensorflow as tf

from snippets.graphs import drawing


def boxes_and_arrows(text):
    """Read DOT: the names of the boxes, and the ends and the style of the arrows."""
    boxes = re.findall(r'^  "([^"]+)" \[shape=box', text, re.MULTILINE)
    return boxes, re.findall(r'^  "([^"]+)" -> "([^"]+)" \[style=(\w+)\];$', text, re.MULTILINE)


def polynomial(x):
    """Return 3 x**2 + x."""
    return tf.add(tf.multiply(3.0, tf.multiply(x, x, name="square"), name="scaled"), x, name="sum")


FUNCTIONS = [polynomial, drawing.loop(3, on_tensors=False), drawing.loop(3, on_tensors=True), drawing.say_twice]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_drawing_has_what_the_graph_def_lists(function):
    """holds: A drawing of a graph has one box per node and one arrow per input that its GraphDef lists."""
    graph_def = drawing.graph_def_of(function)
    boxes, arrows = boxes_and_arrows(drawing.dot(graph_def))
    assert sorted(boxes) == sorted(node.name for node in graph_def.node)
    assert len(arrows) == sum(len(node.input) for node in graph_def.node)
    assert {end for source, target, _ in arrows for end in (source, target)} <= set(boxes)


def test_a_small_graph_is_drawn_as_by_hand():
    """holds: A drawing of a graph has one box per node and one arrow per input that its GraphDef lists."""
    boxes, arrows = boxes_and_arrows(drawing.dot(drawing.graph_def_of(polynomial)))
    assert sorted(boxes) == ["Identity", "scaled", "scaled/x", "square", "sum", "x"]
    by_hand = "x>square x>square scaled/x>scaled square>scaled scaled>sum x>sum sum>Identity"
    assert sorted(f"{source}>{target}" for source, target, _ in arrows) == sorted(by_hand.split())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_layer_of_a_node_is_its_longest_way_from_a_start(function):
    """holds: In the graph of a `tf.function`, arrows never run in a circle, not even for a loop on tensors."""
    graph_def = drawing.graph_def_of(function)
    sources = {node.name: [re.sub(r"^\^|:\d+$", "", name) for name in node.input] for node in graph_def.node}

    def longest_way(name):
        # This would never end if there were a circle.
        return max((1 + longest_way(source) for source in sources[name]), default=0)

    depths = {name: depth for depth, names in enumerate(drawing.layers(graph_def)) for name in names}
    assert depths == {name: longest_way(name) for name in sources}


def test_a_circle_would_be_found():
    """holds: In the graph of a `tf.function`, arrows never run in a circle, not even for a loop on tensors."""
    circle = tf.compat.v1.GraphDef()
    circle.node.add(name="hen", input=["egg"])
    circle.node.add(name="egg", input=["hen"])
    with pytest.raises(graphlib.CycleError):
        drawing.layers(circle)


@pytest.mark.parametrize("times", [0, 1, 5, 20])
def test_a_python_loop_is_drawn_once_per_turn(times):
    """refuted: A Python loop over `range(n)` is drawn as a loop."""
    graph_def = drawing.graph_def_of(drawing.loop(times, on_tensors=False))
    assert [node.op for node in graph_def.node] == ["Placeholder", *["AddV2"] * times, "Identity"]
    assert len(drawing.arrows(graph_def)) == 2 * times + 1


def test_a_tensor_loop_is_one_box_however_long_it_runs():
    """refuted: A Python loop over `range(n)` is drawn as a loop."""
    short, long = (drawing.graph_def_of(drawing.loop(times, on_tensors=True)) for times in (2, 200))
    assert len(short.node) == len(long.node)
    assert [node.op for node in long.node].count("StatelessWhile") == 1


@pytest.mark.parametrize("on_tensors", [False, True])
def test_both_loops_double_the_same_number_of_times(on_tensors):
    assert float(tf.function(drawing.loop(10, on_tensors))(tf.constant(1.0))) == 2.0**10


def test_prints_are_ordered_by_an_arrow_without_a_tensor():
    """holds: A control dependency is an arrow that carries no tensor and puts two operations in order."""
    graph_def = drawing.graph_def_of(drawing.say_twice)
    prints = [node.name for node in graph_def.node if node.op == "PrintV2"]
    assert len(prints) == 2
    assert (*prints, False) in drawing.arrows(graph_def)
    assert (*prints, "dashed") in boxes_and_arrows(drawing.dot(graph_def))[1]
    layer = {name: depth for depth, names in enumerate(drawing.layers(graph_def)) for name in names}
    assert layer[prints[0]] < layer[prints[1]]


def test_tensors_travel_along_solid_arrows():
    """holds: A control dependency is an arrow that carries no tensor and puts two operations in order."""
    _, arrows = boxes_and_arrows(drawing.dot(drawing.graph_def_of(polynomial)))
    assert {style for *_, style in arrows} == {"solid"}
