#!/usr/bin/env bash
# Puts Helm, and the checker of tests/charts, into build/tools, through the Go modules. Nothing to do when both are
# there.
#
#   tools/chart/install_helm.sh     # then build/tools/helm version
#
# Helm wants a newer Go than Debian 12 has. Debian's Go is enough to fetch that newer one, which is a Go module too; the
# checksum database of Go vouches for both. A `go` of at least 1.21 on the PATH fetches what it needs by itself.
set -euo pipefail
cd "$(dirname "$0")/../.."

helm_version=v3.19.5
go_version=go1.24.13
tools=$PWD/build/tools

checker=tests/charts/manifests
if [[ -x $tools/helm-$helm_version && -x $tools/manifests && $tools/manifests -nt $checker/main.go ]]; then
  ln -sf "helm-$helm_version" "$tools/helm"
  exit 0
fi
mkdir -p "$tools"

new_enough() {
  local version
  version=$("$1" env GOVERSION 2> /dev/null) || return 1
  [[ $(printf '%s\n' "$2" "$version" | sort -V | head -n 1) == "$2" ]]
}

if command -v go > /dev/null && new_enough go go1.21; then
  go=go
  export GOTOOLCHAIN=$go_version+auto
else
  tools/install_packages.sh chart
  debian_go=$(ls -d /usr/lib/go-*/bin/go | sort -V | tail -n 1)
  platform=linux-$("$debian_go" env GOARCH)
  echo "helm: fetching $go_version, because Helm wants a newer Go than Debian's"
  toolchain_version=v0.0.1-$go_version.$platform
  module=golang.org/toolchain@$toolchain_version
  "$debian_go" mod download "$module"
  unpacked=$("$debian_go" env GOMODCACHE)/$module
  [[ -x $tools/$go_version/bin/go ]] || {
    rm -rf "${tools:?}/$go_version"
    cp -r "$unpacked" "$tools/$go_version"
    chmod -R u+w "$tools/$go_version"
    chmod +x "$tools/$go_version"/bin/* "$tools/$go_version"/pkg/tool/*/*   # a module has no executable files
  }
  go=$tools/$go_version/bin/go
  export GOTOOLCHAIN=local
fi

echo "helm: building $helm_version (minutes the first time)"
export CGO_ENABLED=0 GOFLAGS=-trimpath GOBIN=$tools/bin
[[ -x $tools/helm-$helm_version ]] || {
  "$go" install -ldflags '-s -w' "helm.sh/helm/v3/cmd/helm@$helm_version"
  mv "$tools/bin/helm" "$tools/helm-$helm_version"
}
ln -sf "helm-$helm_version" "$tools/helm"
(cd "$checker" && "$go" build -ldflags '-s -w' -o "$tools/manifests" .)
