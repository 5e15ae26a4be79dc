"""Firefox, driven by WebDriver BiDi, which it speaks itself: no driver has to be installed.

Commands and their answers are JSON over a websocket (https://w3c.github.io/webdriver-bidi/).
Events are not asked for: what a test waits for, it looks for in the page.
"""

import json
from itertools import count
from typing import Any

from websocket import create_connection

# No command takes so long, not even on the slowest machine.
PATIENCE = 90


class BiDiError(Exception):
    """A command that the browser refused; the message is what it said."""


class Tab:
    """A tab of its own in a running browser, in the one session that the browser has."""

    def __init__(self, address: str) -> None:
        # Firefox lets no page drive it, and knows a page by this header.
        self._socket = create_connection(address, timeout=PATIENCE, suppress_origin=True)
        self._numbers = count(1)
        self.command("session.new", capabilities={})
        # Without a screen, the tab that Firefox opens with never gets the keyboard.
        self._context = self.command("browsingContext.create", type="tab")["context"]

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command, wait for its answer and give its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        answer: dict[str, Any] = {}
        while answer.get("id") != number:
            answer = json.loads(self._socket.recv())
        if answer["type"] == "error":
            raise BiDiError(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self.command(
            "browsingContext.navigate", context=self._context, url=address, wait="complete"
        )

    def reload(self) -> None:
        """Load the page anew and wait until it is loaded."""
        self.command("browsingContext.reload", context=self._context, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Give the value of a JavaScript expression; None for what JSON cannot write."""
        # As JSON: BiDi has its own way to write values, which need not be known here.
        found = self.command(
            "script.evaluate", expression=f"JSON.stringify({expression}) ?? 'null'",
            target={"context": self._context}, awaitPromise=False, userActivation=True,
        )  # fmt: skip
        if found["type"] == "exception":
            raise BiDiError(f"{found['exceptionDetails']['text']} in {expression}")
        return json.loads(found["result"]["value"])

    def end(self) -> None:
        """End the browser."""
        self.command("browser.close")
        self._socket.close()
