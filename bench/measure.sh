# Runs tools in turn on the same servers and data, several times, and reports medians. A bench script
# sources this file, sets title, default_rows and default_tools, defines the functions named below, and
# ends with `measure "$@"`:
#
#   requires       ends with a sentence where a program is missing
#   start          starts the servers (servers.sh)
#   fill           makes the source's rows unless they are there; $rows says how many
#   clean          empties the target
#   run_TOOL       one run of a tool, by `timed COMMAND…`, and a check of what came out
#   versions       a sentence: servers, tools and what matters of their settings
#   what_is_timed  a sentence
#   beside         prints what is measured beside the runs; may be missing

. bench/servers.sh

rows=
runs=3
tools=
writes=yes
heap= # of Godwit, as -Xmx has it; the JVM's own choice where it is empty
RUN_SECONDS_MAX=${RUN_SECONDS_MAX:-14400} # of one tool
bench_name=bench/$(basename "$0")

options() {
  rows=$default_rows
  tools=$default_tools
  while [ $# -gt 0 ]; do
    case $1 in
      --rows) rows=$2; shift 2 ;;
      --runs) runs=$2; shift 2 ;;
      --tools) tools=$2; shift 2 ;;
      --heap) heap=$2; shift 2 ;;
      --print) writes=no; shift ;;
      *) die "unknown argument $1; known: --rows N, --runs N, --tools 'a b', --heap 512m, --print (leave docs/benchmarks.md as it is)" ;;
    esac
  done
}

# Gives Godwit's next process a heap, and has its collector tell what it leaves.
use_heap() { # -Xmx, the name of the collector's log
  export GODWIT_JAVA_OPTS="-Xmx$1 -Xlog:gc:file=$BENCH_DIR/$2.gc"
}

# The most that a collection has left in the heap, in MB.
heap_peak_mb() { # the name of the collector's log
  sed -nE 's/.*[0-9]+M->([0-9]+)M\(.*/\1/p' "$BENCH_DIR/$1.gc" | sort -n | tail -1
}

# CPU seconds that the servers have used, with those of their children, also of ended ones.
servers_cpu() {
  local pid
  for pid in "${bench_pids[@]}"; do
    for pid in "$pid" $(pgrep -P "$pid"); do cat "/proc/$pid/stat" 2>/dev/null || true; done
  done |
    sed 's/.*) //' | awk -v hz="$(getconf CLK_TCK)" '{ t += $12 + $13 + $14 + $15 } END { printf "%.2f", t / hz }'
}

# Runs a command; leaves "wall cpu rss_kb servers_cpu" in $BENCH_DIR/timed.
timed() {
  local before
  before=$(servers_cpu)
  /usr/bin/time -o "$BENCH_DIR/time" -f "%e %U %S %M" timeout "$RUN_SECONDS_MAX" "$@" >"$BENCH_DIR/out.log" 2>&1 ||
    { cat "$BENCH_DIR/out.log" >&2; die "failed: $*"; }
  awk -v before="$before" -v after="$(servers_cpu)" \
    '{ printf "%s %.2f %s %.2f\n", $1, $2 + $3, $4, after - before }' "$BENCH_DIR/time" >"$BENCH_DIR/timed"
}

# A JSON document that selects every table of the schema bench.
mappings() {
  cat >"$BENCH_DIR/mappings.json" <<JSON
{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "bench", "rule-action": "include",
  "object-locator": {"schema-name": "bench", "table-name": "$1"}}]}
JSON
}

# One full load by Godwit, between two URLs; further arguments are its own.
godwit_load() {
  GODWIT_SOURCE_PASSWORD=$BENCH_PASSWORD GODWIT_TARGET_PASSWORD=$BENCH_PASSWORD \
    timed ./godwit run --source "$1" --target "$2" --type full-load \
    --mappings "$BENCH_DIR/mappings.json" --json "$BENCH_DIR/godwit.json" "${@:3}"
}

must_be() { # what, found, wanted
  [ "$2" = "$3" ] || die "$1 is $2, not $3"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# How many times as long the other tool took: the median of the runs' own ratios, as a machine that slows down
# while the benchmark runs slows down both tools of a run.
ratio_of() { # first tool, other tool
  paste -d' ' <(cut -d' ' -f1 "$BENCH_DIR/$1.runs") <(cut -d' ' -f1 "$BENCH_DIR/$2.runs") | awk '{ print $2 / $1 }' | median
}

median_of() { cut -d' ' -f"$2" "$BENCH_DIR/$1.runs" | median; } # tool, field

report() {
  local first=${tools%% *} tool
  echo "### $title, $rows rows, medians of $runs runs"
  echo
  echo "$(versions) $(nproc) cores. $(what_is_timed)"
  echo
  echo "| tool | wall s | all runs | rows/s | CPU s of the tool | CPU s of the servers | peak RSS MB of its largest process | $first is |"
  echo "|---|---|---|---|---|---|---|---|"
  for tool in $tools; do
    awk -v t="$tool" -v w="$(median_of "$tool" 1)" -v g="$(ratio_of "$first" "$tool")" -v n="$rows" \
      -v c="$(median_of "$tool" 2)" -v m="$(median_of "$tool" 3)" -v s="$(median_of "$tool" 4)" \
      -v all="$(cut -d' ' -f1 "$BENCH_DIR/$tool.runs" | paste -sd' ')" \
      'BEGIN { printf "| %s | %.2f | %s | %d | %.1f | %.1f | %d | %.2f × as fast |\n", t, w, all, n / w, c, s, m / 1024, g }'
  done
  echo
  if declare -F beside >/dev/null; then beside; fi
  [ -z "$heap" ] || printf 'Godwit had a heap of %s; the most that a collection left in it was %s MB.\n\n' "$heap" "$(heap_peak_mb godwit)"
  echo "\`$bench_name --rows $rows --runs $runs${heap:+ --heap $heap}\`"
}

# Puts the report between this bench's two marks; what people wrote around them stays.
write_section() {
  local document=docs/benchmarks.md
  if ! grep -qF "<!-- $bench_name -->" "$document"; then
    printf '\n<!-- %s -->\n<!-- end of %s -->\n' "$bench_name" "$bench_name" >>"$document"
  fi
  awk -v from="<!-- $bench_name -->" -v to="<!-- end of $bench_name -->" -v section="$1" '
    $0 == from { print; while ((getline line < section) > 0) print line; skipping = 1 }
    $0 == to { skipping = 0 }
    !skipping { print }' "$document" >"$BENCH_DIR/document"
  cat "$BENCH_DIR/document" >"$document"
}

measure() {
  local tool run order
  options "$@"
  [ -z "$heap" ] || use_heap "$heap" godwit
  [ -x /usr/bin/time ] || die "/usr/bin/time is missing; install Debian's package time"
  requires
  start
  fill
  [[ $tools != *godwit* ]] || ./godwit run --help >/dev/null # builds, and makes the archive, where that is needed, outside of the measured time
  for tool in $tools; do : >"$BENCH_DIR/$tool.runs"; done
  for run in $(seq "$runs"); do
    order=$tools
    [ $((run % 2)) = 1 ] || order=$(tr ' ' '\n' <<<"$tools" | tac)
    for tool in $order; do
      clean
      "run_$tool"
      tee -a "$BENCH_DIR/$tool.runs" <"$BENCH_DIR/timed" |
        sed "s/^/run $run $tool: wall s, CPU s, RSS kB, CPU s of the servers: /" >&2
    done
  done
  clean
  report | tee "$BENCH_DIR/report.md"
  [ "$writes" = no ] || write_section "$BENCH_DIR/report.md"
}
