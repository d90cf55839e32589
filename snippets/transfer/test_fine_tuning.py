import numpy as np
import pytest
import tensorflow as tf

from snippets.data.digits import draw
from snippets.transfer import fine_tuning

pytestmark = pytest.mark.slow

SEEDS = [0, 1, 2]


@pytest.fixture(scope="module")
def runs():
    """Accuracies of the four ways by task and seed."""
    return {(task, seed): fine_tuning.compare(task, seed) for task in ("mirrored", "negative") for seed in SEEDS}


def test_the_tasks_show_the_same_digits_in_another_way():
    labels = np.tile(np.arange(10), 2)
    pictures, found = fine_tuning.examples("mirrored", of_each=2, seed=7)
    assert found.tolist() == labels.tolist()
    upright = draw(labels, 7, shift=0)
    np.testing.assert_array_equal(pictures, [picture.T.ravel() for picture in upright])
    np.testing.assert_array_equal(fine_tuning.examples("negative", 2, 7)[0], 1 - upright.reshape(20, -1))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_trained_network_gets_further_on_a_related_task(runs, seed):
    """holds: On mirrored digits ten steps on ten labels take a trained network further than a random one."""
    found = runs["mirrored", seed]
    # 300 pictures: accuracies near 0.7 have a deviation of 0.026, and both networks see the same ones.
    assert found["old network"] + 0.15 < found["from scratch"] < found["fine-tuned"] - 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_a_trained_network_is_in_the_way_of_an_opposite_task(runs, seed):
    """refuted: A pretrained network is never a worse start than random weights."""
    found = runs["negative", seed]
    assert found["fine-tuned"] < 0.2
    assert found["from scratch"] > 0.4
    # It is a good network all the same.
    pictures, labels = fine_tuning.examples("upright", of_each=30, seed=500 + seed)
    assert fine_tuning.accuracy(pictures, labels, fine_tuning.pretrained(seed)) > 0.98


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_layer_alone_falls_behind(runs, seed):
    """refuted: With few labels it is best to train the last layer only."""
    found = runs["mirrored", seed]
    assert found["old network"] < found["last layer only"] < found["from scratch"]
    assert found["last layer only"] < found["fine-tuned"] - 0.2


@pytest.mark.parametrize("task", ["mirrored", "negative"])
def test_with_enough_steps_both_starts_get_there(task):
    """holds: After 500 steps on the same ten labels, both starts read over 90 % of the new digits: the lead is gone."""
    found = fine_tuning.compare(task, seed=0, steps=500)
    assert found["from scratch"] == pytest.approx(found["fine-tuned"], abs=0.05)
    assert min(found["from scratch"], found["fine-tuned"]) > 0.9


def test_training_the_last_layer_leaves_the_hidden_one_alone():
    pictures, labels = fine_tuning.examples("upright", of_each=1, seed=1)
    variables = fine_tuning.network(pictures.shape[1], seed=2)
    before = [variable.numpy() for variable in variables]
    fine_tuning.train(pictures, labels, variables, tf.constant(2), last_layer_only=True)
    moved = [bool((variable.numpy() != old).any()) for variable, old in zip(variables, before, strict=True)]
    assert moved == [False, False, True, True]
