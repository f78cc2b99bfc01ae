#!/usr/bin/env bash
# Puts plpgsql_check for PostgreSQL 17 into Godwit's cache, so that `godwit convert` also says
# whether converted routines would run. Takes Debian's package (0.1 MB) and installs nothing.
#
#   bench/fetch-plpgsql-check.sh [SUITE]     SUITE: trixie, or another that has the package
set -euo pipefail

readonly MAJOR=17
readonly PACKAGE=postgresql-$MAJOR-plpgsql-check
suite=${1:-trixie}

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
  echo "fetch-plpgsql-check: $*" >&2
  exit 1
}

command -v apt-get >/dev/null || fail "this isn't Debian; install your system's $PACKAGE"
target=$(cache_folder)/plpgsql_check-$MAJOR
if [[ -d $target ]]; then
  echo "fetch-plpgsql-check: $target is there already"
  exit 0
fi
mkdir -p -- "$(cache_folder)"
work=$(mktemp -d -- "$(cache_folder)/.filling-XXXXXXXX")
trap 'rm -rf -- "$work"' EXIT
chmod 755 "$work"

# Lists of its own: the system's sources stay as they are.
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/all"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keyring] http://deb.debian.org/debian $suite main" >"$work/sources.list"
own=(-o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o "Dir::Etc::SourceList=$work/sources.list"
  -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root)
apt-get -qq "${own[@]}" update || fail "the lists of $suite can't be read"
(cd "$work/all" && apt-get -qq "${own[@]}" download "$PACKAGE") || fail "$suite has no $PACKAGE"
dpkg -x "$work"/all/*.deb "$work/all"

mkdir "$work/done"
cp -- "$work/all/usr/lib/postgresql/$MAJOR/lib/plpgsql_check.so" \
  "$work/all/usr/share/postgresql/$MAJOR/extension"/plpgsql_check* "$work/done"
chmod 755 "$work/done"
mv -T -- "$work/done" "$target"
echo "fetch-plpgsql-check: it is in $target"
