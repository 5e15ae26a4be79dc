"""`python -m framelab.bundling NODE_FOLDER`: make the bundles."""

import sys
from pathlib import Path

from framelab.bundling.front_ends import are_fresh, make_bundles
from framelab.bundling.node import NodeError


def main() -> int:
    """Make the bundles where they are not those of the sources; say why where it fails."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python -m framelab.bundling NODE_FOLDER\n")
        return 2
    try:
        if not are_fresh():
            make_bundles(Path(sys.argv[1]))
    except NodeError as error:
        sys.stderr.write(f"The front ends cannot be bundled: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
