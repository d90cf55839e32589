"""The parts that screens are made of; none of them knows a Study's verbs except the one that runs snippets."""
