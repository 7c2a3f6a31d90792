# Helpers of the command line tests: each case prints one line, `ok` or `not ok`.
# Sourced by the scripts beside it, from a folder of their own, which is removed at the end.
troika=${TROIKA_BUILDDIR:-.}/troika
source=${TROIKA_SRCDIR:-.}
case $troika in /*) ;; *) troika=$PWD/$troika ;; esac
case $source in /*) ;; *) source=$PWD/$source ;; esac
[ -x "$troika" ] || { echo "no program at $troika: set TROIKA_BUILDDIR"; exit 99; }
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
HOME=$work XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
LC_ALL=C
export HOME XDG_STATE_HOME XDG_CONFIG_HOME LC_ALL
unset NO_COLOR CLICOLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH
failed=0
cases=0

ok() { cases=$((cases + 1)); printf 'ok %d - %s\n' $cases "$1"; }
not_ok() {
	cases=$((cases + 1))
	failed=$((failed + 1))
	printf 'not ok %d - %s\n' $cases "$1"
	[ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/    /'
}

# run STATUS NAME COMMAND…: the command must end with STATUS; its answers are in ./out and ./err.
run() {
	wanted=$1 name=$2
	shift 2
	"$@" >out 2>err </dev/null
	got=$?
	if [ $got = "$wanted" ]; then
		ok "$name"
	else
		not_ok "$name" "status $got, not $wanted: $* :: $(head -n 5 out err)"
	fi
}

# has FILE NAME TEXT: FILE holds TEXT.
has() {
	if grep -qF -- "$3" "$1"; then ok "$2"; else not_ok "$2" "no '$3' in: $(head -n 12 "$1")"; fi
}

lacks() {
	if grep -qF -- "$3" "$1"; then not_ok "$2" "'$3' in: $(grep -F -- "$3" "$1" | head -n 3)"; else ok "$2"; fi
}

same() {
	if cmp -s "$1" "$2"; then ok "$3"; else not_ok "$3" "$(diff "$1" "$2" | head -n 10)"; fi
}

empty() {
	if [ -s "$1" ]; then not_ok "$2" "$(head -n 5 "$1")"; else ok "$2"; fi
}

finish() {
	printf '1..%d\n' $cases
	[ $failed = 0 ]
	exit
}

# A design with an error and a warning or two.
portal() {
	cat <<'END'
troika: 1
name: Portal
budget: 9500
severity: {cost/over-budget: error}
platforms:
  salesforce: {vendor: salesforce, region: eu-central}
  heroku: {vendor: heroku, region: eu}
components:
  crm: {kind: salesforce.service-cloud, on: salesforce, name: Service Cloud, users: 500}
  orders: {kind: heroku.postgres, on: heroku, plan: premium-0}
links:
  crm-orders: {from: crm, to: orders, via: heroku-connect}
END
}
