"""Counts the test cases that ctest, GoogleTest and pytest recorded in a folder.

GoogleTest programs and pytest write one XML file each (*.xml). A program of ctest's that left none (a
fuzz corpus, a crash) counts as one case. The last line is `N passed, N failed, N skipped`.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def count(folder: pathlib.Path) -> tuple[int, int, int]:
    passed = failed = skipped = 0
    counted = set()
    for path in folder.glob("*.xml"):
        counted.add(path.stem.removesuffix("_test"))
        for case in ElementTree.parse(path).iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
            elif case.find("skipped") is not None:
                skipped += 1
            elif case.get("status") != "notrun":  # GoogleTest: left out by the filter
                passed += 1
    for program in ElementTree.parse(folder / "ctest.junit").iter("testcase"):
        ran = program.get("status") == "run"
        if program.get("name") not in counted:
            passed, failed = passed + ran, failed + (not ran)
    return passed, failed, skipped


if __name__ == "__main__":
    passed, failed, skipped = count(pathlib.Path(sys.argv[1]))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed or not passed else 0)
