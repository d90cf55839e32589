"""Object detection: how far two boxes overlap, and which of many boxes to keep.

A detector proposes many boxes for one object, each with a score. Intersection
over union (IoU) measures agreement: shared area over joint area. Non-maximum
suppression (NMS) keeps the best box, drops those that overlap it, and goes on
with the best of the rest.

Claims:
    holds: The IoU of two boxes is the area of their intersection over the area of their union, from 0 to 1.
    holds: NMS keeps the boxes that overlap no better kept box by an IoU above the threshold.
    holds: A box that overlaps only a box that was dropped is kept.
    refuted: NMS drops repeated detections only: each object keeps a box.
    refuted: Gradient descent on 1 - IoU moves any box towards its target.
"""

import numpy as np
import tensorflow as tf

BOXES = np.array([[0, 0, 4, 4], [0, 1, 4, 5], [0, 8, 4, 12]], "float32")
"""Top, left, bottom and right of three boxes, of which the first two lie on the same object; shape (3, 4)."""
SCORES = np.array([0.9, 0.8, 0.7], "float32")


def area(box) -> tf.Tensor:
    """Return the area of a box (top, left, bottom, right), shape (4,); nothing if it ends before it begins."""
    return tf.maximum(box[2] - box[0], 0.0) * tf.maximum(box[3] - box[1], 0.0)


def iou(box, other) -> tf.Tensor:
    """Return intersection over union of two boxes (top, left, bottom, right), each of shape (4,)."""
    shared = area(tf.concat([tf.maximum(box[:2], other[:2]), tf.minimum(box[2:], other[2:])], axis=0))
    return shared / (area(box) + area(other) - shared)


def suppress(boxes, scores, threshold: float) -> list[int]:
    """Return which of the boxes, shape (n, 4), with scores of shape (n,), NMS keeps; the best first."""
    kept: list[int] = []
    for index in np.argsort(-scores):
        if all(iou(boxes[index], boxes[better]) <= threshold for better in kept):
            kept.append(int(index))
    return kept


def suppress_by_tensorflow(boxes, scores, threshold: float) -> list[int]:
    """Do the same with TensorFlow; boxes have shape (n, 4), scores shape (n,)."""
    return tf.image.non_max_suppression(boxes, scores, len(boxes), iou_threshold=threshold).numpy().tolist()


def descend(box, target, steps: int, learning_rate: float = 1.0) -> np.ndarray:
    """Move a box, shape (4,), down the gradient of 1 - IoU with its target; return where it ends."""
    box = tf.Variable(box)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = 1 - iou(box, target)
        box.assign_sub(learning_rate * tape.gradient(loss, box))
    return box.numpy()


def drawn(boxes, width: int = 14) -> list[str]:
    """Draw boxes, shape (n, 4), as text: in each place, how many cover it."""
    canvas = np.zeros((4, width), int)
    for top, left, bottom, right in np.asarray(boxes, int):
        canvas[top:bottom, left:right] += 1
    return ["".join(".123"[count] for count in row) for row in canvas]


def main() -> None:
    """Overlap boxes, suppress some, and move others."""
    for name, rows in (("proposed", drawn(BOXES)), ("kept", drawn(BOXES[suppress(BOXES, SCORES, 0.5)]))):
        print(f"{name}:", *rows, sep="\n  ")
    print("IoU of the boxes:")
    for box in BOXES:
        print("  " + "".join(f"{iou(box, other):6.2f}" for other in BOXES))
    print("threshold   kept by hand   by TensorFlow")
    for threshold in (0.5, 0.7):
        kept = suppress(BOXES, SCORES, threshold), suppress_by_tensorflow(BOXES, SCORES, threshold)
        print(f"{threshold:9}   {kept[0]!s:12}   {kept[1]}")
    print("IoU with box 0 before and after 8 steps down the gradient:")
    for start in (1, 2):
        end = descend(BOXES[start], BOXES[0], steps=8)
        print(f"  box {start}: {iou(BOXES[start], BOXES[0]):.2f} -> {iou(end, BOXES[0]):.2f}")


if __name__ == "__main__":
    main()
