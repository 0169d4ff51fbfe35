"""Candidates for relations: what the patterns, the lists and the layout of a document say, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.vocabulary import SCHOOL
from loaders.reading.candidate import Candidate, Told
from loaders.reading.patterns import PATTERNS
from loaders.reading.sources.authorities import in_authority
from loaders.reading.sources.companions import advisers, companions
from loaders.reading.sources.document import pseudonyms
from loaders.reading.sources.federations import federation_members
from loaders.reading.sources.group_tables import group_tables
from loaders.reading.sources.help_given import help_given
from loaders.reading.sources.implied_posts import shared_posts
from loaders.reading.sources.labels import footnotes, labelled, partner_page
from loaders.reading.sources.likely import likely
from loaders.reading.sources.lists import lists, long_lists, tables
from loaders.reading.sources.members import implied_members
from loaders.reading.sources.mentors import mentors_left_out
from loaders.reading.sources.minutes import attendance, designated_lists, signatures
from loaders.reading.sources.nearby import nearby
from loaders.reading.sources.people_in_groups import people_in_groups
from loaders.reading.sources.people_lists import (
    designated_by_headings,
    designated_together,
    lists_of_people,
    posts_by_lines,
)
from loaders.reading.sources.posts import by_posts
from loaders.reading.sources.school_tables import school_tables
from loaders.reading.sources.second_schools import lenders, second_schools
from loaders.reading.sources.sentences import by_patterns
from loaders.reading.sources.support_frames import support_frames
from loaders.reading.sources.support_sections import entries, support_sections

ADVISERS: Final = frozenset({"school improvement partner", "link adviser"})


def candidates(told: Told) -> Iterator[Candidate]:
    """By patterns, by lists, by layout; in the order of the text."""
    # Tables first: they may name people of whom the text speaks by name alone.
    found = [*tables(told), *lists_of_people(told), *by_patterns(told, PATTERNS), *long_lists(told), *lists(told)]
    found = [*by_posts(told, found), *found, *mentors_left_out(told)]
    found = [as_support(told, each) for each in found]
    found += [
        *attendance(told),
        *designated_lists(told),
        *designated_together(told),
        *designated_by_headings(told),
        *posts_by_lines(told),
        *signatures(told),
    ]
    found += [*labelled(told), *footnotes(told), *partner_page(told), *group_tables(told)]
    found += people_in_groups(told, found)
    found += support_frames(told, {each.key for each in found})
    found += nearby(told, {each.key for each in found})
    found += likely(told, {each.key for each in found})
    found += implied_members(told, found)
    found += [*school_tables(told), *entries(told), *support_sections(told, found)]
    found += [*second_schools(told, found), *lenders(told, found), *advisers(told), *help_given(told)]
    found += companions(told, found)
    found += shared_posts(told, found)
    yield from found
    yield from federation_members(told, found)
    yield from in_authority(told, found)
    yield from pseudonyms(told, found)


def as_support(told: Told, found: Candidate) -> Candidate:
    """An adviser's post at a school is his support of it."""
    at_school = found.target is not None and told.cast.entities[found.target].type == SCHOOL
    advises = found.relation == "holds_role" and found.role in ADVISERS and at_school
    return replace(found, relation="supports", role="") if advises else found
