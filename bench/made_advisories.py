#!/usr/bin/env python3
"""Advisories made up in the proportions of the public OSV export, as ECOSYSTEM/all.zip.

    bench/made_advisories.py FOLDER [--advisories 500000]

One number makes one set of bytes: the seed is fixed. What a record of each kind looks like (length of its texts,
how many ranges, whether versions are listed, aliases) follows what the export's databases write; names, words and
numbers are made up.
"""

import argparse
import itertools
import json
import pathlib
import random
import zipfile

# Share of the records, in thousandths, and who writes them.
KINDS = [
    ("npm", "malware", 430),
    ("npm", "github", 12),
    ("PyPI", "malware", 24),
    ("PyPI", "python", 8),
    ("PyPI", "github", 12),
    ("Go", "go", 14),
    ("crates.io", "github", 6),
    ("Maven", "github", 14),
    ("Packagist", "github", 10),
    ("RubyGems", "github", 4),
    ("NuGet", "github", 3),
    ("Debian", "distribution", 110),
    ("Ubuntu", "distribution", 120),
    ("SUSE", "distribution", 70),
    ("Red Hat", "distribution", 60),
    ("Alpine", "short", 12),
    ("AlmaLinux", "distribution", 10),
    ("Rocky Linux", "distribution", 8),
    ("Bitnami", "github", 20),
    ("Wolfi", "short", 30),
    ("Linux", "kernel", 23),
]
RELEASES = {"Debian": ["11", "12", "13"], "Ubuntu": ["20.04:LTS", "22.04:LTS", "24.04:LTS"],
            "SUSE": ["Linux Enterprise Server 15 SP5", "Linux Enterprise Server 15 SP6"],
            "Red Hat": ["enterprise_linux:8::baseos", "enterprise_linux:9::appstream"],
            "Alpine": ["v3.19", "v3.20", "v3.21"], "AlmaLinux": ["8", "9"], "Rocky Linux": ["8", "9"]}
SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "on", "is", "at")]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        rng = self.random
        self.words = ["".join(rng.choice(SYLLABLES) for _ in range(rng.choice((1, 1, 2, 2, 2, 3, 3))))
                      for _ in range(6000)]
        # As in a language: the n-th has a share of 1/n, and advisories say much in the same phrases. So frames of
        # 32 KiB shrink as real ones do, to something over a quarter.
        self.weights = list(itertools.accumulate(1 / (n + 3) for n in range(len(self.words))))
        self.phrases = [" ".join(rng.choices(self.words, cum_weights=self.weights, k=rng.choice((1, 3, 6, 10))))
                        for _ in range(2000)]
        self.phrase_weights = list(itertools.accumulate(1 / (n + 3) for n in range(len(self.phrases))))
        self.names = {}

    def prose(self, size):
        phrases = self.random.choices(self.phrases, cum_weights=self.phrase_weights, k=max(2, size // 28))
        for at in range(3, len(phrases), 5):
            phrases[at] = f"{self.version()}. {phrases[at].capitalize()}"
        return " ".join(phrases).capitalize()

    def version(self):
        rng = self.random
        return f"{rng.choice((0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 7, 11))}.{int(rng.expovariate(0.15))}.{int(rng.expovariate(0.2))}"

    def name(self, ecosystem, many):
        """Of a package; most advisories of a database are about few of them, malware is about new ones."""
        known = self.names.setdefault(ecosystem, [])
        if many or not known or self.random.random() < 0.3:
            parts = self.random.choices(self.words, k=self.random.choice((1, 2, 2, 3)))
            name = "-".join(parts)
            if ecosystem == "Go":
                name = "github.com/" + parts[0] + "/" + name
            elif ecosystem == "Maven":
                name = "org." + parts[0] + ":" + name
            elif ecosystem == "Packagist" or (ecosystem == "npm" and self.random.random() < 0.15):
                name = ("@" if ecosystem == "npm" else "") + parts[0] + "/" + name
            if many:
                name += str(self.random.randrange(1000))
            known.append(name)
            return name
        return known[int(self.random.triangular(0, len(known), 0))]

    def hexadecimal(self, digits):
        return f"{self.random.getrandbits(digits * 4):0{digits}x}"

    def cve(self):
        return f"CVE-{self.random.randrange(2012, 2026)}-{self.random.randrange(1000, 60000)}"

    def time(self):
        rng = self.random
        return (f"{rng.randrange(2019, 2026)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}T"
                f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}Z")

    def vector(self):
        rng = self.random
        return (f"CVSS:3.1/AV:{rng.choice('NNNAL')}/AC:{rng.choice('LLH')}/PR:{rng.choice('NNLH')}/UI:{rng.choice('NR')}"
                f"/S:{rng.choice('UUC')}/C:{rng.choice('NLH')}/I:{rng.choice('NLH')}/A:{rng.choice('LHH')}")

    def versions(self, count, below=None):
        """As a list of affected ones: nearly all of them are below the fix, as the ranges say as well."""
        def number(version):
            return [int(part) for part in version.split(".")]
        made = {self.version() for _ in range(count)}
        if below is not None:
            made = {version for version in made if number(version) < number(below) or self.random.random() < 0.002}
        return sorted(made)

    def ranges(self, kind="ECOSYSTEM"):
        made, low = [], "0"
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            fixed = self.version()
            made.append({"type": kind, "events": [{"introduced": low}, {"fixed": fixed}]})
            low = fixed
        return made

    def affected(self, ecosystem, name, **members):
        return {"package": {"ecosystem": ecosystem, "name": name, "purl": f"pkg:generic/{name}"}, **members}

    def record(self, number, ecosystem, kind):
        rng = self.random
        made = {"schema_version": "1.7.3", "id": "", "modified": self.time(), "published": self.time()}
        if rng.random() < 0.01:
            made["withdrawn"] = self.time()
        getattr(self, kind)(made, number, ecosystem)
        made["references"] = [{"type": "WEB", "url": f"https://example.org/{self.hexadecimal(16)}/{word}"}
                              for word in rng.choices(self.words, k=rng.choice((1, 2, 3, 5)))]
        return made

    def malware(self, made, number, ecosystem):
        name, digest = self.name(ecosystem, True), self.hexadecimal(64)
        made["id"] = f"MAL-{2020 + number % 6}-{number}"
        made["summary"] = f"Malicious code in {name} ({ecosystem})"
        made["details"] = (
            f"\n---\n_-= By the source. What follows is not to be edited. =-_\n\n## Source: scanner ({digest})\n"
            f"The package {name} was found to hold malicious code: on installation it reads the environment and "
            "sends what it finds to a host of the attacker. Every machine on which it was installed must be seen as "
            "in the hands of somebody else, and all keys and passwords on it must be changed from another one.\n"
            + (self.prose(120) if self.random.random() < 0.3 else ""))
        made["affected"] = [self.affected(
            ecosystem, name, **({"ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}
                                if self.random.random() < 0.6 else {"versions": self.versions(3)}),
            database_specific={"cwes": [{"cweId": "CWE-506", "name": "Embedded Malicious Code",
                                         "description": "Code in it appears to be malicious in nature."}]})]
        made["database_specific"] = {"malicious-packages-origins": [
            {"import_time": self.time(), "modified_time": self.time(), "sha256": digest, "source": "scanner",
             "versions": self.versions(2)}]}

    def github(self, made, _number, ecosystem):
        name = self.name(ecosystem, False)
        made["id"] = "GHSA-" + "-".join(self.random.choice(self.words)[:4].ljust(4, "x") for _ in range(2)) + "-" + \
            self.hexadecimal(4)
        made["aliases"] = [self.cve()]
        made["summary"] = self.prose(60)
        made["details"] = f"### Impact\n{self.prose(700)}\n\n### Patches\n{self.prose(200)}\n\n### References\n" \
            f"{self.prose(300)}"
        made["severity"] = [{"type": "CVSS_V3", "score": self.vector()}]
        made["affected"] = [self.affected(ecosystem, name, ranges=[one]) for one in self.ranges()]
        made["database_specific"] = {"cwe_ids": [f"CWE-{self.random.randrange(20, 900)}"], "severity": "MODERATE",
                                     "github_reviewed": True, "github_reviewed_at": self.time(), "nvd_published_at": None}

    def python(self, made, number, ecosystem):
        made["id"] = f"PYSEC-{2018 + number % 8}-{number}"
        made["aliases"] = [self.cve(), "GHSA-" + self.hexadecimal(12)]
        made["details"] = self.prose(460)
        commit = {"type": "GIT", "repo": "https://github.com/x/y",
                  "events": [{"introduced": "0"}, {"fixed": self.hexadecimal(40)}]}
        ranges = self.ranges()
        fixed = ranges[-1]["events"][-1]["fixed"]
        made["affected"] = [self.affected(
            ecosystem, self.name(ecosystem, False), ranges=[commit, *ranges],
            versions=self.versions(int(self.random.expovariate(1 / 100)) + 1, fixed))]

    def go(self, made, number, ecosystem):
        made["id"] = f"GO-{2020 + number % 6}-{number}"
        made["aliases"] = [self.cve(), "GHSA-" + self.hexadecimal(12)]
        made["summary"], made["details"] = self.prose(70), self.prose(250)
        symbols = {"imports": [{"path": self.name("Go", False), "symbols": self.random.choices(self.words, k=8)}]}
        made["affected"] = [self.affected(ecosystem, self.name(ecosystem, False), ranges=self.ranges("SEMVER"),
                                          ecosystem_specific=symbols)]

    def distribution(self, made, number, ecosystem):
        cve = self.cve()
        made["id"] = f"{ecosystem.upper().replace(' ', '')}-{cve}-{number}"
        made["upstream"] = [cve]
        made["details"] = self.prose(350)
        name = self.name(ecosystem, False)
        made["affected"] = []
        for release in RELEASES[ecosystem]:
            fixed = self.version()
            made["affected"].append(self.affected(
                f"{ecosystem}:{release}", name,
                ranges=[{"type": "ECOSYSTEM", "events": [
                    {"introduced": "0"}, {"fixed": f"{fixed}-{self.random.randrange(9)}+u1"}]}],
                versions=[f"{version}-1" for version in self.versions(24, fixed)],
                ecosystem_specific={"urgency": "not yet assigned"}))

    def short(self, made, number, ecosystem):
        made["id"] = f"{ecosystem.upper()}-{self.cve()}-{number}"
        made["upstream"] = [self.cve()]
        name, fixed = self.name(ecosystem, False), f"{self.version()}-r{self.random.randrange(9)}"
        made["affected"] = [self.affected(f"{ecosystem}:{release}" if release else ecosystem, name, ranges=[
            {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}])
            for release in RELEASES.get(ecosystem, [""])]

    def kernel(self, made, number, ecosystem):
        made["id"] = f"LINUX-{self.cve()}-{number}"
        made["summary"] = self.prose(60)
        made["details"] = "In the Linux kernel, the following flaw was resolved:\n\n" + self.prose(1500)
        made["affected"] = [self.affected(ecosystem, "Kernel", ranges=self.ranges())]



def made_advisories(total, ecosystems=None, seed=20260101):
    """(ecosystem, record) pairs; `ecosystems` alone when it is given, in their shares of the whole."""
    maker = Maker(seed)
    kinds = [kind for kind in KINDS if not ecosystems or kind[0] in ecosystems]
    whole = sum(share for _, _, share in kinds)
    number = 0
    for ecosystem, kind, share in kinds:
        for _ in range(total * share // whole):
            number += 1
            yield ecosystem, maker.record(number, ecosystem, kind)


def write_export(folder, total, ecosystems=None):
    """The layout of the public export: FOLDER/ECOSYSTEM/all.zip."""
    archives = {}
    for ecosystem, record in made_advisories(total, ecosystems):
        if ecosystem not in archives:
            (folder / ecosystem).mkdir(parents=True, exist_ok=True)
            archives[ecosystem] = zipfile.ZipFile(folder / ecosystem / "all.zip", "w", zipfile.ZIP_DEFLATED,
                                                  compresslevel=1)
        archives[ecosystem].writestr(zipfile.ZipInfo(record["id"] + ".json"),
                                     json.dumps(record, separators=(",", ":")), zipfile.ZIP_DEFLATED)
    for archive in archives.values():
        archive.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--advisories", type=int, default=500_000)
    parser.add_argument("--ecosystems", help="only these, separated by commas")
    arguments = parser.parse_args()
    write_export(arguments.folder, arguments.advisories,
                 arguments.ecosystems.split(",") if arguments.ecosystems else None)


if __name__ == "__main__":
    main()
