"""The words of every generated screen, the same for the peer and for ours."""

SCREENS = 13
"""How many screens every bot has; ours adds home, safety and what else a folder must have."""

WORDS = (
    "Going to couples therapy takes two. Getting help does not. A no today is an answer to today's "
    "question and not to every later one. Work of your own counts, whatever your partner decides. "
    "Where do things stand between the two of you, and what would you like to happen next?"
)
