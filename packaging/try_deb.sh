#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
# Tries a Debian package in a new, bare Debian: packaging/try_deb.sh SUITE PACKAGE.deb [PICTURE.png]
#   SUITE    bookworm (12) or trixie (13)
#   PICTURE  where to keep a picture of the first window
# Installs it with nothing but what it depends on, looks at menu entry, types of files and manual pages, runs every command
# (smoke_test.py), opens the window on a screen, installs it over itself, removes and purges it, and names what stays behind.
# Needs root, debootstrap, Xvfb, xdotool, imagemagick; loads only Debian's own packages. Works below $TRY_FOLDER or /var/tmp.
set -euo pipefail
suite=$1 package=$(realpath "$2") picture=${3:-/dev/null}
here=$(cd "$(dirname "$0")" && pwd)
work=${TRY_FOLDER:-/var/tmp}; pristine=$work/bare-$suite.tar
if [[ ! -f $pristine ]]; then
  base=$(mktemp -d "$work/bare.XXXX")
  debootstrap --variant=minbase "$suite" "$base" >"$work/bare-$suite.log"
  tar -C "$base" -cf "$pristine" . && rm -rf --one-file-system "$base"
fi
machine=$(mktemp -d "$work/machine.XXXX")
trap 'rm -rf --one-file-system "$machine"' EXIT
tar -C "$machine" -xf "$pristine"; chmod 755 "$machine"
cp -L /etc/resolv.conf "$machine/etc/resolv.conf" 2>/dev/null || true
cp /etc/apt/apt.conf.d/*proxy* "$machine/etc/apt/apt.conf.d/" 2>/dev/null || true
cp "$package" "$machine/root/laufmappe.deb"
cp "$here/smoke_test.py" "$machine/root/"; chmod 644 "$machine/root/smoke_test.py"
cp "$machine/root/smoke_test.py" "$machine/usr/local/share/smoke_test.py"

display=$(mktemp); Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$display" >/dev/null 2>&1 & screen=$!
until [[ -s $display ]]; do sleep .1; done
DISPLAY=:$(cat "$display"); export DISPLAY
trap 'kill $screen; rm -rf --one-file-system "$machine" "$display"' EXIT
export machine picture

unshare -m --propagation private bash -euo pipefail -c '
  mount -t proc proc "$machine/proc"
  mount -t tmpfs -o mode=755 tmpfs "$machine/dev"; mkdir -p "$machine/dev/shm" "$machine/dev/pts"
  for node in null zero random urandom full tty; do touch "$machine/dev/$node"; mount --bind "/dev/$node" "$machine/dev/$node"; done
  ln -s /proc/self/fd "$machine/dev/fd"; mount -t tmpfs -o mode=1777 tmpfs "$machine/dev/shm"
  mkdir -p "$machine/tmp/.X11-unix"; mount --bind /tmp/.X11-unix "$machine/tmp/.X11-unix"
  paths=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
  inside() { chroot "$machine" /usr/bin/env -i HOME=/root "${paths[@]}" "$@"; }
  person() { chroot --userspec=visitor:visitor "$machine" /usr/bin/env -i HOME=/home/visitor "${paths[@]}" "$@"; }
  apt() { inside apt-get -qq -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" >/dev/null; }
  files() { inside find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /var/cache -o -path /var/log \
      -o -path /var/lib/apt -o -path /var/lib/dpkg \) -prune -o -print | sort; }

  echo "== $(grep PRETTY "$machine/etc/os-release" | cut -d= -f2), bare"
  inside useradd -m visitor
  apt update
  printf "path-include=/usr/share/man/*\n" >"$machine/etc/dpkg/dpkg.cfg.d/manuals"
  apt install -y --no-install-recommends man-db shared-mime-info desktop-file-utils xdg-utils file libfile-mimeinfo-perl netbase
  files >"$machine/tmp/before"

  echo "== install"
  inside apt-get -qq install -y --no-install-recommends /root/laufmappe.deb >"$machine/tmp/apt.log" 2>&1 || { cat "$machine/tmp/apt.log"; exit 1; }
  tail -n 3 "$machine/tmp/apt.log"
  person laufmappe --version
  inside sh -c "find /usr/lib/laufmappe -name \"*.so*\" -type f -exec sh -c \"LD_LIBRARY_PATH=/usr/lib/laufmappe/_internal ldd \\\$1 2>/dev/null | grep not.found\" sh {} \;" |
    sort -u | sed "s/^/   not there (only recommended): /" || true
  inside desktop-file-validate /usr/share/applications/laufmappe.desktop && echo "menu entry: valid"
  echo "icons: $(inside find /usr/share/icons/hicolor -path "*/apps/laufmappe.*" | wc -l)"
  for ending in laufmappe laufmappe-karte laufmappe-quittung; do
    person sh -c "cd && : >fall.$ending && mimetype -b fall.$ending && rm fall.$ending"
  done
  person sh -c "xdg-mime query default application/x-laufmappe-parcel"
  for language in C.UTF-8 de_DE.UTF-8; do
    person env MANWIDTH=100 LANGUAGE=${language%%.*} LC_ALL=C.UTF-8 sh -c "man -L ${language%%.*} -E UTF-8 --warnings laufmappe 2>&1 | sed -n 1,5p"
  done

  echo "== window"
  rm -f "$machine/tmp/window.log"
  # Not through the function: its shell would be told to end, and not the program.
  chroot --userspec=visitor:visitor "$machine" /usr/bin/env -i HOME=/home/visitor "${paths[@]}" DISPLAY="$DISPLAY" \
    LAUFMAPPE_LANGUAGE=de laufmappe >"$machine/tmp/window.log" 2>&1 & window=$!
  xdotool search --sync --onlyvisible --name "^Laufmappe$" >/dev/null; sleep 2
  [[ $picture == /dev/null ]] || import -window root "$picture"
  kill "$window"; wait "$window" && echo "told to end: ended by itself"
  cat "$machine/tmp/window.log"

  echo "== every command"
  files >"$machine/tmp/with_program"
  apt install -y --no-install-recommends python3
  person sh -c "cd && python3 /usr/local/share/smoke_test.py laufmappe" || exit 1
  apt purge -y python3; apt autoremove -y --purge

  echo "== over itself, and away"
  apt install -y --reinstall /root/laufmappe.deb; person laufmappe --version
  apt remove -y laufmappe
  left=$(inside find / -xdev -iname "*laufmappe*" -not -path "/proc/*" -not -path "/root/*" -not -path "/home/*" -not -path "/var/lib/dpkg/*" -not -path "/var/cache/*" -not -path "/tmp/*")
  echo "left behind by remove: ${left:-nothing}"
  inside dpkg --purge laufmappe >/dev/null 2>&1 || true; inside dpkg -s laufmappe >/dev/null 2>&1 && echo "purge: still known" || echo "purge: forgotten"
  apt autoremove -y --purge
  files >"$machine/tmp/after"
  echo "other files than before: $(diff "$machine/tmp/before" "$machine/tmp/after" | grep "^[<>]" | grep -v " /home/visitor\| /root" || echo none)"
  inside find /home/visitor -type f
'
