#!/usr/bin/env bash
# Checks, tests and builds the extension from these sources into a folder: build.sh OUT.
# webpack names its modules after the path they are built at, so that the same sources give the same
# bytes only at the same path: they are copied to one that is the same everywhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "$1")
at=/tmp/coprod-training-lab
rm -rf "$at" && mkdir -p "$at/frontend"
tar -C "$here" --exclude=node_modules --exclude=lib -cf - . | tar -C "$at/frontend" -xf -
cd "$at/frontend"
npm ci --silent --no-fund --no-audit
npm run --silent check
npm test --silent
npm run --silent build >"$at/build.log" 2>&1 || { cat "$at/build.log"; exit 1; }
rm -rf "$out" && mkdir -p "$out"
cp -R "$at/labextensions/." "$out/"
rm -rf "$at"
