"""A snippet without TensorFlow, and its test."""

ADDING = '''
    """Adding: two numbers.

    Why.

    Claims:
        holds: One and one are two.
        refuted: One and one are three.
    """

    import math


    def added(a, b):
        return a + b


    if __name__ == "__main__":
        print(added(1, 1))
    '''
TEST = '''
    from pathlib import Path

    from snippets.sums import add


    def test_sum():
        """holds: One and one are two."""
        assert add.added(1, 1) == 2


    def test_other_sum():
        """refuted: One and one are three."""
        assert add.added(1, 1) == {three} - 1
    '''
