"""The visible checks of code_frames."""

from framelab.exercises import points

# By the code that you give for solution: the voices that go with it.
STOP_VOICES = {"absent": ("nobody",), "present": ("narrator", "official", "outsider")}
BUS_VOICES = {"present": ("outsider",), "absent": ("nobody",)}
HEARING_VOICES = {"present": ("official",), "absent": ("nobody",)}


@points(1)
def test_stop_problem(submission):
    """The stop on the coast road, coded for a problem."""
    assert submission.code("stop/problem") in ("present",), (
        "The sheriff is quoted. What does he say that the drug does to families?"
    )


@points(1)
def test_stop_cause(submission):
    """The stop on the coast road, coded for a cause."""
    assert submission.code("stop/cause") in ("present",), (
        "What, says the sheriff, has driven his neighbours to the drug, and in which words?"
    )


@points(1)
def test_stop_moral(submission):
    """The stop on the coast road, coded for a moral judgment."""
    assert submission.code("stop/moral") in ("absent",), (
        "Strong words, legal words: do they say what harms or is forbidden, or who is good or bad?"
    )


@points(1)
def test_stop_remedy(submission):
    """The stop on the coast road, coded for a solution."""
    assert submission.code("stop/remedy") in ("absent",), (
        "The police did something. Does anybody say that it, or something else, ought to be done?"
    )


@points(1)
def test_stop_voice_of_remedy(submission):
    """The stop on the coast road, coded for who offers the solution."""
    remedy = submission.code("stop/remedy")
    assert submission.code("stop/voice_of_remedy") in STOP_VOICES[remedy], (
        "Which words would you mark as the solution, and do they do more than tell what was done?"
    )


@points(1)
def test_bus_problem(submission):
    """The night bus, coded for a problem."""
    assert submission.code("bus/problem") in ("absent",), (
        "Which words say that something is harmful or wrong, and not only that it happened?"
    )


@points(1)
def test_bus_cause(submission):
    """The night bus, coded for a cause."""
    assert submission.code("bus/cause") in ("absent",), (
        "There is one reason given. Is what it explains a trouble on this issue, or a date?"
    )


@points(1)
def test_bus_moral(submission):
    """The night bus, coded for a moral judgment."""
    assert submission.code("bus/moral") in ("present",), (
        "What does the chair of the union say of these people, and of what a country does?"
    )


@points(1)
def test_bus_remedy(submission):
    """The night bus, coded for a solution."""
    assert submission.code("bus/remedy") in ("present",), (
        "What does the last sentence ask of the assembly?"
    )


@points(1)
def test_bus_voice_of_remedy(submission):
    """The night bus, coded for who offers the solution."""
    remedy = submission.code("bus/remedy")
    assert submission.code("bus/voice_of_remedy") in BUS_VOICES[remedy], (
        "Who asks for the law: the passage itself, an office, or somebody outside of government?"
    )


@points(1)
def test_hearing_problem(submission):
    """Questions at a hearing, coded for a problem."""
    assert submission.code("hearing/problem") in ("present",), (
        "Does he put a problem before the reader by denying it?"
    )


@points(1)
def test_hearing_cause(submission):
    """Questions at a hearing, coded for a cause."""
    assert submission.code("hearing/cause") in ("present",), (
        "What does he say of the new ferry, and what has the reader thought of once it is denied?"
    )


@points(1)
def test_hearing_moral(submission):
    """Questions at a hearing, coded for a moral judgment."""
    assert submission.code("hearing/moral") in ("absent",), (
        'Is anything called right or wrong here? What do "crisis", "danger" and "had not worked" '
        "speak of?"
    )


@points(1)
def test_hearing_remedy(submission):
    """Questions at a hearing, coded for a solution."""
    assert submission.code("hearing/remedy") in ("present",), (
        "The director turns something down. Has the reader met it as a possible answer?"
    )


@points(1)
def test_hearing_voice_of_remedy(submission):
    """Questions at a hearing, coded for who offers or rejects the solution."""
    remedy = submission.code("hearing/remedy")
    assert submission.code("hearing/voice_of_remedy") in HEARING_VOICES[remedy], (
        "Who brings the permits up, and who turns them down? Where do these people work?"
    )
