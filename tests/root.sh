# An empty Debian in a directory, for tests/fresh.sh, tests/cross.sh and tests/deb.sh.
#
# Read this file with `.` after setting $suite and, for another architecture, $arch.  It
# enters a mount namespace of its own, so that nothing stays mounted whatever happens,
# and sets $src (the source tree), $root (the directory) and $log.
# shellcheck shell=sh disable=SC2154

name=${0##*/}
die() {
	echo "$name: $*" >&2
	exit 2
}

src=$(cd "$(dirname "$0")/.." && pwd)
: "${arch:=$(dpkg --print-architecture)}"
[ "$(id -u)" = 0 ] || die 'debootstrap and chroot need root'
command -v debootstrap >/dev/null || die 'debootstrap is missing: apt-get install debootstrap'
if [ -z "${QB_ROOT_MOUNTS:-}" ]; then
	QB_ROOT_MOUNTS=private
	export QB_ROOT_MOUNTS
	exec unshare --mount --propagation private sh "$0" "$@"
fi

root=${ROOT:-}
if [ -z "$root" ]; then
	root=$(mktemp -d "${TMPDIR:-/var/tmp}/qb-$suite-$arch.XXXXXX")
	[ -n "${KEEP:-}" ] || trap 'umount -R "$root"/dev "$root"/proc "$root"/*/dev "$root"/*/proc 2>/dev/null || :; rm -rf --one-file-system "$root"' EXIT
	trap 'exit 130' INT TERM
fi
mkdir -p "$root"
chmod 755 "$root"
log=$root/qb.log
: >"$log"

# in_dir DIR COMMAND: runs it in the system of the directory, as on a new machine.
in_dir() {
	env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" LANG=C.UTF-8 \
		chroot "$1" sh -c "$2"
}

# in_root COMMAND: runs it in the clone.
in_root() {
	in_dir "$root" "cd /qb && $1"
}

# step NAME COMMAND...: runs it; its output goes to the log, and the end of that to the
# screen if it fails.
step() {
	step=$1
	shift
	begun=$(date +%s)
	printf '\n== %s ==\n' "$step" >>"$log"
	status=0
	"$@" >>"$log" 2>&1 || status=$?
	if [ $status = 0 ]; then
		printf '%-8s %-6s %-12s %4d s  ok\n' "$suite" "$arch" "$step" $(($(date +%s) - begun))
		return
	fi
	printf '%-8s %-6s %-12s %4d s  failed with status %d\n' "$suite" "$arch" "$step" $(($(date +%s) - begun)) $status
	sed -n "/^== $step ==/,\$p" "$log" | tail -n 150
	exit 1
}

# root_make PACKAGE,...: installs the suite with these packages, and enters its devices.
root_make() {
	if [ ! -e "$root/usr" ]; then
		mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep '/debian/\?$' | head -n 1)}
		script=
		[ -e "/usr/share/debootstrap/scripts/$suite" ] || script=/usr/share/debootstrap/scripts/sid
		# shellcheck disable=SC2086 # no script is no word
		debootstrap --arch="$arch" --variant=minbase --include="$1" "$suite" "$root" \
			"${mirror:-http://deb.debian.org/debian}" $script
	fi
	apt-config dump | grep -E '^Acquire::(Check-Valid-Until|(https?|ftp)::(Proxy|Verify))' >"$root/etc/apt/apt.conf.d/90host" || :
	cp /etc/resolv.conf "$root/etc/resolv.conf"
	root_devices "$root"
}

# root_devices DIR: mounts what programs expect in the system of the directory.
root_devices() {
	mount -t proc proc "$1/proc"
	mount --bind /dev "$1/dev"
	mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$1/dev/pts"
}

# root_clone: clones the committed tree to /qb.
root_clone() {
	rm -rf "$root/qb"
	git -c safe.directory='*' clone -q --no-hardlinks "$src" "$root/qb"
}
