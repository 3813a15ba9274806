#!/bin/sh
# enter.sh LAYERS FOLDER COMMAND…: runs COMMAND in a system made of LAYERS (folders, the topmost first, with colons
# between them). They are only read: what COMMAND writes is below FOLDER/upper. All mounts are its own and end with
# it. Needs root.
set -eu
[ "${ENTERED:-}" = yes ] || exec env ENTERED=yes unshare --mount --propagation private "$0" "$@"
layers=$1 folder=$2
shift 2
system=$folder/system
mkdir -p "$folder/upper" "$folder/work" "$system"
mount -t overlay overlay -o "lowerdir=$layers,upperdir=$folder/upper,workdir=$folder/work" "$system"
for shared in proc sys dev; do # without /sys wine knows of no processors
    mount --rbind "/$shared" "$system/$shared"
done
exec env -u ENTERED chroot "$system" "$@"
