"""Titles as sources have them, and the roles they mean."""

import pytest

from graph.vocabulary import (
    GROUP_KINDS,
    NODE_TYPES,
    RELATIONS,
    ROLE_FAMILIES,
    controlled_role,
    group_kind,
    is_teaching_school_role,
)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Headteacher", "headteacher"),
        ("Head Teacher", "headteacher"),
        ("acting  head", "headteacher"),
        ("Principal", "headteacher"),
        ("Executive Headteacher", "executive headteacher"),
        ("Deputy Headteacher", "deputy headteacher"),
        ("assistant head of school", "assistant head of school"),
        ("Head of School", "head of school"),
        ("School Bursar", "bursar"),
        ("SBM", "school business manager"),
        ("cluster manager", "cluster manager"),
        ("Chair of the Governing Body", "chair of governors"),
        ("link advisor", "link adviser"),
        ("head of marketing", None),
        ("", None),
    ],
)
def test_a_title_means_a_controlled_role_or_none(title: str, role: str | None) -> None:
    assert controlled_role(title) == role


def test_five_titles_of_one_family_of_posts() -> None:
    titles = ("bursar", "school business manager", "school business director", "federation business manager")
    assert {ROLE_FAMILIES[str(controlled_role(title))] for title in (*titles, "cluster manager")} == {
        "business leadership"
    }


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("teaching school", True),
        ("joint hub; teaching school", True),
        ("joint hub", True),
        ("applicant for teaching school status", False),
        ("lead school", False),
        (None, False),
    ],
)
def test_which_members_of_an_alliance_are_its_teaching_schools(title: str | None, is_one: bool) -> None:
    assert is_teaching_school_role(title) is is_one


def test_a_kind_of_group_is_the_vocabularys_or_other() -> None:
    assert [group_kind(word) for word in ("Teaching School Alliance", "cluster", "field force")] == [
        "teaching_school_alliance",
        "cluster",
        "other",
    ]


def test_relations_join_types_that_there_are_and_read_both_ways() -> None:
    for relation in RELATIONS.values():
        assert relation.sources | relation.targets <= NODE_TYPES.keys()
        assert "{source}" in relation.reads
        assert "{source}" in relation.denied
        assert relation.reads != relation.denied
    assert all(kind.name == name for name, kind in GROUP_KINDS.items())
