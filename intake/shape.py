"""Checks data against the few words of JSON Schema that this project's effects use, without a library."""

from collections.abc import Mapping
from typing import Any

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None),
}  # fmt: skip


def first_fault(value: Any, schema: Mapping[str, Any], at: str = "$") -> str | None:
    """The path of the first thing that is not as `schema` says, never its value; None when all is well."""
    if not _typed(value, schema.get("type")) or ("enum" in schema and value not in schema["enum"]):
        return at
    if isinstance(value, str):
        return at if len(value) < schema.get("minLength", 0) else None
    if isinstance(value, list):
        faults = (first_fault(v, schema.get("items", {}), f"{at}[{i}]") for i, v in enumerate(value))
        return next((fault for fault in faults if fault), None)
    return _object_fault(value, schema, at) if isinstance(value, dict) else None


def _object_fault(value: Mapping[str, Any], schema: Mapping[str, Any], at: str) -> str | None:
    parts = schema.get("properties", {})
    missing = [name for name in schema.get("required", ()) if name not in value]
    extra = (
        [name for name in value if name not in parts] if schema.get("additionalProperties") is False else []
    )
    if missing or extra:
        return f"{at}.{missing[0]}" if missing else f"{at} (something unknown)"
    faults = (first_fault(value[name], part, f"{at}.{name}") for name, part in parts.items() if name in value)
    return next((fault for fault in faults if fault), None)


def _typed(value: Any, types: Any) -> bool:
    names = [types] if isinstance(types, str) else list(types or _TYPES)
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)
