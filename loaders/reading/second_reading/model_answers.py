"""The form in which a language model answers, and what of an answer keeps to it. Only this module knows pydantic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.json_schema import WithJsonSchema

from graph.dates import PartialDate
from graph.errors import NoAnswer
from graph.vocabulary import CERTAINTIES, NODE_TYPES, RELATIONS

MOST_IN_ONE_ANSWER: Final = 200
# Some models think aloud first.
_THOUGHTS: Final = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCE: Final = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
_NOT_IN_STRICT_SCHEMAS: Final = frozenset({"title", "default", "description", "maxLength", "minLength"})


def _one_of(words: tuple[str, ...]) -> Any:
    """A text that is one of ``words``."""

    def known(text: str) -> str:
        if text not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return text

    return Annotated[str, AfterValidator(known), WithJsonSchema({"type": "string", "enum": list(words)})]


def _date(text: str) -> str:
    if text:
        PartialDate.parse(text)
    return text


def _said(given: object) -> object:
    """Many models write null for what they leave out."""
    return "" if given is None else given


Text = Annotated[str, BeforeValidator(_said), Field(max_length=200)]
DateText = Annotated[str, BeforeValidator(_said), AfterValidator(_date)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class End(_Form):
    """Whom or what a relation joins: its name as the document has it, and the word that stands for it in the quote
    where that is not the name."""

    type: _one_of(tuple(NODE_TYPES))  # type: ignore[valid-type]
    name: str = Field(min_length=1, max_length=200)
    word: Text = ""


class Statement(_Form):
    """One relation and the words it rests on. Dates are ISO or ''."""

    relation: _one_of(tuple(RELATIONS))  # type: ignore[valid-type]
    source: End
    target: End | None = None
    role: Text = ""
    quote: str = Field(min_length=1, max_length=2000)
    line: int = 0
    begins: DateText = ""
    ends: DateText = ""
    seen: DateText = ""
    certainty: _one_of(CERTAINTIES) = CERTAINTIES[0]  # type: ignore[valid-type]
    negated: bool = False


class _Answer(_Form):
    relations: list[Statement]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A part of an answer that does not keep to the form: what it says, cut short, and why it does not."""

    said: str
    reason: str


def answer_form() -> dict[str, Any]:
    """The JSON schema of an answer, of the strict kind: everything required, nothing else allowed."""
    form: dict[str, Any] = _strict(_Answer.model_json_schema())
    return form


def _strict(part: Any) -> Any:
    if isinstance(part, list):
        return [_strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _strict(value) for key, value in part.items() if key not in _NOT_IN_STRICT_SCHEMAS}
    if isinstance(properties := part.get("properties"), dict):
        kept["properties"] = {key: _strict(value) for key, value in properties.items()}
        kept |= {"required": list(properties), "additionalProperties": False}
    return kept


def read_answer(content: str) -> Iterator[Statement | Misfit]:
    """Every statement of an answer, one by one: a bad one does not spoil the others. Raises NoAnswer at once where
    the whole is not of the form asked for."""
    thought = _THOUGHTS.match(content)
    answer = content[thought.end() :] if thought else content
    fenced = _FENCE.fullmatch(answer)
    try:
        held = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError):
        raise NoAnswer("the model's answer is not JSON") from None
    said = held.get("relations") if isinstance(held, dict) else held
    if not isinstance(said, list):
        raise NoAnswer("the model's answer has no list of relations")
    return _each(said)


def _each(said: list[Any]) -> Iterator[Statement | Misfit]:
    for number, one in enumerate(said, 1):
        try:
            statement = Statement.model_validate(one)
        except ValidationError as fault:
            yield Misfit(_told(one), f"not in the form asked for: {_faults(fault)}")
        else:
            many = number > MOST_IN_ONE_ANSWER
            yield Misfit(_told(one), f"more than {MOST_IN_ONE_ANSWER} in one answer") if many else statement


def _told(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False)[:400].encode("utf-8", errors="replace").decode("utf-8")


def _faults(fault: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, each['loc'])) or 'it'}: {each['msg']}" for each in fault.errors()[:3])
