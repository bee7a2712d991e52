# What the benchmarks of the example servers have in common: sourced by them, not run. They set
# name (of their results, and of the block of docs/judges.md), server_core and client_core are set
# here, as are flags of the JVM.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${JAVA_HOME:?set JAVA_HOME to a JDK 21 or newer}"
rounds=${ROUNDS:-5}
read -ra flags <<<"${JVM_FLAGS:--XX:+UseG1GC -Xms1g -Xmx1g}"
results=${RESULTS:-$root/benchmarks/target/$name.txt}
class_path="runtime/target/classes:examples/target/classes:examples/target/lib/*"
server_core=() client_core=()
if [[ ${CORES:-split} != any ]]; then
  server_core=(taskset -c 0) client_core=(taskset -c 1)
fi
scratch=$(mktemp -d)
declare -A pids=() ports=()
trap 'kill "${pids[@]}" 2>/dev/null; wait; rm -rf "$scratch"' EXIT

# Fails where a program is missing: require "PACKAGES OF DEBIAN" PROGRAM...
require() {
  local tool
  for tool in "${@:2}"; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install $1" >&2; exit 1; }
  done
}

build() {
  cd "$root"
  mvn -q -pl benchmarks,examples -am -DskipTests package
}

# Starts a server and waits until it says that it listens: start PEER TEXT COMMAND...
start() {
  local out=$scratch/$1.out
  : >"$out"
  "${server_core[@]}" "${@:3}" >"$out" 2>&1 &
  pids[$1]=$!
  until grep -q "$2" "$out"; do
    kill -0 "${pids[$1]}" || { cat "$out" >&2; exit 1; }
    sleep 0.1
  done
}

# Starts a server that prints the port that it has got: start_announced PEER COMMAND...
start_announced() {
  start "$1" 'listening on' "${@:2}"
  ports[$1]=$(sed -n 's/^listening on //p' "$scratch/$1.out")
}

# Starts a server of the examples: start_example PEER CLASS [OPTION...]
start_example() {
  start_announced "$1" "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$class_path" "$2" --port 0 "${@:3}"
}

# The processor time that a server has used, in ticks of 10 ms.
ticks() {
  awk '{ print $14 + $15 }' "/proc/${pids[$1]}/stat"
}

# The processor time for one of so many requests, since there were so many ticks, in µs:
# cpu_per_request PEER TICKS REQUESTS
cpu_per_request() {
  awk "BEGIN { print ($(ticks "$1") - $2) * 10000 / $3 }"
}

# Measures each peer in turns, in rounds of which the first only warms up, and writes the block:
# run_rounds "NOTE" PEER... needs measure PEER PIPELINE, which prints lines "workload peer metric
# value".
run_rounds() {
  local round pipeline peer
  mkdir -p "$(dirname "$results")"
  {
    echo "# $(uname -sr), $(nproc) cores; load before: $(cut -d' ' -f1-3 /proc/loadavg); cores: ${CORES:-split}"
    echo "# $("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 2p); flags: ${flags[*]}"
    echo "# $1"
  } >"$results"
  for ((round = 0; round <= rounds; round++)); do
    for pipeline in 1 16; do
      for peer in "${@:2}"; do
        measure "$peer" "$pipeline" >"$scratch/measured"
        ((round == 0)) || cat "$scratch/measured" >>"$results"
      done
    done
  done
  echo "# load after: $(cut -d' ' -f1-3 /proc/loadavg)" >>"$results"
  "$JAVA_HOME/bin/java" -cp benchmarks/target/benchmarks.jar \
    dev.weft.benchmarks.report.PeersReport docs/judges.md "$results" "$name"
  sed -n "/<!-- begin $name -->/,/<!-- end $name -->/p" docs/judges.md
}
