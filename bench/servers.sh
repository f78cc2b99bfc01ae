# Starts the servers that a bench needs, in a folder of its own, and ends them when the script ends.
# Sourced by the bench scripts. Needs Debian's packages mariadb-server, mariadb-client, postgresql
# and, for the rival, pgloader; says so when one is missing.

set -euo pipefail

BENCH_DIR=${BENCH_DIR:-/tmp/godwit-bench}
MARIADB_PORT=${MARIADB_PORT:-13316}
POSTGRES_PORT=${POSTGRES_PORT:-15416}
MARIADB_PASSWORD=bench
POSTGRES_PASSWORD=bench
PG_BIN=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
bench_pids=()

die() { echo "bench: $*" >&2; exit 2; }

need() { command -v "$1" >/dev/null || die "$1 is missing; install Debian's package $2"; }

as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid postgres --regid postgres --clear-groups "$@"
  else
    "$@"
  fi
}

stop_servers() {
  local pid
  for pid in "${bench_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${bench_pids[@]}"; do wait "$pid" 2>/dev/null || true; done
}

wait_for() { # what, command…
  local what=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -le 300 ] || die "$what did not come up; see $BENCH_DIR"
    read -r -t 0.1 <> <(:) || true
  done
}

start_mariadb() {
  need mariadbd mariadb-server
  need mariadb mariadb-client
  local data=$BENCH_DIR/mariadb
  if [ ! -d "$data/mysql" ]; then
    mkdir -p "$data"
    mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$data" \
      --auth-root-authentication-method=normal >"$BENCH_DIR/mariadb-install.log" 2>&1
  fi
  mariadbd --no-defaults --user="$(id -un)" --datadir="$data" --port="$MARIADB_PORT" \
    --bind-address=127.0.0.1 --socket="$BENCH_DIR/mariadb.sock" --server-id=1 --log-bin=binlog \
    --binlog-format=ROW --innodb-buffer-pool-size=2G --innodb-flush-log-at-trx-commit=2 \
    >"$BENCH_DIR/mariadb.log" 2>&1 &
  bench_pids+=($!)
  wait_for MariaDB mariadb --no-defaults -S "$BENCH_DIR/mariadb.sock" -u root -e 'SELECT 1'
  mariadb --no-defaults -S "$BENCH_DIR/mariadb.sock" -u root -e "
    CREATE DATABASE IF NOT EXISTS bench;
    CREATE USER IF NOT EXISTS bench@'127.0.0.1' IDENTIFIED BY '$MARIADB_PASSWORD';
    GRANT ALL ON *.* TO bench@'127.0.0.1';"
}

start_postgres() {
  [ -n "$PG_BIN" ] || die "PostgreSQL's server is missing; install Debian's package postgresql"
  local data=$BENCH_DIR/postgres
  if [ ! -d "$data/base" ]; then
    mkdir -p "$data"
    printf '%s' "$POSTGRES_PASSWORD" >"$BENCH_DIR/pgpass"
    [ "$(id -u)" != 0 ] || chown -R postgres "$data" "$BENCH_DIR/pgpass"
    chmod 755 "$BENCH_DIR"
    as_postgres "$PG_BIN/initdb" -D "$data" -U bench -A scram-sha-256 \
      --pwfile="$BENCH_DIR/pgpass" -E UTF8 --locale=C >"$BENCH_DIR/initdb.log" 2>&1
  fi
  # shellcheck disable=SC2024
  as_postgres "$PG_BIN/postgres" -D "$data" -p "$POSTGRES_PORT" -k '' \
    -c listen_addresses=127.0.0.1 -c shared_buffers=1GB -c max_wal_size=8GB \
    -c checkpoint_timeout=30min -c wal_level=logical -c synchronous_commit=on -c fsync=on \
    >"$BENCH_DIR/postgres.log" 2>&1 &
  bench_pids+=($!)
  export PGPASSWORD=$POSTGRES_PASSWORD
  wait_for PostgreSQL psql_bench postgres -c 'SELECT 1'
  psql_bench postgres -Atc "SELECT 1 FROM pg_database WHERE datname = 'bench'" | grep -q 1 ||
    psql_bench postgres -qc 'CREATE DATABASE bench'
}

psql_bench() { # database, psql's arguments…
  local database=$1
  shift
  psql -X -h 127.0.0.1 -p "$POSTGRES_PORT" -U bench -d "$database" "$@"
}

mariadb_bench() {
  MYSQL_PWD=$MARIADB_PASSWORD mariadb --no-defaults --default-character-set=utf8mb4 -h 127.0.0.1 -P "$MARIADB_PORT" -u bench "$@"
}

mkdir -p "$BENCH_DIR"
trap stop_servers EXIT
