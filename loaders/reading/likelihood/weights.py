"""How likely a relation is between two things that a sentence names: weighted signs (loaders.reading.likelihood.pairs).

The weights are in weights.json: for each relation an intercept and the weight of every sign that counts, fitted by
tools/fit_pair_weights.py. The sum of the weights of a pair's signs is the logarithm of the odds.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from loaders.reading.likelihood.pairs import Pair

# The least likelihood at which a relation is proposed: below it a reviewer would strike out more than she keeps.
LEAST: Final = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one relation: ``intercept`` is the log odds of a pair without any sign that counts."""

    intercept: float
    signs: Mapping[str, float]

    def likelihood(self, pair: Pair) -> float:
        """The likelihood that the relation holds, between 0 and 1."""
        return 1 / (1 + math.exp(-self.intercept - sum(map(self.signs.__getitem__, self.signs.keys() & pair.signs))))

    def speaking_for(self, pair: Pair) -> list[str]:
        """The signs of a pair that speak for the relation, the weightiest first."""
        found = [sign for sign in pair.signs if self.signs.get(sign, 0.0) > 0]
        return sorted(found, key=lambda sign: (-self.signs[sign], sign))


@cache
def weights() -> Mapping[str, Weights]:
    """The weights that come with schoolties, by relation."""
    text = files("loaders.reading.likelihood").joinpath("weights.json").read_text(encoding="utf-8")
    return {relation: Weights(held["intercept"], held["signs"]) for relation, held in json.loads(text).items()}
