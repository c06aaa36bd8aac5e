# What the cases are made of: a backend, guests, questions to guests, and what the capture says. Sourced by each case.
# shellcheck shell=bash
#
# A case ends with 0, or by `fail` with its reason; whatever it started is ended with it. Everything it leaves is in $dir.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
: "${dir:?the folder of this case}" "${ISMSCOPE_QEMU_ROOT:?where QEMU is}"
readonly ismscope=${E2E_ISMSCOPE:-$here/../ismscope}
readonly capture=$dir/capture.pcapng
readonly BOOT_SECONDS=${E2E_BOOT_SECONDS:-60} ANSWER_SECONDS=${E2E_ANSWER_SECONDS:-30}

declare -A vm_in vm_out vm_pid # of each guest: its pipes and QEMU's process id
declare -A peer_pid            # of each process peer
started=()                     # process ids
backend='' line='' asked='' answer='' peer_line=''

say() { printf '%6.1f %s\n' "$((10#${EPOCHREALTIME/[.,]/} / 100000 - began))e-1" "$*"; }
began=$((10#${EPOCHREALTIME/[.,]/} / 100000))

fail() {
    printf '%s\n' "$*" >"$dir/reason"
    say "FAIL $*"
    exit 1
}

end_all() {
    local pid
    for pid in "${vm_pid[@]}" "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do
        timeout 10 tail --pid "$pid" -f /dev/null || kill -9 "$pid" 2>/dev/null || true
    done
    wait || true
}
trap end_all EXIT

# Waits until a command succeeds, at most so many seconds; false then.
until_true() {
    local seconds=$1 end
    shift
    end=$((SECONDS + seconds))
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.1
    done
}

is_alive() { kill -0 "$1" 2>/dev/null; }
is_gone() { ! is_alive "$1"; }

# serve ARGUMENT...: a backend that writes $capture; returns once all of its sockets, the arguments like PATH.sock, are there.
serve() {
    local word sockets=()
    for word in "$@"; do
        word=${word%%,*}
        [[ $word != *.sock ]] || sockets+=("$word")
    done
    say "ismscope serve $*"
    "$ismscope" serve -w "$capture" "$@" >"$dir/serve.out" 2>"$dir/serve.err" &
    backend=$!
    started+=("$backend")
    for word in "${sockets[@]}"; do
        until_true 60 is_served "$word" || fail "the backend does not serve $word: $(tail -n 1 "$dir/serve.err")"
    done
    is_alive "$backend" || fail "the backend ended at once: $(tail -n 1 "$dir/serve.err")"
}

is_served() { [ -S "$1" ] || is_gone "$backend"; }

# Ends the backend in good order, so that the capture is whole.
end_backend() {
    is_alive "$backend" || fail "the backend is gone: $(tail -n 1 "$dir/serve.err")"
    kill "$backend"
    until_true 30 is_gone "$backend" || fail 'the backend does not end when asked to'
    ! grep -q -i -E 'exception|defect' "$dir/serve.err" || fail "the backend says: $(grep -m1 -i -E 'exception|defect' "$dir/serve.err")"
}

# boot NAME ARGUMENT...: starts a guest, with e2e/vm's arguments. `await_boot` waits for it, so that several can boot at once.
boot() {
    local name=$1 pipe=$dir/$1.line extra=() to from
    shift
    [[ " $* " == *' -- '* ]] || extra=(--)
    say "boot $name: $*"
    mkfifo "$pipe.in" "$pipe.out"
    exec {to}<>"$pipe.in" {from}<>"$pipe.out"
    vm_in[$name]=$to vm_out[$name]=$from
    "$here/vm" --initramfs "$dir/../initramfs" --line "$pipe" "$@" "${extra[@]}" -pidfile "$dir/$name.pid" \
        </dev/null >"$dir/$name.console" 2>&1 &
    started+=($!)
    until_true 20 test -s "$dir/$name.pid" || fail "QEMU of $name does not start: $(tail -n 1 "$dir/$name.console")"
    vm_pid[$name]=$(<"$dir/$name.pid")
}

await_boot() {
    local name
    for name in "$@"; do
        read_line "$name" "$BOOT_SECONDS"
        until [ "$line" = ready ]; do read_line "$name" "$BOOT_SECONDS"; done
        say "$name is up"
    done
}

# Sets `line` to the next line of a guest.
read_line() {
    local end=$((SECONDS + $2)) part=''
    # A read that times out has taken what was there of the line.
    until IFS= read -r -t 1 -u "${vm_out[$1]}" line; do
        part+=$line
        is_alive "${vm_pid[$1]}" || fail "QEMU of $1 is gone: $(grep -v '^ *$' "$dir/$1.console" | tail -n 1)"
        [ $SECONDS -lt $end ] || fail "$1 says nothing for $2 s${asked:+ after \"$asked\"}"
    done
    line=$part$line
    printf '%s\n' "$line" >>"$dir/$1.said"
}

# tell NAME WORD...: sends a line without waiting for its answer.
tell() {
    local name=$1
    shift
    asked=$*
    say "$name< $*"
    printf '%s\n' "$*" >&"${vm_in[$name]}"
}

# hear NAME [SECONDS]: waits for the answer to what the guest was told, and puts it into `answer`.
hear() {
    read_line "$1" "${2:-$ANSWER_SECONDS}"
    while [[ ! $line =~ ^(ok|nak|fail)( |$) ]]; do read_line "$1" "${2:-$ANSWER_SECONDS}"; done
    answer=$line
    say "$1> $answer"
}

# expect NAME PATTERN [SECONDS]: hears an answer, which must be like the shell pattern.
expect() {
    hear "$1" "${3:-$ANSWER_SECONDS}"
    # shellcheck disable=SC2053
    [[ $answer == $2 ]] || fail "$1 answers \"$answer\" to \"$asked\", expected was \"$2\""
}

# ask NAME PATTERN WORD...: tells and expects.
ask() {
    local name=$1 pattern=$2
    shift 2
    tell "$name" "$@"
    expect "$name" "$pattern"
}

# What stands behind KEY= in the last answer.
value() {
    [[ " $answer " =~ \ $1=([^ ]*) ]] || fail "there is no $1 in \"$answer\""
    echo "${BASH_REMATCH[1]}"
}

# start_driver NAME [OPTION...]: our program in a guest, which then takes its verbs instead of the shell's commands.
start_driver() {
    local name=$1
    shift
    tell "$name" "exec ism-guest $*"
    expect "$name" 'ok ready'
}

# start_peer NAME WORD...: a process peer, `ismscope guest WORD...`, at the socket box.sock; what it says is in NAME.out.
start_peer() {
    local name=$1
    shift
    say "ismscope guest $*"
    : >"$dir/$name.out"
    "$ismscope" guest --connect "$dir/box.sock" "$@" >>"$dir/$name.out" 2>&1 &
    # shellcheck disable=SC2034 # for cases
    peer_pid[$name]=$!
    started+=($!)
}

# ask_backend PATTERN COMMAND [NAME=VALUE...]: a command of the control protocol, whose answer must be like the shell pattern.
ask_backend() {
    local pattern=$1 said
    shift
    said=$("$ismscope" ask -i "unix:$dir/ism" "$@" 2>&1) || fail "the backend does not $*: $said"
    say "backend: $* -> $said"
    # shellcheck disable=SC2053
    [[ $said == $pattern ]] || fail "the backend answers \"$said\" to \"$*\", expected was \"$pattern\""
}

# await_peer NAME PATTERN: waits until a process peer has said a line like the pattern; the line is in `peer_line`.
await_peer() {
    until_true "$ANSWER_SECONDS" peer_said "$@" || fail "$1 does not say \"$2\", but: $(tail -n 1 "$dir/$1.out")"
    say "$1: $peer_line"
}

peer_said() {
    while IFS= read -r peer_line; do
        # shellcheck disable=SC2053
        [[ $peer_line != $2 ]] || return 0
    done <"$dir/$1.out"
    return 1
}

# read_capture: takes the columns that cases look at out of the capture, for `count` and `sum`.
read_capture() {
    "$ismscope" read -r "$capture" -T fields -e frame.interface_name -e ism.kind -e ism.event.type -e ism.access.store \
        -e ism.swallowed.count -e ism.interrupt.vector -e ism.violation.severity -e ism.result >"$dir/records.tsv"
}

# of_records AWK: a program over the records; `device`, `kind` and the columns have names, kinds are those of docs/capture-format.md.
of_records() {
    awk -F '\t' -v REQUEST=6 -v EVENT=8 -v DOORBELL=9 -v INTERRUPT=10 -v ACCESS=17 -v VIOLATION=18 -v LOST=19 -v SWALLOWED=23 \
        "{ device = \$1; kind = \$2; type = \$3; store = \$4; times = \$5; vector = \$6; severity = \$7; result = \$8 }
            $1" "$dir/records.tsv"
}

# count CONDITION: how many records it holds for. sum VALUE CONDITION.
count() { of_records "$1 { sum++ } END { print sum + 0 }"; }
sum() { of_records "$2 { sum += $1 } END { print sum + 0 }"; }

# equal WHAT FOUND EXPECTED
equal() {
    say "$1: $2"
    [ "$2" = "$3" ] || fail "$1: $2, expected were $3"
}

# at_least WHAT FOUND EXPECTED
at_least() {
    say "$1: $2"
    [ "$2" -ge "$3" ] || fail "$1: $2, expected were $3 or more"
}
