"""Reads each N.yaml of a folder as PyYAML does and compares it with N.json: id -> key -> value.

A value is a text, a list of texts, or {"typed": ...} where a number, boolean or date is meant: all others must
be texts for YAML 1.1 as well, whatever they look like.
"""
import glob
import json
import os
import sys

import yaml

SECTIONS = ["platforms", "components", "links", "data", "assumptions", "flows", "decisions", "waivers",
            "views", "notes"]


def flatten(value, prefix, out):
    for key, inner in value.items():
        name = prefix + ("on" if key is True else key)
        if isinstance(inner, dict):
            flatten(inner, name + ".", out)
        else:
            out[name] = inner


def read(path, loader):
    with open(path, "rb") as file:
        top = yaml.load(file, Loader=loader) or {}
    out = {"design": {}}
    flatten({k: v for k, v in top.items() if k not in SECTIONS and k != "troika"}, "", out["design"])
    for section in SECTIONS:
        for name, fields in (top.get(section) or {}).items():
            out[name] = {}
            flatten(fields or {}, "", out[name])
    return out


def differences(texts, typed, wanted):
    """TEXTS: all values as they are written; TYPED: as YAML 1.1 understands them."""
    if sorted(texts) != sorted(wanted):
        yield "elements", sorted(texts), sorted(wanted)
        return
    for name, fields in wanted.items():
        if sorted(fields) != sorted(texts[name]):
            yield name, sorted(texts[name]), sorted(fields)
            continue
        for key, value in fields.items():
            free = isinstance(value, dict)
            if texts[name][key] != (value["typed"] if free else value):
                yield name + " " + key, texts[name][key], value
            elif not free and typed[name][key] != value:
                yield name + " " + key + " is typed", typed[name][key], value


def main():
    wrong = 0
    names = sorted(glob.glob(os.path.join(sys.argv[1], "*.yaml")))
    for path in names:
        with open(path[:-5] + ".json", encoding="utf-8") as file:
            wanted = json.load(file)
        wanted["design"].pop("troika", None)
        found = list(differences(read(path, yaml.BaseLoader), read(path, yaml.SafeLoader), wanted))
        for difference in found:
            print(path, *difference)
        if found:
            with open(path, encoding="utf-8") as file:
                print(file.read())
            wrong += 1
        if wrong > 2:
            break
    print(len(names), "files read by PyYAML", yaml.__version__)
    return 1 if wrong or not names else 0


sys.exit(main())
