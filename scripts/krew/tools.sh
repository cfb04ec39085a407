#!/bin/sh
# Builds krew, its manifest validator and actionlint from their Go modules into a cache, and prints the folder that holds them.
# Needs Go. The versions are pinned here; the module proxy's checksum database vouches for the rest.
set -eu
dir=${PODLIFE_KREW_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/podlife-krew}
mkdir -p "$dir/src" "$dir/bin"
cd "$dir/src"
if [ ! -f go.mod ]; then
  cat >go.mod <<'EOF'
module podlife.test/krew

go 1.25

require (
	github.com/rhysd/actionlint v1.7.9
	sigs.k8s.io/krew v0.5.0
)
EOF
  cat >tools.go <<'EOF'
//go:build tools

package krew

import (
	_ "github.com/rhysd/actionlint/cmd/actionlint"
	_ "sigs.k8s.io/krew/cmd/krew"
	_ "sigs.k8s.io/krew/cmd/validate-krew-manifest"
)
EOF
  go mod tidy -e >&2
fi
for package in sigs.k8s.io/krew/cmd/krew sigs.k8s.io/krew/cmd/validate-krew-manifest github.com/rhysd/actionlint/cmd/actionlint; do
  [ -x "$dir/bin/${package##*/}" ] ||
    CGO_ENABLED=0 go build -mod=mod -trimpath -ldflags '-s -w' -o "$dir/bin/${package##*/}" "$package"
done
ln -sf krew "$dir/bin/kubectl-krew"
echo "$dir/bin"
