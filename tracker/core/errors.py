"""The one exception that reaches the learner."""


class UserError(Exception):
    """Something the learner can put right; its text is one line that says what to do."""
