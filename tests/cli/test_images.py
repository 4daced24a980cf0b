"""Container images: layers over one another, what each brought, and what is wrong with damaged ones."""

import gzip
import hashlib
import io
import json
import os
import tarfile

import pytest

RULES = """
[[rules]]
id = "corp-token"
description = "A token of the corporate API."
regex = '''\\b(corp_[0-9a-z]{16})\\b'''
keywords = ["corp_"]
"""

OS_RELEASE = 'ID=debian\nVERSION_ID="12"\n'


def token(n):
    return f"corp_{n:016d}"


def status(*packages):
    return "".join(
        f"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {version}\n\n"
        for name, version in packages
    )


def layer(*entries):
    """Each a name and a content; None is a folder, ("->", target) a symbolic and ("=", target) a hard link."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            if content is None:
                info.type = tarfile.DIRTYPE
                tar.addfile(info)
            elif isinstance(content, tuple):
                kind, info.linkname = content
                info.type = {"->": tarfile.SYMTYPE, "=": tarfile.LNKTYPE, "dev": tarfile.CHRTYPE}[kind]
                tar.addfile(info)
            else:
                data = content if isinstance(content, bytes) else content.encode()
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def config_of(layers, history=None, architecture="amd64", **settings):
    history = history or [{"created_by": f"RUN /bin/sh -c step {i} # buildkit"} for i in range(len(layers))]
    return json.dumps({
        "os": "linux", "architecture": architecture, "config": settings, "history": history,
        "rootfs": {"type": "layers", "diff_ids": [digest(data) for data in layers]},
    }).encode()


def docker_parts(layers, history=None, names=None, **settings):
    """The parts of `docker save`."""
    config = config_of(layers, history, **settings)
    names = names or [f"{i:064x}/layer.tar" for i in range(len(layers))]
    manifest = [{"Config": "config.json", "RepoTags": ["app:1"], "Layers": names}]
    return {
        **dict(zip(names, layers)), "config.json": config, "manifest.json": json.dumps(manifest).encode(),
    }


def oci_parts(images, compress=gzip.compress, annotations=None):
    """An OCI layout of (platform, layers, settings) each."""
    parts = {"oci-layout": b'{"imageLayoutVersion": "1.0.0"}'}

    def add(data):
        parts["blobs/" + digest(data).replace(":", "/")] = data
        return {"digest": digest(data), "size": len(data)}

    manifests = []
    for platform, layers, settings in images:
        system, architecture = platform.split("/")
        manifest = {
            "schemaVersion": 2, "config": add(config_of(layers, architecture=architecture, **settings)),
            "layers": [add(compress(data)) for data in layers], "annotations": annotations or {},
        }
        manifests.append({
            **add(json.dumps(manifest).encode()), "platform": {"os": system, "architecture": architecture},
        })
    index = add(json.dumps({"manifests": manifests}).encode())
    parts["index.json"] = json.dumps({"manifests": [index]}).encode()
    return parts


def tar_of(parts):
    return layer(*parts.items())


@pytest.fixture
def scan_image(scan, tmp_path):
    """Scans an image with one rule for secrets and all else that is built in."""
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES)

    def run(image, *words, name="image.tar"):
        path = tmp_path / name
        if isinstance(image, dict):
            for part, data in image.items():
                (path / part).parent.mkdir(parents=True, exist_ok=True)
                (path / part).write_bytes(data)
        else:
            path.write_bytes(image)
        before = set(tmp_path.rglob("*"))
        report = scan.json("--rules", rules, "--rules", "default", *words, path)
        assert set(tmp_path.rglob("*")) == before, "something was written"
        return report

    return run


def packages(report):
    return {p["name"]: p for p in report["packages"]}


def tokens(report):
    return {
        (location["path"], location["layer"]["number"], location["layer"].get("covered", False))
        for finding in report["findings"] if finding["rule_id"] == "corp-token"
        for location in finding["locations"]
    }


def codes(report):
    return {notice["code"] for notice in report["notices"]} - {"advisories-missing"}


LAYERS = [
    layer(("etc/os-release", ("->", "../usr/lib/os-release")), ("usr/lib/os-release", OS_RELEASE),
          ("./var/lib/dpkg/status", status(("base", "1"), ("removed", "1"), ("raised", "1"))),
          ("app/old/config", token(1)), ("app/replaced", token(2)), ("app/kept", token(3)),
          ("app/site-packages/x.dist-info/METADATA", "Name: x\nVersion: 1\n")),
    layer(("var/lib/dpkg/status", status(("base", "1"), ("raised", "2"), ("added", "1"))),
          ("app/.wh.old", b""), ("app/replaced", "nothing"), ("app/site-packages/.wh..wh..opq", b""),
          ("app/site-packages/y.dist-info/METADATA", "Name: y\nVersion: 2\n")),
    layer(("app/new", token(4)), ("app/site-packages", ("->", "elsewhere"))),
]


@pytest.mark.parametrize("form", ["docker", "oci", "oci-zstd-free", "folder", "both", "compressed", "compressed-oci"])
def test_layers_are_applied_in_order(scan_image, form):
    image = {
        "docker": lambda: tar_of(docker_parts(LAYERS)),
        "oci": lambda: tar_of(oci_parts([("linux/amd64", LAYERS, {})])),
        "oci-zstd-free": lambda: tar_of(oci_parts([("linux/amd64", LAYERS, {})], compress=bytes)),
        "folder": lambda: oci_parts([("linux/amd64", LAYERS, {})]),
        "both": lambda: tar_of(both_forms()),
        "compressed": lambda: gzip.compress(tar_of(docker_parts(LAYERS))),
        "compressed-oci": lambda: gzip.compress(tar_of(oci_parts([("linux/amd64", LAYERS, {})]))),
    }[form]()
    report = scan_image(image)
    prefix = "oci-layout" if form == "folder" else "image.tar"
    found = packages(report)
    assert {name: (p["version"], p["location"]["layer"]["number"]) for name, p in found.items()} == {
        "base": ("1", 1), "raised": ("2", 2), "added": ("1", 2),
    }
    assert found["base"]["ecosystem"] == "Debian:12"
    assert found["base"]["purl"] == "pkg:deb/debian/base@1?arch=amd64&distro=debian-12"
    assert found["base"]["location"]["path"] == prefix + "!var/lib/dpkg/status"
    assert found["added"]["location"]["layer"]["command"] == "RUN step 1"
    assert found["added"]["location"]["layer"]["digest"] == digest(LAYERS[1])
    assert tokens(report) == {
        (prefix + "!app/old/config", 1, True), (prefix + "!app/replaced", 1, True),
        (prefix + "!app/kept", 1, False), (prefix + "!app/new", 3, False),
    }
    covered = [f["message"] for f in report["findings"] if f["locations"][0].get("layer", {}).get("covered")]
    assert len(covered) == 2 and all("still contains it" in message for message in covered)
    assert not codes(report)


def both_forms():
    """As Docker writes it since version 25: an OCI layout with a manifest.json of the same parts."""
    parts = oci_parts([("linux/amd64", LAYERS, {})], compress=bytes)
    config = config_of(LAYERS)
    blob = "blobs/" + digest(config).replace(":", "/")
    assert blob in parts
    layers = ["blobs/" + digest(data).replace(":", "/") for data in LAYERS]
    parts["manifest.json"] = json.dumps([{"Config": blob, "RepoTags": ["a:1"], "Layers": layers}]).encode()
    return parts


def test_the_order_of_parts_does_not_matter(scan_image):
    parts = docker_parts(LAYERS)
    forward = scan_image(tar_of(parts))
    backward = scan_image(tar_of(dict(reversed(parts.items()))), "-j", "1")
    assert forward["packages"] == backward["packages"]
    assert forward["findings"] == backward["findings"]


def test_an_image_in_a_tree_is_opened_whatever_the_depth_of_archives(scan_image, tmp_path):
    (tmp_path / "tree").mkdir()
    report = scan_image(tar_of(docker_parts(LAYERS)), name="tree/deep.tar")
    assert packages(report)
    report = scan_image(tar_of(docker_parts(LAYERS)), tmp_path / "tree", name="tree/deep.tar")
    assert len(tokens(report)) == 4


def test_a_layer_may_be_a_link_to_another_one(scan_image):
    parts = docker_parts(LAYERS[:2])
    first, second = list(parts)[:2]
    parts[second] = ("->", f"../{first.split('/')[0]}/layer.tar")
    report = scan_image(tar_of(parts))
    assert packages(report).keys() == {"base", "removed", "raised", "x"}
    parts[first] = ("->", f"../{second.split('/')[0]}/layer.tar")
    assert "image-damaged" in codes(scan_image(tar_of(parts)))


def test_several_platforms_are_all_scanned(scan_image):
    arm = [layer(("secret", token(7)))]
    report = scan_image(tar_of(oci_parts([("linux/amd64", LAYERS, {}), ("linux/arm64", arm, {})])))
    paths = {path for path, _, _ in tokens(report)}
    assert "image.tar!linux/amd64!app/kept" in paths and "image.tar!linux/arm64!secret" in paths
    assert packages(report)["base"]["ecosystem"] == "Debian:12"
    assert codes(report) == {"image-several"}


HISTORY = [
    {"created_by": "/bin/sh -c #(nop) ADD file:aa11 in / "},
    {"created_by": '/bin/sh -c #(nop)  CMD ["bash"]', "empty_layer": True},
    {"created_by": "RUN /bin/sh -c apt-get update # buildkit"},
    {"created_by": "ENV API_PASSWORD=hunter2horse", "empty_layer": True},
    {"created_by": "COPY . /app # buildkit"},
    {"created_by": 'CMD ["app"]', "empty_layer": True},
]


def test_the_base_image_is_told_by_the_history(scan_image):
    report = scan_image(tar_of(docker_parts(LAYERS, HISTORY)))
    found = packages(report)
    assert found["base"]["location"]["layer"].get("base") is True
    assert "base" not in found["added"]["location"]["layer"]


def test_configuration_is_scanned(scan_image):
    settings = {"Env": ["PATH=/bin", "API_PASSWORD=hunter2horse", f"TOKEN={token(9)}"], "User": ""}
    report = scan_image(tar_of(docker_parts(LAYERS, HISTORY, **settings)))
    at_config = {f["rule_id"]: f for f in report["findings"] if f["locations"][0]["path"] == "image.tar!Dockerfile"}
    assert {"dockerfile-runs-as-root", "dockerfile-secret-in-env", "corp-token"} <= set(at_config)
    settings["User"] = "app"
    report = scan_image(tar_of(docker_parts(LAYERS, HISTORY, **settings)))
    assert not [f for f in report["findings"] if f["rule_id"] == "dockerfile-runs-as-root"]


def test_hostile_names_and_entries_stay_inside(scan_image):
    hostile = layer(
        ("../../outside", token(1)), ("/abs/olute", token(2)), ("etc", ("->", "/")), ("etc/shadow", token(3)),
        ("dev/null", ("dev", "")), ("loop", ("->", "loop")), ("hard", ("=", "../../../etc/passwd")),
        (".wh...", b""), (".wh.", b""), ("a/.wh..", b""), (".wh..wh.aufs", b""),
    )
    report = scan_image(tar_of(docker_parts([LAYERS[0], hostile])))
    paths = {path for path, _, _ in tokens(report)}
    assert {"image.tar!outside", "image.tar!abs/olute", "image.tar!etc/shadow"} <= paths
    assert "archive-name-outside" in codes(report)
    assert packages(report).keys() == {"base", "removed", "raised", "x"}


@pytest.mark.parametrize("damage", ["missing layer", "cut layer", "no layer", "no archive", "cut archive", "broken json", "count"])
def test_damage_is_told(scan_image, damage):
    parts = docker_parts(LAYERS)
    first = next(iter(parts))
    if damage == "missing layer":
        del parts[first]
    elif damage == "cut layer":
        parts[first] = gzip.compress(parts[first])[:-300]
    elif damage == "no layer":
        parts[first] = b"no archive at all"
    elif damage == "no archive":
        parts[first] = gzip.compress(f"a = {token(8)}\n".encode())
    elif damage == "broken json":
        parts["manifest.json"] = parts["manifest.json"][:-3]
    elif damage == "count":
        parts["config.json"] = config_of(LAYERS[:2])
    image = tar_of(parts)
    if damage == "cut archive":
        image = image[:len(parts[first]) + 2000]
    report = scan_image(image)
    assert report["incomplete"]
    assert codes(report) & {"image-damaged", "archive-damaged"}
    if damage == "missing layer":
        assert packages(report).keys() == {"base", "raised", "added"}


def test_an_archive_that_only_looks_like_an_image_is_an_archive(scan_image):
    report = scan_image(tar_of({"manifest.json": b'{"name": "extension"}', "a.txt": token(1).encode()}))
    assert [f["locations"][0]["path"] for f in report["findings"]] == ["image.tar!a.txt"]
    assert not codes(report)


def test_a_bomb_in_a_layer_ends(scan_image):
    bomb = gzip.compress(layer(("zeros", bytes(300 << 20))), 9)
    report = scan_image(tar_of(docker_parts([LAYERS[0], bomb])), "--max-file-size", "1000000")
    assert "archive-ratio" in codes(report)
    assert packages(report)


def test_threads_do_not_change_the_result(scan_image):
    one = scan_image(tar_of(docker_parts(LAYERS, HISTORY)), "-j", "1")
    for _ in range(3):
        many = scan_image(tar_of(docker_parts(LAYERS, HISTORY)), "-j", "8")
        assert (many["findings"], many["packages"], many["notices"]) == (
            one["findings"], one["packages"], one["notices"])


def test_an_oci_layout_is_not_read_twice(scan_image, tmp_path):
    report = scan_image(oci_parts([("linux/amd64", LAYERS, {})]), name="layout")
    assert {f["locations"][0]["path"].split("!")[0] for f in report["findings"]} == {"oci-layout"}
    assert os.path.exists(tmp_path / "layout/oci-layout")
