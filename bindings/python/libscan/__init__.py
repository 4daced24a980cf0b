"""Finds insecure code, leaked secrets, vulnerable dependencies and unsafe configuration.

    import libscan

    for finding in libscan.scan("src").findings:
        print(finding.path, finding.line, finding.message)
"""
from __future__ import annotations

import datetime
import os
from collections.abc import Iterable

from ._error import ScanError
from ._libscan import (
    Advisory,
    AffectedPackage,
    AnalyzerStatistics,
    Confidence,
    CvssRating,
    Edit,
    Effort,
    Finding,
    Fix,
    FixedFile,
    FixReport,
    Location,
    Notice,
    Outcome,
    Package,
    Region,
    RuleInfo,
    ScanResult,
    Severity,
    Span,
    Statistics,
    Suppression,
    Verdict,
    __version__,
    _scan,
)

__all__ = [
    "Advisory",
    "AffectedPackage",
    "AnalyzerStatistics",
    "Confidence",
    "CvssRating",
    "Edit",
    "Effort",
    "Finding",
    "Fix",
    "FixReport",
    "FixedFile",
    "Location",
    "Notice",
    "Outcome",
    "Package",
    "Region",
    "RuleInfo",
    "ScanError",
    "ScanResult",
    "Severity",
    "Span",
    "Statistics",
    "Suppression",
    "Verdict",
    "__version__",
    "scan",
]

_Path = str | bytes | os.PathLike[str] | os.PathLike[bytes]


def _paths(value: _Path | Iterable[_Path]) -> list[bytes]:
    if isinstance(value, (str, bytes, os.PathLike)):
        value = [value]
    return [os.fsencode(path) for path in value]


def _words(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def scan(
    paths: _Path | Iterable[_Path],
    *,
    analyzers: Iterable[str] | None = None,
    rules: _Path | Iterable[_Path] | None = None,
    include: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    threads: int = 0,
    timeout: datetime.timedelta | float | None = None,
    database: _Path | None = None,
) -> ScanResult:
    """Scans directories and files.

    :param analyzers: the names of those to run ("sast", "secrets", "sca", "iac"); all by default.
    :param rules: rule files, or folders of them, to use instead of the built-in rules; the word
        "default" among them adds the built-in ones back.
    :param include: globs in the syntax of .gitignore; only files that match are scanned.
    :param exclude: the same; files that match are not.
    :param threads: worker threads; 0 is one for each processor. The result does not depend on it.
    :param timeout: seconds for the whole scan; what is not done by then is a notice.
    :param database: the advisory database for "sca".
    :raises ScanError: when the scan cannot start. What fails later is in `ScanResult.notices`.

    Other threads of Python run meanwhile. An interrupt (Ctrl-C) stops the scan.
    """
    if isinstance(timeout, datetime.timedelta):
        timeout = timeout.total_seconds()
    if timeout is not None and timeout <= 0:
        raise ValueError("timeout must be positive")
    return _scan(
        _paths(paths),
        analyzers=[] if analyzers is None else _words(analyzers),
        rules=[] if rules is None else _paths(rules),
        include=_words(include),
        exclude=_words(exclude),
        threads=threads,
        timeout_ms=0 if timeout is None else max(1, round(timeout * 1000)),
        database=b"" if database is None else os.fsencode(database),
    )
