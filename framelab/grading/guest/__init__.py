"""What runs in a sandbox: `server` starts a process an answer, `confinement` ties it up.

Only the standard library, the student's side of `framelab.exercises` and, for Landlock,
its binding are there.
"""
