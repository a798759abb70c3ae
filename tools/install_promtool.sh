#!/usr/bin/env bash
# Puts promtool, Prometheus's own judge of metrics and alerts, into build/tools, out of Debian's package `prometheus`:
# unpacked and not installed, because the package brings a server that starts by itself.
#
#   tools/install_promtool.sh     # then build/tools/promtool; nothing to do when there is one on the PATH
#
# Fails where there is neither a promtool nor apt; tests then say that they were skipped, and with CI=true they fail.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/build/tools
if command -v promtool > /dev/null || [[ -x $tools/promtool ]]; then exit 0; fi

mkdir -p "$tools"
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
chmod 755 "$unpacked"   # apt fetches as a user of its own
cd "$unpacked"
echo "promtool: unpacking it from Debian's package prometheus"
apt-get download -q prometheus 2> refusal || {
  [[ $(id -u) -eq 0 ]] || { cat refusal >&2; exit 1; }
  apt-get update -q   # a bare machine does not know yet which packages there are
  apt-get download -q prometheus
}
dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool
mv usr/bin/promtool "$tools/promtool"
