"""Run the checks of an exercise: the pytest plugin, and what runs pytest."""
