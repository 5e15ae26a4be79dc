"""The result of a check, and what a student reads about it, in words and on a terminal."""
