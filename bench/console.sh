# Drives the console as a browser does: logs in, posts forms with the token of the page that they are on.
# Sourced by bench scripts behind measure.sh.

CONSOLE_PORT=${CONSOLE_PORT:-$((BENCH_PORT + 4))}
CONSOLE_PASSWORD=bench-of-ten-thousand
console=http://127.0.0.1:$CONSOLE_PORT
cookies=$BENCH_DIR/cookies
console_pid=

# Starts the console on what its folder holds.
start_again() {
  GODWIT_DATA=$BENCH_DIR/console ./godwit serve --port "$CONSOLE_PORT" >"$BENCH_DIR/console.log" 2>&1 &
  console_pid=$!
  bench_pids+=("$console_pid")
  wait_for "the console" curl -sf "$console/login"
}

stop_console() {
  kill "$console_pid"
  wait "$console_pid" || true
}

# Starts the console in an empty folder and logs in as its first user.
start_console() {
  rm -rf "$BENCH_DIR/console" "$cookies"
  mkdir -p "$BENCH_DIR/console"
  start_again
  local first
  first=$(sed -n 's/.*log in as admin with the password \([A-Za-z0-9]*\).*/\1/p' "$BENCH_DIR/console.log")
  submit /login /login name=admin "password=$first" next=/ >/dev/null
  submit /password /password "current=$first" "password=$CONSOLE_PASSWORD" "repeated=$CONSOLE_PASSWORD" >/dev/null
}

page() { curl -s -b "$cookies" -c "$cookies" -H 'Accept: text/html' "$console$1"; }

# Posts a form; prints the path that the answer leads to.
submit() { # the page that the form is on, its action, fields…
  local on=$1 action=$2 token fields=() field answer
  shift 2
  token=$(page "$on" | sed -n 's/.*name="csrf-token" value="\([^"]*\)".*/\1/p' | head -1)
  for field in "$@"; do fields+=(--data-urlencode "$field"); done
  answer=$(curl -s -b "$cookies" -c "$cookies" -H "Origin: $console" -o "$BENCH_DIR/answer.html" \
    -w '%{http_code} %{redirect_url}' --data-urlencode "csrf-token=$token" "${fields[@]}" "$console$action")
  case $answer in
    2* | 3*) echo "${answer#* $console}" ;;
    *) die "$action answered $answer; see $BENCH_DIR/answer.html" ;;
  esac
}

new_endpoint() { # engine, database, port, its name where that is another than the engine's; prints its path
  local draft
  draft=$(submit '/endpoints/new?project=1' /endpoints/new project=1 "engine=$1")
  draft=${draft%/connection}
  submit "$draft/connection" "$draft/connection" "name=${4:-$1}" host=127.0.0.1 "port=$3" "database=$2" \
    user=bench "password=$BENCH_PASSWORD" tls=NONE >/dev/null
  submit "$draft/settings" "$draft/settings" >/dev/null
  submit "$draft/test" "$draft/save"
}

# The median of five requests for a page, in ms until its first byte; the answer must be 200.
page_ms() { # path
  local i found
  for i in 1 2 3 4 5; do
    found=$(curl -s -b "$cookies" -o "$BENCH_DIR/page.html" -w '%{http_code} %{time_starttransfer}' "$console$1")
    [ "${found%% *}" = 200 ] || die "$1 answered $found"
    echo "${found#* }"
  done | median | awk '{ printf "%d", $1 * 1000 }'
}

rss_peak_mb() { awk '/VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }
