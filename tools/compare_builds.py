#!/usr/bin/env python3
"""The same town through several builds of tijdig: every byte that comes out must agree.

    tools/compare_builds.py build/dev/.../tijdig build/release/.../tijdig build/clang/.../tijdig

Each build simulates the town from one seed, imports the files it wrote, prints its report, the hash of its state and
those of all topics. The towns are compared file by file, each build with the first: one line `pair: A, B: agree` or
`differ` each. Ends with 0 when all builds agree, with 1 and the first differences when not.
"""
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POLICY = ROOT / "deploy" / "policies" / "zoetermeer.yaml"
SEED = "20181025"


def run(*command, allowed=(0,)):
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    if done.returncode not in allowed:
        said = done.stderr.decode()[-2000:]
        sys.exit(f"compare: `{' '.join(map(str, command))}` ended with {done.returncode}: {said}")
    return done.stdout


def digest(content):
    return hashlib.sha256(content).hexdigest()


def outcome(program, folder):
    """Name -> digest of everything one build makes."""
    town, data = folder / "town", folder / "data"
    run(program, "simulate", "zoetermeer", "--seed", SEED, "--out", town)
    made = {f"town/{path.relative_to(town)}": digest(path.read_bytes())
            for path in sorted(town.rglob("*")) if path.is_file()}
    # 3: the simulated partners also send rows that must be refused.
    run(program, "import", "--data", data, "--policy", POLICY, town, allowed=(0, 3))
    made["report"] = digest(run(program, "report", "--data", data, "--format", "json"))
    made["state-hash"] = digest(run(program, "state-hash", "--json", "--data", data))
    return made


def main():
    programs = [Path(program) for program in sys.argv[1:]]
    if len(programs) < 2:
        sys.exit(__doc__)
    outcomes = []
    for program in programs:
        with tempfile.TemporaryDirectory() as folder:
            outcomes.append(outcome((ROOT / program).resolve(), Path(folder)))
        made = outcomes[-1]
        print(f"compare: {program} made {len(made)} things, state {made['state-hash'][:16]}", flush=True)
    first, *others = outcomes
    differing = 0
    for program, made in zip(programs[1:], others):
        different = sorted(name for name in {*first, *made} if first.get(name) != made.get(name))
        differing += bool(different)
        for name in different[:20]:
            print(f"compare: {name} differs: {[one.get(name, 'absent')[:16] for one in (first, made)]}")
        print(f"pair: {programs[0]}, {program}: {'differ' if different else 'agree'}", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
