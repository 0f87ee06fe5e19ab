"""What a person should look at in a text that was read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """Something about a line of the text that a person should look at."""

    line: int
    message: str
    text: str
