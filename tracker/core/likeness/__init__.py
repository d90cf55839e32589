"""Whether two texts say the same in other words, as far as their words tell.

That many letters are equal says little: `tf.ones makes a tensor of ones` and `tf.zeros makes a tensor of zeros` are two
facts. So the texts are laid side by side, and what differs is judged: a slip of the finger, another form of a word, a
word that means the same and a clause more or less do no harm; a number, a name, a negation or any other word may.
"""

from tracker.core.likeness.compare import Likeness, Verdict, compare
from tracker.core.likeness.index import Index
from tracker.core.likeness.portion import portion
from tracker.core.likeness.slips import is_slip
from tracker.core.likeness.words import Words

__all__ = ["Index", "Likeness", "Verdict", "Words", "compare", "is_slip", "portion"]
