"""The model as a JSON Schema, for editors that complete and explain fields and for checks that are not ours."""

import json
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from gongkai.model import STATUS_LABELS, Announcement, Status

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Schema(GenerateJsonSchema):
    """Without the names of Python classes, which tell staff nothing."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        made.pop("description", None)
        return made

    def enum_schema(self, schema: Any) -> JsonSchemaValue:
        choices = [{"const": status.value, "title": STATUS_LABELS[status]} for status in Status]
        return {"type": "string", "oneOf": choices, "title": "进展"}


@cache
def as_json() -> str:
    """The schema as JSON text, stable from run to run."""
    made = Announcement.model_json_schema(by_alias=True, schema_generator=_Schema)
    head = {"$schema": DIALECT, "title": "整改通报数据（data/issues.yaml）"}
    return json.dumps(head | made, ensure_ascii=False, indent=2) + "\n"
