"""Says markup and signs that steer a terminal."""


def total(numbers):
    kind = type("<script>alert(1)</script>", (Exception,), {})
    print("\x1b[2J\x1b]0;owned\x07<img src=x onerror=alert(1)>")
    raise kind("<script>alert(2)</script>\x1b[31m\u202e")
