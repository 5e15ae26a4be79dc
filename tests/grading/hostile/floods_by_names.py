"""Has functions without end, of very long names, and not the one that is asked for."""
for number in range(2_000):
    exec(f"def f{number}_{'x' * 300}(): ...")
