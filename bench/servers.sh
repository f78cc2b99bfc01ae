# Starts the servers that a bench needs, in a folder of its own, and ends them when the script ends.
# Sourced by measure.sh. Needs Debian's packages mariadb-server, mariadb-client, postgresql; says so when
# one is missing.

set -euo pipefail

BENCH_DIR=${BENCH_DIR:-/tmp/godwit-bench}
BENCH_PORT=${BENCH_PORT:-13310} # and the three after it
MARIADB_PORT=$BENCH_PORT
MARIADB_TARGET_PORT=$((BENCH_PORT + 1))
POSTGRES_PORT=$((BENCH_PORT + 2))
POSTGRES_SOURCE_PORT=$((BENCH_PORT + 3))
BENCH_PASSWORD=bench
PG_BIN=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
bench_pids=()

die() { echo "bench: $*" >&2; exit 2; }

need() { command -v "$1" >/dev/null || die "$1 is missing; install Debian's package $2"; }

# PostgreSQL refuses to run as root. Put before a command, so that $! is the server itself.
as_postgres=()
if [ "$(id -u)" = 0 ]; then
  as_postgres=(setpriv --reuid postgres --regid postgres --clear-groups)
fi

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

start_mariadb() { # its folder's name, port
  need mariadbd mariadb-server
  need mariadb mariadb-client
  local data=$BENCH_DIR/$1 port=$2
  mkdir -p "$data-tmp" # its own: a server that starts removes other servers' temporary tables
  if [ ! -d "$data/mysql" ]; then
    mkdir -p "$data"
    mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$data" \
      --auth-root-authentication-method=normal >"$data-install.log" 2>&1
  fi
  mariadbd --no-defaults --user="$(id -un)" --datadir="$data" --port="$port" \
    --bind-address=127.0.0.1 --socket="$data.sock" --tmpdir="$data-tmp" --server-id="$port" --log-bin=binlog \
    --binlog-format=ROW --innodb-buffer-pool-size=2G --innodb-flush-log-at-trx-commit=2 \
    --local-infile=1 >"$data.log" 2>&1 &
  bench_pids+=($!)
  wait_for MariaDB mariadb --no-defaults -S "$data.sock" -u root -e 'SELECT 1'
  mariadb --no-defaults -S "$data.sock" -u root -e "
    CREATE DATABASE IF NOT EXISTS bench;
    CREATE USER IF NOT EXISTS bench@'127.0.0.1' IDENTIFIED BY '$BENCH_PASSWORD';
    GRANT ALL ON *.* TO bench@'127.0.0.1' WITH GRANT OPTION;"
}

start_postgres() { # its folder's name, port
  [ -n "$PG_BIN" ] || die "PostgreSQL's server is missing; install Debian's package postgresql"
  need psql postgresql-client
  local data=$BENCH_DIR/$1 port=$2
  if [ ! -d "$data/base" ]; then
    mkdir -p "$data"
    printf '%s' "$BENCH_PASSWORD" >"$BENCH_DIR/pgpass"
    [ "$(id -u)" != 0 ] || chown -R postgres "$data" "$BENCH_DIR/pgpass"
    chmod 755 "$BENCH_DIR"
    "${as_postgres[@]}" "$PG_BIN/initdb" -D "$data" -U bench -A scram-sha-256 \
      --pwfile="$BENCH_DIR/pgpass" -E UTF8 --locale=C >"$BENCH_DIR/initdb.log" 2>&1
  fi
  "${as_postgres[@]}" "$PG_BIN/postgres" -D "$data" -p "$port" -k '' \
    -c listen_addresses=127.0.0.1 -c shared_buffers=1GB -c max_wal_size=8GB \
    -c checkpoint_timeout=30min -c wal_level=logical -c synchronous_commit="${SYNC:-on}" -c fsync=on \
    >"$data.log" 2>&1 &
  bench_pids+=($!)
  export PGPASSWORD=$BENCH_PASSWORD
  wait_for PostgreSQL psql_on "$port" postgres -c 'SELECT 1'
  psql_on "$port" postgres -Atc "SELECT 1 FROM pg_database WHERE datname = 'bench'" | grep -q 1 ||
    psql_on "$port" postgres -qc 'CREATE DATABASE bench'
}

psql_on() { # port, database, psql's arguments…
  local port=$1 database=$2
  shift 2
  psql -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U bench -d "$database" "$@"
}

mariadb_on() { # port, the client's arguments…
  local port=$1
  shift
  MYSQL_PWD=$BENCH_PASSWORD mariadb --no-defaults --default-character-set=utf8mb4 -h 127.0.0.1 -P "$port" -u bench "$@"
}

# The table that the benches of MariaDB and MySQL load: 17 columns of the usual types.
fill_mariadb() { # port
  local have
  have=$(mariadb_on "$1" -N -e "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'bench' AND table_name = 'measurement_$rows'")
  [ "$have" = 0 ] || return 0
  echo "bench: filling $rows rows" >&2
  mariadb_on "$1" bench -e "
    SET SESSION sql_log_bin = 0;
    DROP TABLE IF EXISTS measurement_filling;
    CREATE TABLE measurement_filling (
      id bigint NOT NULL PRIMARY KEY AUTO_INCREMENT,
      device_id int NOT NULL,
      site varchar(40) NOT NULL,
      sensor_kind varchar(20) NOT NULL,
      measured_at datetime(3) NOT NULL,
      received_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
      day date NOT NULL,
      reading double NOT NULL,
      reading_exact decimal(12,4) NOT NULL,
      quality tinyint NOT NULL,
      battery smallint NULL,
      counter int unsigned NOT NULL,
      is_valid tinyint(1) NOT NULL,
      note varchar(200) NULL,
      tag char(8) NOT NULL,
      payload varbinary(32) NULL,
      total bigint NOT NULL) CHARACTER SET utf8mb4;
    INSERT INTO measurement_filling
    SELECT seq, seq * 7919 % 50000, concat('site-', seq % 977, '-', elt(1 + seq % 4, 'north', 'süd', 'east', 'west')),
      elt(1 + seq % 5, 'temperature', 'humidity', 'pressure', 'co2', 'light'),
      '2023-01-01' + INTERVAL seq * 137000 MICROSECOND, '2023-06-01' + INTERVAL seq SECOND,
      '2020-01-01' + INTERVAL seq % 2000 DAY, seq * 0.7310585786, (seq * 31 % 99999999) / 10000,
      seq % 100, IF(seq % 11 = 0, NULL, seq % 4200), seq % 4294967295, seq % 2,
      IF(seq % 3 = 0, NULL, concat('note of row ', seq, ', nothing unusual seen at ', seq % 24, ' h')),
      lpad(hex(seq), 8, '0'), IF(seq % 7 = 0, NULL, unhex(md5(seq))), seq * 1000003
    FROM seq_1_to_$rows;
    RENAME TABLE measurement_filling TO measurement_$rows;
    ANALYZE TABLE measurement_$rows;" >/dev/null
}

mkdir -p "$BENCH_DIR"
trap stop_servers EXIT
