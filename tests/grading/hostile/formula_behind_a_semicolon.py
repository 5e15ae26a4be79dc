"""Says a formula, which begins a cell where ; parts them."""
raise ValueError(";=cmd|' /C calc'!A0;@SUM(1)")
