"""Grade code that nobody has read.

Tests and answers stay in the grader's process; a student's code runs in a sandbox that
holds neither; only plain data (`framelab.exercises.answer_side.codec`) crosses.

- `submissions` reads what was handed in, `archive` a zip file of it, and `results` keeps what
  came of it;
- `isolation` says how strong a sandbox is, `sandbox` starts one, `library` is what lies in
  it, and `guest` is what runs in it;
- `session` is a pytest session over many answers, in a process of its own;
- `class_run` feeds several of them, and goes on where a run was stopped;
- `gradebook` and `feedback` are what comes out.
"""
