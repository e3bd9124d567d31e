#!/usr/bin/env bash
# Times everybody's routes at growing numbers of made-up people: seconds, microseconds a person and the largest memory, from
# lines of JSON and, for the first sizes, from tables. The routes go to the null device; a file of a million is 21 GB.
#
#     swift build -c release
#     Tests/bulk.sh [.build/release/marshrut] [MOST PEOPLE]
#
# 20,000 people are made up; more are the same ones under other ids. A million take 3.3 GB of disk while it runs.
set -euo pipefail
program=$(realpath "${1:-.build/release/marshrut}")
most=${2:-1000000}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The size in KiB that the kernel reports when the program has ended, where GNU time is there to ask.
timed() {
  local label=$1 people=$2 start end memory="no data on"
  shift 2
  start=$(date +%s.%N)
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -o "$work/memory" -f %M "$@"
    memory=$(awk '{ printf "%.0f MiB of", $1 / 1024 }' "$work/memory")
  else
    "$@"
  fi
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" -v n="$people" -v label="$label" -v memory="$memory" \
    'BEGIN { printf "%9d people from %-7s %8.2f s %7.1f us a person, %s memory\n", n, label, b - a, (b - a) * 1e6 / n, memory }'
}
route=("$program" route --all --as-of 2023-09-01 --format ndjson --out /dev/null --data)

made=$((most < 20000 ? most : 20000))
for people in 1000 "$made"; do
  [ "$people" -le "$made" ] || continue
  "$program" demo --people "$people" --out "$work/$people" >"$work/demo.txt"
  timed tables "$people" "${route[@]}" "$work/$people"
done
"$program" export people --data "$work/$made" --out "$work/made.ndjson"

for people in 1000 10000 100000 1000000; do
  [ "$people" -le "$most" ] || break
  # A person's line begins with the person's id: the copies' ids get the number of the copy before them.
  for ((copy = 0; copy * made < people; copy++)); do
    if [ "$copy" = 0 ]; then cat "$work/made.ndjson"; else sed "s/\"id\":\"/&$copy-/" "$work/made.ndjson"; fi
  done | head -n "$people" >"$work/people.ndjson" || true
  timed lines "$people" "${route[@]}" - <"$work/people.ndjson"
done
