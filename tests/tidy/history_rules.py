"""Rules for commits: the subject says which area and, in the imperative, what."""
import re
import subprocess

from tree import Finding

SUBJECT = re.compile(r"^[a-z0-9][\w./+-]*(, [a-z0-9][\w./+-]*)*: \S.*[^.]$")
COLUMNS_MAX = 72
PAST_OR_THIRD = re.compile(r"^((add|fix|implement)(s|es|ed|ing)|(chang|updat|remov|mak|us|writ)(es|ed|ing)|made|wrote|"
                           r"wip)\b", re.I)


def judge(subject):
    """What is wrong with a subject line, or None."""
    if len(subject) > COLUMNS_MAX:
        return f"{len(subject)} characters, at most {COLUMNS_MAX}"
    if not SUBJECT.match(subject):
        return "write `area: imperative`, in one line without a full stop"
    if PAST_OR_THIRD.match(subject.split(": ", 1)[1]):
        return "write the imperative: `add`, not `added` or `adds`"
    return None


def check_commits(tree):
    if not (tree.root / ".git").exists():
        return
    log = subprocess.run(["git", "-C", str(tree.root), "log", "--no-merges", "--format=%h %s"],
                         capture_output=True, text=True, check=False)
    for line in log.stdout.splitlines():
        commit, subject = line.split(" ", 1)
        wrong = judge(subject)
        if wrong:
            yield Finding("commit-subject", commit, 0, f"`{subject}`: {wrong}")


RULES = [check_commits]
