#!/usr/bin/env python3
"""Makes a repository of many commits, the same on every machine: made_history.py FOLDER [COMMITS].

Files grow and change by a few lines a commit, as those of a project do; now and then one is moved, and a made-up
secret comes in and goes. Packed by git as it packs what it receives.
"""

import hashlib
import pathlib
import random
import subprocess
import sys

COMMITS = 5000
FILES = 200
WORDS = """value result index path name key token request response config cache client server session user password
buffer stream reader writer parser handler event message error status header body field record table query filter
author access public private secret account default option format version""".split()


def line(choice):
    indent = " " * choice.choice([0, 4, 4, 8, 8, 12])
    name, other, third = choice.sample(WORDS, 3)
    return indent + choice.choice([
        f"{name}_{other} = self.{third}.{other}({name})",
        f"if {name} is None or not {other}:",
        f"return {other}.get('{third}', {name})",
        f"# The {name} of the {other} is that of its {third}.",
        f"def {name}_{other}(self, {third}):",
        f"assert {name}_{third} == {choice.randrange(10**6)}",
        "",
    ])


def secret(number):
    digits = hashlib.sha256(str(number).encode()).hexdigest()
    return f"aws_key = 'AKIA{digits[:16].upper().replace('0', 'Q').replace('1', 'R').replace('8', 'S').replace('9', 'T')}'"


def commits(count):
    """Of each commit the files that it writes: {path: lines}, None for one that goes."""
    choice = random.Random(1)
    files = {}
    for number in range(count):
        changed = {}
        if len(files) < FILES and number % 7 == 0:
            path = f"{choice.choice(WORDS)}/{choice.choice(WORDS)}_{number}.py"
            files[path] = [line(choice) for _ in range(choice.randrange(40, 600))]
            changed[path] = files[path]
        for path in choice.sample(sorted(files), min(len(files), choice.choice([1, 1, 1, 2, 3, 5]))):
            lines = files[path]
            for _ in range(choice.choice([1, 1, 2, 4])):
                place = choice.randrange(len(lines))
                lines[place:place + choice.randrange(3)] = [line(choice) for _ in range(choice.randrange(4))]
            lines.append(line(choice))
            if choice.random() < 0.02:
                lines.insert(choice.randrange(len(lines)), secret(number))
            changed[path] = lines
        if number % 97 == 96:
            path = choice.choice(sorted(files))
            moved = f"{choice.choice(WORDS)}/moved_{number}.py"
            files[moved] = files.pop(path)
            changed |= {path: None, moved: files[moved]}
        yield number, changed


def make(folder, count):
    git = ["git", "-C", str(folder), "-c", "gc.auto=0"]
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "-q", "--bare", "-b", "main"], check=True)
    process = subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE)
    for number, changed in commits(count):
        message = f"Change {number}"
        process.stdin.write(f"commit refs/heads/main\ncommitter A <a@example.org> {1_700_000_000 + 600 * number} +0000\n"
                            f"data {len(message)}\n{message}\n".encode())
        for path, lines in changed.items():
            if lines is None:
                process.stdin.write(f"D {path}\n".encode())
                continue
            text = "\n".join(lines).encode() + b"\n"
            process.stdin.write(f"M 100644 inline {path}\ndata {len(text)}\n".encode() + text)
    process.stdin.close()
    if process.wait() != 0:
        sys.exit("git fast-import failed")
    subprocess.run([*git, "repack", "-a", "-d", "-f", "-q"], check=True)


def made(folder, count=COMMITS):
    """The repository in a folder, made once."""
    if not folder.is_dir():
        partial = folder.with_suffix(".partial")
        subprocess.run(["rm", "-rf", str(partial)], check=True)
        make(partial, count)
        partial.rename(folder)
    return folder


if __name__ == "__main__":
    made(pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COMMITS)
