"""The command as pipelines use it: a process, its exit status, and what it writes."""

import json
import os
import subprocess

import pytest


class Scan:
    """Runs the command. `scan("--format", "json", path)` gives a finished process with text output."""

    def __init__(self, binary, cache):
        self.binary = binary
        # No test may see the advisory database of whoever runs it.
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"}

    def __call__(self, *words, **options):
        options = {"timeout": 120, "capture_output": True, "text": True, "env": self.environment, **options}
        return subprocess.run([self.binary, *map(str, words)], check=False, **options)

    def json(self, *words):
        process = self(*words, "--format", "json")
        assert process.returncode in (0, 1, 3), process.stderr
        return json.loads(process.stdout)


@pytest.fixture
def scan(request, tmp_path_factory):
    """The command of the dev build, or the one that SCAN_BINARY names (a sanitizer's build)."""
    binary = os.environ.get("SCAN_BINARY") or str(request.getfixturevalue("dev_build") / "cli" / "scan")
    return Scan(binary, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def tree(tmp_path):
    """Writes files below a temporary folder: tree({"a/b.py": "text"}) returns the folder."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / "tree" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "tree").mkdir(exist_ok=True)
        return tmp_path / "tree"

    return write


@pytest.fixture(scope="session")
def mixed_files():
    """A project with something for every analyzer but sca's advisories."""
    return {
        "app/views.py": "import subprocess\n\ndef run(name):\n    subprocess.run('ls ' + name, shell=True)\n",
        "app/hash.py": "import hashlib\nprint(hashlib.md5(b'x'))\n",
        "web/tls.js": "const agent = new Agent({ rejectUnauthorized: false });\n",
        "Dockerfile": "FROM python\nRUN curl http://example.com/i.sh | sh\n",
        "naïve/ключ.py": "import os\nos.system(cmd)\n",
        "deep/er/still/b.py": "eval(text)\n",
    }
