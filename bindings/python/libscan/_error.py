from __future__ import annotations


class ScanError(Exception):
    """Why a scan could not start. A part of a scan that failed is a notice in the result instead."""

    def __init__(
        self,
        message: str,
        *,
        code: str,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        #: "invalid-argument", "not-found", "io", "invalid-rule", "invalid-data" or "cancelled".
        self.code = code
        #: The file that the error is in, and the place there (1-based); None when there is none.
        self.path = path
        self.line = line
        self.column = column
        #: What to do about it.
        self.hint = hint
