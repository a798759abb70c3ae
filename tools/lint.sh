#!/usr/bin/env bash
# clang-tidy on the C++ files that differ from a base (default: origin/main, else the commit before this one), or on the
# files given.
#
#   tools/lint.sh                       tools/lint.sh libs/domain/date.cc
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ $# -gt 0 ]]; then
  files=("$@")
else
  base=$(git merge-base HEAD origin/main 2> /dev/null || git rev-parse HEAD~1)
  mapfile -t files < <({ git diff --name-only --diff-filter=d "$base"; git ls-files --others --exclude-standard; } |
    grep -E '\.cc$' | sort -u)
fi
if [[ ${#files[@]} -eq 0 ]]; then
  echo "lint: no changed .cc file"
  exit 0
fi
cmake --build --preset clang --target tijdig_proto tijdig_precompiled_{product,test,long_test}
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p build/clang
