"""JSON for a script element of a page."""

import json


def script_json(value: object) -> str:
    """Return a value as JSON that no HTML reader takes for the end of a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
