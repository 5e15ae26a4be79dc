"""How much the checks' side takes from an answer, and the grader from a submission.

Whatever an answer or a submission says is written by somebody whom nobody has read: each number,
string, list and count that is kept, shown or compared has its bound here, and is cut or refused
beyond that bound. How large one message may be is said where messages are read, in
`framelab.exercises.answer_side.codec`.
"""

# What a reply of the answer's side tells, beside its value.
TYPE_NAME = 80
"""Characters of the name of a type, of a function or of an argument."""
MESSAGE = 600
"""Characters of a message: of an exception, or of what came in place of a value."""
NAMES = 20
"""Names in a list: functions that an answer has, arguments that it changed, lines left out."""
BASES = 8
"""Bases of the class of an exception."""
LINE_NUMBER = 10_000_000
"""Largest number of a line: a notebook has at most as many bytes."""
PRINTED = 4_000
"""Characters of what one call printed."""

# What an answer that is read may hold.
SOURCE = 150_000
"""Characters of code."""
TEXT = 100_000
"""Characters of a text."""
CODES_BYTES = 1_000_000
UNKNOWN_ITEMS = 50
"""Items that were not asked for, among which one that is nearly an item is looked for."""
ITEM = 100
"""Characters of such an item: a longer one is nearly none."""
CODES_OF_ITEM = 2
"""Codes of one item that are kept: two are one too many already."""

# What is kept and shown of the result of a check: in the page, on a terminal, after grading.
RESULT_LINE = 800
"""Characters of one line of a result."""
RESULT_LINES = 20
"""Lines of the result of one check."""
# Of a graded answer.
RESULT_PAGE = 40_000
"""Bytes that all lines of one answer take on a page, where a sign may take six."""
KEPT_BYTES = 10_000_000
"""Bytes of what is kept of one answer: a file of results may not be what a run wrote."""

# What a submission may hold.
ANSWER_BYTES = 1_000_000
NOTEBOOK_BYTES = 10_000_000
"""A notebook can hold pictures, which are not read."""
EXPORT_BYTES = 5_000_000
ARCHIVE_BYTES = 50_000_000
"""Of a zip file as it was handed in."""
FOLDER_ENTRIES = 1_000
"""Files and folders in one folder."""
ARCHIVE_ENTRIES = 10_000
"""Files and folders in one zip file."""
ARCHIVE_DEPTH = 20
"""Folders in each other in a zip file: what is deeper is not looked at."""
FILE_NAME = 100
"""Characters that are shown of the name of a file."""
UNKNOWN_EXERCISES = 20
"""Ids that are no exercises and get a line each: an export can hold very many."""
REMARKS = 20
"""Remarks on one submission."""
