#!/usr/bin/env python3
"""Writes libscan/src/text/letter_pairs.def: which letters follow one another in the words of source text.

usage: tools/train_word_likeness.py FOLDER ... > libscan/src/text/letter_pairs.def

Any large body of code and prose by many hands does; the table in the repository was trained on 200 MB of Python
packages, Django and Go and JavaScript libraries. Words that stand in one file only are left out, as what is drawn at
random is among these.
"""

import collections
import math
import os
import re
import sys

SUFFIXES = (".py", ".js", ".ts", ".go", ".java", ".rb", ".md", ".txt", ".rst", ".c", ".h", ".html", ".php", ".yml")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]{5,60}")
MOST = 5  # a word counts so often at most, or keywords would be all that there is
SCALE = 16  # of the numbers in the table: sixteenths of a bit


def words(folders):
    found = collections.Counter()
    for folder in folders:
        for directory, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(directory, name)
                if not name.endswith(SUFFIXES) or os.path.getsize(path) > 400_000:
                    continue
                with open(path, encoding="utf-8", errors="ignore") as file:
                    text = file.read()
                if max(map(len, text.split("\n"))) < 2_000:  # else minified
                    found.update(set(WORD.findall(text)))
    return found


def kind(character):
    if character.isdigit():
        return 2
    return 3 if not character.isalpha() else int(character.isupper())


def main():
    letters = [[1.0] * 26 for _ in range(26)]
    kinds = [[1.0] * 4 for _ in range(4)]
    for word, count in words(sys.argv[1:]).items():
        if count < 2:
            continue
        for a, b in zip(word, word[1:]):
            kinds[kind(a)][kind(b)] += min(count, MOST)
            if a.isalpha() and b.isalpha():
                letters[ord(a.lower()) - 97][ord(b.lower()) - 97] += min(count, MOST)
    print("// Written by tools/train_word_likeness.py: in sixteenths of a bit, how much likelier than by chance a letter")
    print("// follows another in words. SCAN_LETTER_ROW(first letter, by second letter from a to z).")
    for i, row in enumerate(letters):
        bits = [round(SCALE * math.log2(26 * n / sum(row))) for n in row]
        print(f"SCAN_LETTER_ROW({chr(97 + i)}, {', '.join(map(str, bits))})")
    print("// In the same unit, the logarithm of how often a kind of character follows another.")
    print("// SCAN_KIND_ROW(first kind, then: lower, upper, digit, other).")
    for name, row in zip(("lower", "upper", "digit", "other"), kinds):
        bits = [round(SCALE * math.log2(n / sum(row))) for n in row]
        print(f"SCAN_KIND_ROW({name}, {', '.join(map(str, bits))})")


if __name__ == "__main__":
    main()
