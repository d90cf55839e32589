from fractions import Fraction

import numpy as np
import pytest

from snippets.vision import detection


def boxes_and_scores(count, seed):
    """Return random boxes of whole numbers from 0 to 20, shape (count, 4), and scores that differ, shape (count,)."""
    random = np.random.default_rng(seed)
    corners = random.integers(0, 12, (count, 2))
    return np.hstack([corners, corners + random.integers(1, 9, (count, 2))]).astype("float32"), (
        random.permutation(count).astype("float32") / count
    )


def cells(box):
    """Return the unit squares in a box of whole numbers."""
    top, left, bottom, right = (int(edge) for edge in box)
    return {(row, column) for row in range(top, bottom) for column in range(left, right)}


def counted_iou(box, other):
    return Fraction(len(cells(box) & cells(other)), len(cells(box) | cells(other)))


def test_counting_unit_squares_gives_the_same():
    """holds: The IoU of two boxes is the area of their intersection over the area of their union, from 0 to 1."""
    boxes, _ = boxes_and_scores(10, seed=0)
    pairs = [(box, other) for box in boxes for other in boxes[:4]]
    expected = [float(counted_iou(*pair)) for pair in pairs]
    assert {0.0, 1.0} < set(expected)
    assert [float(detection.iou(*pair)) for pair in pairs] == pytest.approx(expected, rel=1e-6)


def test_two_squares_that_share_a_corner():
    """holds: The IoU of two boxes is the area of their intersection over the area of their union, from 0 to 1."""
    one, other = np.float32([0, 0, 2, 2]), np.float32([1, 1, 3, 3])
    assert float(detection.iou(one, other)) == pytest.approx(1 / 7)


@pytest.mark.parametrize(("threshold", "kept"), [(0.5, [0, 2]), (0.7, [0, 1, 2])])
def test_the_second_box_on_an_object_is_dropped(threshold, kept):
    """holds: NMS keeps the boxes that overlap no better kept box by an IoU above the threshold."""
    # The first two share 12 of 20.
    assert counted_iou(*detection.BOXES[:2]) == Fraction(12, 20)
    assert detection.suppress(detection.BOXES, detection.SCORES, threshold) == kept
    assert detection.suppress_by_tensorflow(detection.BOXES, detection.SCORES, threshold) == kept


def test_a_box_at_the_threshold_is_kept():
    """holds: NMS keeps the boxes that overlap no better kept box by an IoU above the threshold."""
    boxes, scores = np.float32([[0, 0, 2, 2], [0, 0, 2, 1]]), np.float32([0.9, 0.8])
    for suppress in (detection.suppress, detection.suppress_by_tensorflow):
        assert suppress(boxes, scores, 0.5) == [0, 1]
        assert suppress(boxes, scores, 0.49) == [0]


def test_many_boxes_are_kept_as_tensorflow_keeps_them():
    """holds: NMS keeps the boxes that overlap no better kept box by an IoU above the threshold."""
    boxes, scores = boxes_and_scores(20, seed=1)
    kept = detection.suppress(boxes, scores, 0.3)
    assert kept == detection.suppress_by_tensorflow(boxes, scores, 0.3)
    assert 5 < len(kept) < 18
    assert sorted(scores[kept], reverse=True) == scores[kept].tolist()
    threshold = Fraction("0.3")
    for index in range(20):
        better = [other for other in kept if scores[other] > scores[index]]
        assert (index in kept) == all(counted_iou(boxes[index], boxes[other]) <= threshold for other in better)


@pytest.mark.parametrize("suppress", [detection.suppress, detection.suppress_by_tensorflow])
def test_a_dropped_box_drops_no_other(suppress):
    """holds: A box that overlaps only a box that was dropped is kept."""
    chain = np.float32([[0, 0, 4, 4], [0, 1, 4, 5], [0, 2, 4, 6]])
    assert [counted_iou(chain[0], box) for box in chain] == [1, Fraction(3, 5), Fraction(1, 3)]
    assert counted_iou(chain[1], chain[2]) == Fraction(3, 5)
    assert suppress(chain, detection.SCORES, 0.5) == [0, 2]
    assert suppress(chain[1:], detection.SCORES[1:], 0.5) == [0]


@pytest.mark.parametrize("suppress", [detection.suppress, detection.suppress_by_tensorflow])
def test_of_two_objects_in_a_crowd_one_is_lost(suppress):
    """refuted: NMS drops repeated detections only: each object keeps a box."""
    objects = np.float32([[0, 0, 8, 4], [0, 1, 8, 5]])
    exact_detections, scores = objects.copy(), np.float32([0.99, 0.98])
    kept = exact_detections[suppress(exact_detections, scores, 0.5)]
    assert [any((box == truth).all() for box in kept) for truth in objects] == [True, False]


def test_a_box_that_touches_its_target_moves_and_one_that_does_not_stays():
    """refuted: Gradient descent on 1 - IoU moves any box towards its target."""
    target, near, far = detection.BOXES
    moved = detection.descend(near, target, steps=8)
    assert counted_iou(near, target) == Fraction(3, 5)
    assert float(detection.iou(moved, target)) > 0.8
    assert counted_iou(far, target) == 0
    assert detection.descend(far, target, steps=8).tolist() == far.tolist()
