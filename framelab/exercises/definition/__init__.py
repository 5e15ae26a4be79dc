"""What the files of an exercise say: `exercise.toml`, `items.toml`, `accept.csv`, `@points`."""
