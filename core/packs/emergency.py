#!/usr/bin/env python3
"""Make emergency.toml: the emergency numbers of each ISO 3166-1 territory.

Numbers: the `emergency` descriptions of libphonenumber's ShortNumberMetadata
(Apache-2.0), as the Python package `phonenumbers` carries them.
English names: Unicode CLDR (Unicode-3.0), as the Python package `babel`
carries them. Nothing here comes from memory or from any other source.

    python3 -m pip install phonenumbers==9.0.43 babel==2.18.0
    python3 core/packs/emergency.py           # write emergency.toml beside this file
    python3 core/packs/emergency.py --check   # exit 1 if the file would change

The metadata gives a regular expression, so every digit string of the possible
lengths is tried against it. The example number comes first, the others follow
by length, then by digits. A pattern with more than MAX_LISTED matches stands
for a range rather than a list, so only its example is kept. The output depends
on the two package versions alone: no clock, no network, no locale.
"""

import json
import re
import sys
from pathlib import Path

import babel
import phonenumbers
from babel.core import get_cldr_version

TARGET = Path(__file__).with_name("emergency.toml")
MAX_DIGITS = 6
MAX_LISTED = 12

# Codes that the metadata has and ISO 3166-1 does not assign.
NOT_ISO = {"AC": "Ascension Island", "XK": "Kosovo"}

# What was compared with what upstream itself publishes, by
# package version. Delete or renew the entry on an update; never guess one.
COMPARED = {
    "9.0.43": """\
Compared with upstream's resources/ShortNumberMetadata.xml at commit
0118ba921674e174c93dcc7d9fca4c16ff72ab88, whose release notes end at v9.0.33:
the emergency pattern and example are the same in all 27 territories looked at
(AC AD AE AF AG AI AL AM IN IQ IR IS IT JE JM VG VI VN VU WF WS XK YE YT ZA ZM
ZW). The commit of the later release itself was not found, so none is named.
Compared by a script with upstream's own artefact of this release in the Maven
repository, com.googlecode.libphonenumber:libphonenumber:9.0.43 (jar, SHA-1
7e07434ba82a8f820fa03882b6e69bda2ed161d4, its files dated 4 November 2026): the
emergency pattern and example are the same in all 241 territories.""",
}

HEADER = """\
Emergency numbers by territory. Made by emergency.py: do not edit by hand.

Origin: the emergency descriptions of ShortNumberMetadata in libphonenumber
{version}, read from the Python package phonenumbers {version}, which takes its
version number from the upstream release that it carries.
{compared}
Licence: Apache-2.0. Copyright (C) 2013 The Libphonenumber Authors. Changed
here: the patterns are written out as numbers and everything else is left out.
Names: English territory names of Unicode CLDR {cldr}, read from the Python package
babel {babel} (BSD-3-Clause). Licence of the names: Unicode-3.0, "UNICODE LICENSE
V3", Copyright (C) 2004-2025 Unicode, Inc.

To make it again:
    python3 -m pip install phonenumbers=={version} babel=={babel}
    python3 core/packs/emergency.py

What the data does not say:
- Which service (police, ambulance, fire) answers a number. The first number is
  the metadata's example, not a recommendation (where 112 and one other number
  are listed, the other comes first); the others follow by length, then by digits.
- Whether a number works today on every network. Upstream's "expanded"
  emergency numbers, which hold some helplines, are not taken.
- When the release was made: the package states no date, and the dates of the
  jar's files are those of a build, so there is no seen_on key.

Regions below: {count}, holding {numbers} numbers.
Patterns with more than {limit} matches, of which only the example is listed: {wide_count}
({wide}).
In the metadata without an emergency description: {without}.
In the metadata but not assigned by ISO 3166-1, so left out: {not_iso}."""


def matches(desc):
    """All digit strings that the description matches, shortest first."""
    if max(desc.possible_length) > MAX_DIGITS:
        raise SystemExit(f"a possible length is over {MAX_DIGITS}: {desc}")
    full = re.compile(desc.national_number_pattern).fullmatch
    return [
        digits
        for length in sorted(set(desc.possible_length))
        for digits in (f"{n:0{length}d}" for n in range(10**length))
        if full(digits)
    ]


def quote(value):
    """As TOML: JSON and TOML write these plain words and digits alike."""
    return json.dumps(value, ensure_ascii=False)


def render():
    names = babel.Locale("en").territories
    regions, wide, without, not_iso = [], [], [], []
    for code in sorted(phonenumbers.SUPPORTED_SHORT_REGIONS):
        if code in NOT_ISO:
            not_iso.append(f"{code} ({NOT_ISO[code]})")
            continue
        desc = phonenumbers.PhoneMetadata.short_metadata_for_region(code).emergency
        if desc is None or not desc.national_number_pattern:
            without.append(f"{code} ({names[code]})")
            continue
        found = matches(desc)
        example = desc.example_number
        if example not in found:
            raise SystemExit(f"{code}: example {example!r} does not match")
        if len(found) > MAX_LISTED:
            wide.append(f"{code} {len(found)}")
            found = [example]
        numbers = [example] + [n for n in found if n != example]
        # 112 is the number of the GSM standard; where a territory lists one other, that is its own
        # and comes first, whichever of the two upstream took as its example.
        if len(numbers) == 2 and numbers[0] == "112":
            numbers.reverse()
        regions.append((code, names[code], numbers))

    version = phonenumbers.__version__
    header = HEADER.format(
        version=version,
        compared=COMPARED.get(version, "Not compared with upstream's own file."),
        cldr=get_cldr_version(),
        babel=babel.__version__,
        count=len(regions),
        numbers=sum(len(numbers) for _, _, numbers in regions),
        limit=MAX_LISTED,
        wide_count=len(wide),
        wide=", ".join(wide) or "none",
        without=", ".join(without) or "none",
        not_iso=", ".join(not_iso) or "none",
    )
    lines = [f"# {line}".rstrip() for line in header.splitlines()]
    lines += [
        "",
        'source = "libphonenumber ShortNumberMetadata"',
        f"source_version = {quote(version)}",
        'licence = "Apache-2.0"',
    ]
    for code, name, numbers in regions:
        lines += [
            "",
            "[[region]]",
            f"code = {quote(code)}",
            f"name = {quote(name)}",
            f"numbers = {quote(numbers)}",
        ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def main():
    made = render()
    if sys.argv[1:] == ["--check"]:
        if not TARGET.exists() or TARGET.read_bytes() != made:
            raise SystemExit(f"{TARGET.name} is not what {Path(__file__).name} makes")
    elif sys.argv[1:]:
        raise SystemExit("usage: emergency.py [--check]")
    else:
        TARGET.write_bytes(made)


if __name__ == "__main__":
    main()
