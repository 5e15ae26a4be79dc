"""Ask an answer, from the side of the checks; no reply is trusted."""
