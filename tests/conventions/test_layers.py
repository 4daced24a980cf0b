"""Rooms depend only downwards. LAYERS is the one statement of the order; the text is in
docs/architecture.md."""
import pathlib

import pytest
from project import PUBLIC_HEADERS, ROOT, includes, sources_below

# From the bottom up. A room may include itself and the rooms below its own layer: two rooms of one layer
# know nothing of each other. Everybody may include the public headers (scan/*.h).
LAYERS = [
    ["base"],
    ["license", "network", "source", "text", "document"],
    ["syntax", "rules"],
    ["gate", "report", "exceptions"],
    ["engine"],
    ["sast", "secrets", "sca", "iac"],
    ["builtin"],
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
ROOMS = {room: pathlib.PurePosixPath("libscan/src", room) for room in LEVEL}
ROOMS |= {room: pathlib.PurePosixPath("analyzers", room) for room in LAYERS[-1] + LAYERS[-2]}


def test_every_folder_is_a_room():
    folders = {
        path.name for parent in ("libscan/src", "analyzers")
        for path in (ROOT / parent).iterdir() if path.is_dir()
    }
    assert folders == set(LEVEL)


@pytest.mark.parametrize("room", LEVEL)
def test_room_includes_only_what_is_below(room):
    wrong = []
    for path in sources_below(str(ROOMS[room])):
        for name, quoted in includes(path):
            target = name.split("/")[0]
            if not quoted or target in ("scan", room):
                continue
            if LEVEL.get(target, len(LAYERS)) >= LEVEL[room]:
                wrong.append(f"{path} includes {name}")
    assert not wrong


@pytest.mark.parametrize("folder", ["cli", "bindings", "tests/consumer"])
def test_clients_include_public_headers_only(folder):
    wrong = []
    for path in sources_below(folder):
        for name, quoted in includes(path):
            own = (ROOT / path).parent / name
            if quoted and not name.startswith("scan/") and not own.exists():
                if not (ROOT / folder / name).exists():
                    wrong.append(f"{path} includes {name}")
    assert not wrong


@pytest.mark.parametrize("header", PUBLIC_HEADERS, ids=lambda path: path.name)
def test_public_header_includes_no_third_party(header):
    for name, quoted in includes(header):
        if quoted:
            assert name.startswith("scan/"), name
        else:  # the standard library's headers are the ones with neither folder nor suffix
            assert "/" not in name and "." not in name, name
