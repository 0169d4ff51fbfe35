"""Values to start from where a question needs a limit. None is a finding, and every one can be set by who asks."""

from __future__ import annotations

from typing import Final

# A part of the network of fewer schools than this is called small.
SMALL_PART: Final = 5
# A group of more schools than this is called large.
LARGE_GROUP: Final = 8
# So many schools and groups make a key set.
SET_SIZE: Final = 3
