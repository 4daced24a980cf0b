"""Secrets in archives: found where they stand, within limits, and nothing is ever unpacked to a disk."""

import bz2
import gzip
import io
import json
import lzma
import os
import random
import resource
import struct
import tarfile
import zipfile
import zlib

import pytest

RULES = """
[[rules]]
id = "corp-token"
description = "A token of the corporate API."
regex = '''\\b(corp_[0-9a-z]{16})\\b'''
keywords = ["corp_"]
"""


def token(n):
    return f"corp_{n:016d}"


def text(n):
    return f"# settings\ntoken = {token(n)}\n".encode()


def zip_of(files, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def tar_of(files, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(RULES)
    return path


@pytest.fixture
def found(scan, rules):
    """Scans, and gives the report: findings as {path: [lines]}, notices as [(code, path, incomplete)]."""

    def run(*words, **options):
        process = scan("--analyzers", "secrets", "--rules", rules, "--format", "json", *words, **options)
        assert process.returncode in (0, 1, 3), process.stderr
        report = json.loads(process.stdout)
        places = {}
        for finding in report["findings"]:
            if "suppression" in finding:
                continue
            for location in finding["locations"]:
                places.setdefault(location["path"], []).append(location["region"]["start_line"])
        notices = [(notice["code"], notice["path"], notice["incomplete"]) for notice in report["notices"]]
        assert (process.returncode == 3) == (any(notice[2] for notice in notices) and not places)
        return places, notices, report

    return run


NESTED = zip_of({"lib/inner.jar": zip_of({"x/deep.tar.gz": tar_of({"conf/a.env": text(9)}, "w:gz")})})
FORMATS = {
    "a.zip": (zip_of({"conf/a.env": text(1)}), "a.zip!conf/a.env"),
    "stored.zip": (zip_of({"conf/a.env": text(1)}, zipfile.ZIP_STORED), "stored.zip!conf/a.env"),
    "a.jar": (zip_of({"META-INF/a.env": text(2)}), "a.jar!META-INF/a.env"),
    "a.whl": (zip_of({"pkg/a.py": text(3)}), "a.whl!pkg/a.py"),
    "a.tar": (tar_of({"conf/a.env": text(4)}), "a.tar!conf/a.env"),
    "a.tar.gz": (tar_of({"conf/a.env": text(5)}, "w:gz"), "a.tar.gz!conf/a.env"),
    "a.tgz": (tar_of({"conf/a.env": text(5)}, "w:gz"), "a.tgz!conf/a.env"),
    "a.tar.xz": (tar_of({"conf/a.env": text(6)}, "w:xz"), "a.tar.xz!conf/a.env"),
    "a.tar.bz2": (tar_of({"conf/a.env": text(7)}, "w:bz2"), "a.tar.bz2!conf/a.env"),
    "a.env.gz": (gzip.compress(text(8)), "a.env.gz"),
    "a.env.xz": (lzma.compress(text(8)), "a.env.xz"),
    "a.env.bz2": (bz2.compress(text(8)), "a.env.bz2"),
    "nested.ear": (NESTED, "nested.ear!lib/inner.jar!x/deep.tar.gz!conf/a.env"),
    "picture.png": (zip_of({"a.env": text(1)}), "picture.png!a.env"),
    "app.pyz": (b"#!/usr/bin/env python3\n" + zip_of({"a.env": text(1)}), "app.pyz!a.env"),
    "names.zip": (zip_of({"naïve/ключ.env": text(1)}), "names.zip!naïve/ключ.env"),
}


def test_every_format(found, tree):
    folder = tree({name: content for name, (content, _) in FORMATS.items()})
    places, notices, _ = found(folder, "--max-archive-depth", "3")
    assert places == {path: [2] for _, path in FORMATS.values()}
    assert notices == []


def test_archives_are_not_opened_unless_asked(found, tree):
    folder = tree({name: content for name, (content, _) in FORMATS.items()})
    places, notices, _ = found(folder)
    assert places == {} and notices == []


@pytest.mark.parametrize("name", FORMATS)
def test_one_that_is_named_is_opened(found, tree, name):
    folder = tree({name: FORMATS[name][0]})
    places, notices, _ = found(folder / name)
    if name == "nested.ear":
        assert places == {} and notices == [("archive-depth", name, True)]
    else:
        assert places == {FORMATS[name][1]: [2]} and notices == []


def test_depth(found, tree):
    folder = tree({"n.ear": NESTED})
    for depth in (1, 2):
        places, notices, _ = found(folder, "--max-archive-depth", depth)
        assert places == {} and notices == [("archive-depth", "n.ear", True)]
    assert found(folder, "--max-archive-depth", 3)[0] == {FORMATS["nested.ear"][1].replace("nested.ear", "n.ear"): [2]}


@pytest.mark.parametrize("depth", ["-1", "33", "x"])
def test_depths_that_are_none(scan, tree, depth):
    process = scan("--max-archive-depth", depth, tree({}))
    assert process.returncode == 2 and "--max-archive-depth" in process.stderr


def test_globs_hold_in_archives(found, tree):
    inside = zip_of({"keep/a.env": text(1), "vendor/b.env": text(2), "keep/vendor/c.env": text(3), "d.lock": text(4)})
    folder = tree({"dist/a.zip": inside, "other/b.zip": inside, "vendor/c.zip": inside})

    def paths(*words):
        return sorted(found(folder, "--max-archive-depth", 1, *words)[0])

    assert paths("--exclude", "vendor/", "--exclude", "*.lock") == ["dist/a.zip!keep/a.env", "other/b.zip!keep/a.env"]
    assert "dist/a.zip!vendor/b.env" not in paths("--exclude", "/dist/a.zip!vendor/")
    assert "other/b.zip!vendor/b.env" in paths("--exclude", "/dist/a.zip!vendor/")
    assert paths("--exclude", "*.zip") == []
    assert paths("--include", "dist/*.zip") == [
        "dist/a.zip!d.lock", "dist/a.zip!keep/a.env", "dist/a.zip!keep/vendor/c.env", "dist/a.zip!vendor/b.env"]


def test_suppressions_hold_in_archives(found, tree):
    folder = tree({"dist/a.zip": zip_of({"conf/a.env": text(1), "b.env": text(2), "c.env": text(3)}),
                   "d.tgz": tar_of({"e.env": text(4).replace(b"\n# s", b" # gitleaks:allow\n# s"),
                                    "f.env": f"x = {token(5)}  # gitleaks:allow\n".encode()}, "w:gz"),
                   ".gitleaksignore": "dist/a.zip!conf/a.env:corp-token:2\ndist/a.zip!b.env:corp-token:1\n"})
    assert sorted(found(folder, "--max-archive-depth", 1)[0]) == ["d.tgz!e.env", "dist/a.zip!b.env", "dist/a.zip!c.env"]


def test_reports_have_paths_that_are_uris(scan, rules, tree, tmp_path):
    folder = tree({"my app.zip": zip_of({"naïve/a b.env": text(1)})})
    scan("--analyzers", "secrets", "--rules", rules, "--max-archive-depth", 1, folder, "-o", f"sarif={tmp_path}/s",
         "-o", f"sonar={tmp_path}/q")
    run = json.loads((tmp_path / "s").read_text())["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20app.zip!na%C3%AFve/a%20b.env"
    assert place["region"]["startLine"] == 2
    assert token(1) not in (tmp_path / "s").read_text() + (tmp_path / "q").read_text()


def test_any_number_of_threads(scan, rules, tree):
    files = {f"{i % 7}/{i}.zip": zip_of({f"{j}.env": text(j * i) for j in range(20)}) for i in range(30)}
    files |= {f"{i}.tgz": tar_of({"a.env": text(i), "../a.env": text(i + 1), "b.gz": b"\x1f\x8b\x08 no"}, "w:gz")
              for i in range(20)}
    folder = tree(files)
    reports = [scan("--analyzers", "secrets", "--rules", rules, "--max-archive-depth", 2, "--format", "json", "-j", jobs,
                    folder).stdout for jobs in (1, 2, 8)]
    assert len(reports[0]) > 10000 and reports[1:] == reports[:1] * 2


def test_names_that_lead_elsewhere(found, tree):
    folder = tree({"a.tar": tar_of({"../../up.env": text(1), "/root.env": text(2), "a/../../b.env": text(3),
                                    "\x1b]0;title\x07.env": text(4)})})
    before = sorted(path.name for path in folder.parent.iterdir())
    places, notices, _ = found(folder, "--max-archive-depth", 1)
    assert set(places) == {"a.tar!up.env", "a.tar!root.env", "a.tar!b.env", "a.tar!\x1b]0;title\x07.env"}
    assert notices == [("archive-name-outside", "a.tar", False)]
    assert sorted(path.name for path in folder.parent.iterdir()) == before


def test_control_characters_do_not_reach_a_terminal(scan, rules, tree):
    folder = tree({"a.tar": tar_of({"\x1b]0;title\x07.env": text(4)})})
    shown = scan("--analyzers", "secrets", "--rules", rules, "--max-archive-depth", 1, folder)
    assert "title" in shown.stdout and "\x1b" not in shown.stdout and "\x07" not in shown.stdout


def test_special_entries(found, tree):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind, target in [("link", tarfile.SYMTYPE, "/etc/hostname"), ("hard", tarfile.LNKTYPE, "a.env"),
                                   ("fifo", tarfile.FIFOTYPE, ""), ("disk", tarfile.BLKTYPE, ""),
                                   ("folder", tarfile.DIRTYPE, "")]:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
        member = tarfile.TarInfo("a.env")
        member.size = len(text(1))
        archive.addfile(member, io.BytesIO(text(1)))
    places, notices, report = found(tree({"a.tar": buffer.getvalue()}), "--max-archive-depth", 1)
    assert places == {"a.tar!a.env": [2]} and notices == []
    assert report["statistics"]["skipped"] == {"link": 2, "special": 2}


def encrypted_zip():
    """One entry with the flag that says that it is encrypted, one without."""
    whole = bytearray(zip_of({"a.env": text(1), "b.env": text(2)}, zipfile.ZIP_STORED))
    whole[whole.index(b"PK\3\4") + 6] |= 1
    whole[whole.index(b"PK\1\2") + 8] |= 1
    return bytes(whole)


def lying_zip():
    """Says that its first entry has nearly 4 GB."""
    whole = bytearray(zip_of({"a.env": text(1), "b.env": text(2)}))
    for at in (whole.index(b"PK\1\2") + 24, whole.index(b"PK\3\4") + 22):
        whole[at : at + 4] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(whole)


def wrong_checksum():
    whole = bytearray(zip_of({"a.env": text(1), "b.env": text(2)}))
    for at in (whole.index(b"PK\1\2") + 16, whole.index(b"PK\3\4") + 14):
        whole[at] ^= 0xFF
    return bytes(whole)


def noise(size):
    return random.Random(1).randbytes(size)


DAMAGED = {
    "encrypted": (encrypted_zip(), {"a.zip!b.env"}, "archive-encrypted"),
    "sizes": (lying_zip(), {"a.zip!b.env"}, "archive-damaged"),
    "checksum": (wrong_checksum(), {"a.zip!a.env", "a.zip!b.env"}, "archive-damaged"),
    "zip cut off": (zip_of({"b.env": text(2), "x": noise(5000)})[:3000], {"a.zip!b.env"}, "archive-damaged"),
    "tar cut off": (tar_of({"b.env": text(2), "x": noise(50000)})[:30000], {"a.zip!b.env"}, "archive-damaged"),
    "gz cut off": (gzip.compress(tar_of({"b.env": text(2), "x": noise(500000)}))[:300000], {"a.zip!b.env"},
                   "archive-damaged"),
    "xz cut off": (lzma.compress(text(1) + noise(50000))[:30000], set(), "archive-damaged"),
    "no archive": (b"PK\3\4 and nothing of the kind", set(), "archive-damaged"),
    "no gzip": (b"\x1f\x8b\x08\0 and nothing of the kind", set(), "archive-damaged"),
    "no 7z": (b"7z\xbc\xaf\x27\x1c" + noise(100), set(), "archive-damaged"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_archive(found, tree, kind):
    content, expected, code = DAMAGED[kind]
    places, notices, _ = found(tree({"a.zip": content, "z.env": text(3)}), "--max-archive-depth", 1)
    assert set(places) - {"a.zip!a.env"} == (expected | {"z.env"}) - {"a.zip!a.env"}
    assert expected <= set(places)
    assert notices == [(code, "a.zip", True)]


def overlapping_zip(entries, size):
    """Entries whose bytes are the same: each begins with the header of the next, as what is not compressed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(b"0" * size) + packer.flush()
    directory, local = b"", b""
    offsets = []
    for i in reversed(range(entries)):
        if local:
            data = b"\0" + struct.pack("<2H", len(local), len(local) ^ 0xFFFF) + local + data
            size += len(local)
        name = f"{i:04}.env".encode()
        described = struct.pack("<6H3I2H", 20, 0, 8, 0, 0, 0, 0, len(data), size, len(name), 0)[:10] + struct.pack(
            "<3I2H", 0, len(data), size, len(name), 0)
        local = b"PK\3\4" + described + name
        directory = b"PK\1\2" + struct.pack("<H", 20) + described + struct.pack("<3H2I", 0, 0, 0, 0, 0) + name + directory
        offsets.insert(0, len(local) + len(data))
    whole = local + data
    filled, at = bytearray(directory), 0
    for offset in offsets:
        filled[at + 42 : at + 46] = struct.pack("<I", len(whole) - offset)
        at += 46 + 8
    return whole + filled + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, entries, entries, len(filled), len(whole), 0)


# Gigabytes, each bomb, if all of it were unpacked.
def bombs():
    member = gzip.compress(b"0" * 100_000_000, 9)
    yield "gz", member * 30
    yield "zip of one", zip_of({"x.gz": member * 30}, zipfile.ZIP_STORED)
    yield "overlapping", overlapping_zip(100, 50_000_000)
    entry = tarfile.TarInfo("x")
    entry.size = 10_240_000
    yield "tar of zeros", gzip.compress(entry.tobuf(tarfile.USTAR_FORMAT) + bytes(entry.size), 9) * 300
    yield "tar of nothing", gzip.compress(tarfile.TarInfo("x").tobuf(tarfile.USTAR_FORMAT) * 2000, 9) * 1000


@pytest.fixture(scope="module")
def made_bombs():
    return dict(bombs())


@pytest.mark.parametrize("kind", ["gz", "zip of one", "overlapping", "tar of zeros", "tar of nothing"])
def test_a_bomb_ends(rules, scan, tree, made_bombs, kind):
    folder = tree({"bomb": made_bombs[kind], "z.env": text(3)})

    def little_room():
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    words = ["--analyzers", "secrets", "--rules", rules, "--max-archive-depth", 2, "--format", "json", "-j", 1]
    if scan("--version", preexec_fn=little_room).returncode != 0:
        pytest.skip("the command itself does not fit, as with a sanitizer")
    process = scan(*words, folder, preexec_fn=little_room)
    report = json.loads(process.stdout)
    assert {location["path"] for finding in report["findings"] for location in finding["locations"]} == {"z.env"}
    assert ("archive-ratio", "bomb", True) in [
        (notice["code"], notice["path"], notice["incomplete"]) for notice in report["notices"]]


def test_an_archive_of_itself(found, tree):
    zipped = zip_of({"r.env": text(1)})
    for _ in range(40):
        zipped = zip_of({"r.zip": zipped})
    places, notices, _ = found(tree({"r.zip": zipped}), "--max-archive-depth", 32)
    assert places == {} and notices == [("archive-depth", "r.zip", True)]


def test_a_large_text_in_an_archive(found, tree):
    folder = tree({"a.zip": zip_of({"large.env": b"x\n" * 5000 + text(1), "b.env": text(2),
                                    "large.bin": b"\0" * 10000})})
    places, notices, _ = found(folder, "--max-archive-depth", 1, "--max-file-size", 4096)
    assert places == {"a.zip!b.env": [2]}
    assert notices == [("file-too-large", "a.zip!large.env", True)]


def test_time_ends_within_an_archive(scan, rules, tree, made_bombs):
    process = scan("--analyzers", "secrets", "--rules", rules, "--max-archive-depth", 1, "--timeout", "0.05",
                   "--format", "json", tree({"bomb": made_bombs["gz"]}))
    assert "time-limit" in [notice["code"] for notice in json.loads(process.stdout)["notices"]]


def test_an_archive_that_cannot_be_opened(found, tree):
    folder = tree({"a.jar": zip_of({"a.env": text(1)}), "b.env": text(2)})
    os.chmod(folder / "a.jar", 0)
    if os.access(folder / "a.jar", os.R_OK):
        pytest.skip("nothing is closed to this user")
    places, notices, _ = found(folder, "--max-archive-depth", 1)
    assert set(places) == {"b.env"} and notices == [("file-unreadable", "a.jar", True)]


def test_analyzers_that_read_no_archives_see_none(scan, tree):
    folder = tree({"a.zip": zip_of({"a.py": b"eval(x)\n"})})
    assert scan("--analyzers", "sast", "--max-archive-depth", 1, folder).returncode == 0
