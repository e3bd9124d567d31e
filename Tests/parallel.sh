#!/usr/bin/env bash
# Routes made-up people as a filter under GNU parallel and compares with one process, byte for byte.
#
#     swift build -c release
#     apt-get install parallel
#     Tests/parallel.sh [.build/release/marshrut] [PEOPLE]
#
# Exit code 1 when anything differs.
set -euo pipefail
program=$(realpath "${1:-.build/release/marshrut}")
people=${2:-3000}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" demo --people "$people" --out "$work/data" >"$work/demo.txt"
"$program" export people --data "$work/data" --out "$work/people.ndjson"
route=("$program" route --all --as-of 2023-09-01 --data -)

"${route[@]}" --jobs 1 <"$work/people.ndjson" >"$work/one.ndjson"
for jobs in 2 5; do
  # Blocks of whole lines go to several processes at a time; --keep-order puts their routes in the order of the people.
  parallel --pipe --keep-order --block 200k --jobs "$jobs" "${route[*]} --jobs 1" <"$work/people.ndjson" >"$work/many.ndjson"
  cmp "$work/one.ndjson" "$work/many.ndjson"
  echo "$(wc -l <"$work/many.ndjson") people, $jobs processes at a time: the same bytes as one process"
done
