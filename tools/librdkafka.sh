#!/usr/bin/env bash
# Builds a newer librdkafka than Debian's (2.0.2) into build/librdkafka, for
# cmake -DTIJDIG_RDKAFKA_ROOT=$PWD/build/librdkafka.
#
# Its source is part of an npm package of its makers, taken by npm and compared with what is written here. Needed for
# SCRAM with Kafka 4 and later, and to run the tests on both.
set -euo pipefail
cd "$(dirname "$0")/.."

package=@confluentinc/kafka-javascript
version=1.10.1 # librdkafka 2.15.1
sha256=ada7d703bb1d3237e2292bfabf438d663b6160c9f1ac2a2406b5dc4257c81b66
prefix=$PWD/build/librdkafka

if [[ -e $prefix/lib/librdkafka.so ]]; then
  echo "librdkafka: is there already, in $prefix"
  exit 0
fi
command -v npm > /dev/null || { echo "librdkafka: npm is needed to fetch it (apt-get install npm)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$(cd "$work" && npm pack --silent "$package@$version")
echo "$sha256  $work/$archive" | sha256sum --check --quiet
tar -xf "$work/$archive" -C "$work"
cd "$work/package/deps/librdkafka"
{ bash configure --prefix="$prefix" && make -j"$(nproc)" libs && make -C src install; } > "$work/log" 2>&1 ||
  { tail -20 "$work/log" >&2; exit 1; }
echo "librdkafka: built; configure with -DTIJDIG_RDKAFKA_ROOT=$prefix"
