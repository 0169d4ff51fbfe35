"""Candidates for relations: what the patterns, the lists and the layout of a document say, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.vocabulary import SCHOOL
from loaders.reading.candidate import Candidate, Told
from loaders.reading.phrases.patterns import PATTERNS
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
    """What is said, then what the layout shows, then what follows from both; what is merely likely comes last, so that
    nothing is made to follow from it."""
    found = [as_support(told, each) for each in _said(told)]
    found += _laid_out(told)
    found += people_in_groups(told, found)
    found += support_frames(told, _keys(found))
    found += nearby(told, _keys(found))
    found += implied_members(told, found)
    found += [*school_tables(told), *entries(told), *support_sections(told, found)]
    found += [*second_schools(told, found), *lenders(told, found), *advisers(told), *help_given(told)]
    found += companions(told, found)
    found += shared_posts(told, found)
    found += federation_members(told, found)
    found += [*in_authority(told, found), *pseudonyms(told, found)]
    yield from found
    yield from likely(told, _keys(found))


def _keys(found: Iterable[Candidate]) -> set[tuple[str, int, int | None, str]]:
    return {each.key for each in found}


def _said(told: Told) -> Iterator[Candidate]:
    """By words. Tables first: they may name people of whom the text speaks by name alone."""
    listed = [*tables(told), *lists_of_people(told)]
    found = [*listed, *by_patterns(told, PATTERNS), *long_lists(told), *lists(told)]
    yield from by_posts(told, found)
    yield from found
    yield from mentors_left_out(told)


def _laid_out(told: Told) -> Iterator[Candidate]:
    """By headings, labels, lines and lists of people, and pages about one thing."""
    for source in (
        attendance,
        designated_lists,
        designated_together,
        designated_by_headings,
        posts_by_lines,
        signatures,
        labelled,
        footnotes,
        partner_page,
        group_tables,
    ):
        yield from source(told)


def as_support(told: Told, found: Candidate) -> Candidate:
    """An adviser's post at a school is his support of it."""
    at_school = found.target is not None and told.cast.entities[found.target].type == SCHOOL
    advises = found.relation == "holds_role" and found.role in ADVISERS and at_school
    return replace(found, relation="supports", role="") if advises else found
