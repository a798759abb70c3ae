#!/usr/bin/env bash
# Installs the Debian packages of the named groups in tools/packages.txt, when any is missing.
#
#   tools/install_packages.sh build test
#
# Nothing missing: returns at once, without root and without network. On a system without apt it lists what is needed
# and goes on, so that the build itself can say what it does not find.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=()
for group in "$@"; do
  while read -r in_group package _; do
    if [[ $in_group == "$group" ]]; then wanted+=("$package"); fi
  done < tools/packages.txt
done

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
  echo "packages: this is not Debian; please provide what these packages hold: ${wanted[*]}" >&2
  exit 0
fi

installed=$(dpkg-query -W -f='${Status} ${Package}\n' "${wanted[@]}" 2> /dev/null |
  sed -n 's/^install ok installed //p') || true
missing=()
for package in "${wanted[@]}"; do
  grep -qxF "$package" <<< "$installed" || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then exit 0; fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo > /dev/null; then
    echo "packages: neither root nor sudo; ask an administrator for: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "packages: installing ${#missing[@]} missing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
