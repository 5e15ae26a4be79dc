"""`python -m framelab.cli` runs the command."""

import sys

from framelab.cli import main

sys.exit(main())
