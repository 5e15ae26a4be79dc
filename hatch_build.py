"""What the wheel and the source archive carry beside the sources: the bundled front ends."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundledFrontEnds(BuildHookInterface):  # type: ignore[type-arg]
    """Bundle the front ends where the bundles are not those of the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundles, but for an editable install: `make build` makes those."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        try:
            from framelab.bundling.front_ends import are_fresh, make_bundles  # noqa: PLC0415
            from framelab.bundling.node import NodeError  # noqa: PLC0415
        finally:
            sys.path.remove(self.root)
        # An archive of the sources has its bundles, and needs no Node.
        if are_fresh(root / "framelab" / "bundles"):
            return
        try:
            make_bundles(root / "_build" / "node", root / "framelab" / "bundles")
        except NodeError as error:
            # The corpus, the measures and the checks of exercises need no front end.
            self.app.display_warning(f"The wheel has no front ends of widgets: {error}")
