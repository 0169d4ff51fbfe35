"""Structural holes after Burt: how much a node's contacts lead to each other, and so leave it nothing to join.

Ties are weighed by z_ij + z_ji, so that a directed network counts a tie in both directions together. All measures are
NaN where they are not defined. Memory and time grow with ties and triangles, never with pairs of nodes.

R. S. Burt (1992), Structural Holes, chapter 2; S. P. Borgatti (1997), "Structural holes: unpacking Burt's redundancy
measures", Connections 20.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from queries.measures.triads import Numbers, Triads, Values


class Model(StrEnum):
    """Within what a contact's time is shared out.

    EGO: only among the node and the node's own contacts, as UCINET does by default. WHOLE: among all of the contact's
    contacts in the network, as igraph and networkx do.
    """

    EGO = "ego network"
    WHOLE = "whole network"


class Holes:
    """The measures of every node of a square matrix of strengths, worked out when asked for.

    ``matrix[i, j]`` above 0 is the strength of an arc from i to j; a strength below 0 has no meaning here. A result
    has one number for each node.
    """

    def __init__(self, matrix: csr_array) -> None:
        self._triads = Triads.of(matrix)
        strengths = self._triads.strengths
        self._mutual = strengths + strengths[self._triads.back]
        self._time = self._triads.sum_by_row(self._mutual)
        self._share = self._mutual / self._time[self._triads.rows]

    def constraint(self, model: Model = Model.WHOLE) -> Values:
        """c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², q other than i and j; low for one who joins what is apart.

        p_ij is the share of i's ties that go to j. Of a contact q the share p_qj is taken of all its ties, or under
        Model.EGO of those to i and to contacts of i. NaN for an isolate; 1 for a pendant, by the formula, where
        UCINET gives none. Above 1 is possible in a small dense network.
        """
        return self._defined(self._triads.sum_by_row(self._hold(model)))

    def effective_size(self) -> Values:
        """e_i = Σ_j (1 - Σ_q p_iq m_jq), q other than i and j: the contacts of i less what they repeat of each other.

        m_jq is j's tie to q as a part of j's strongest tie. Where no tie has a weight and each is returned, it is
        n - 2t/n for n contacts with t ties among them. NaN for an isolate.
        """
        strongest = np.zeros(self._triads.size)
        np.maximum.at(strongest, self._triads.rows, self._mutual)
        marginal = self._mutual / strongest[self._triads.rows]
        back = self._triads.back
        repeated = self._over_triangles(lambda i_q, q_j, i_j: (i_j, self._share[i_q] * marginal[back[q_j]]))
        return self._defined(self._triads.degrees - self._triads.sum_by_row(repeated))

    def efficiency(self) -> Values:
        """Effective size as a part of the number of contacts, above 0 up to 1. NaN for an isolate."""
        return self._defined(self.effective_size() / np.maximum(self._triads.degrees, 1))

    def hierarchy(self, model: Model = Model.EGO) -> Values:
        """H_i = Σ_j r_j ln r_j / (n ln n), with r_j = c_ij / (c_i / n) over n contacts.

        0 where each contact holds i back as much as any other, near 1 where one does it all. NaN for an isolate and
        for a pendant, where it is 0/0.
        """
        triads = self._triads
        hold = self._hold(model)
        mean = triads.sum_by_row(hold) / np.maximum(triads.degrees, 1)
        ratio = hold / mean[triads.rows]
        several = triads.degrees > 1
        unevenness = triads.sum_by_row(ratio * np.log(ratio))
        most = triads.degrees * np.log(np.maximum(triads.degrees, 1))
        return np.where(several, unevenness / np.where(several, most, 1.0), np.nan)

    def _hold(self, model: Model) -> Values:
        """c_ij at the place of every contact: how much j holds i back."""
        return np.square(self._share + self._through_contacts(model))

    def _through_contacts(self, model: Model) -> Values:
        """Σ_q p_iq p_qj at the place of every contact i-j."""
        mutual, time = self._mutual, self._time[self._triads.columns]
        if model is Model.EGO:
            time = mutual + self._over_triangles(lambda i_q, q_j, _: (i_q, mutual[q_j]))
        return self._over_triangles(lambda i_q, q_j, i_j: (i_j, self._share[i_q] * mutual[q_j] / time[i_q]))

    def _over_triangles(self, said: Callable[[Numbers, Numbers, Numbers], tuple[Numbers, Values]]) -> Values:
        """The sum at every place of what ``said`` gives for the places of the sides i-q, q-j and i-j."""
        total = np.zeros(len(self._mutual))
        for sides in self._triads.ways_round():
            place, value = said(*sides)
            total += np.bincount(place, value, len(total))
        return total

    def _defined(self, values: Values) -> Values:
        return np.where(self._triads.degrees > 0, values, np.nan)
