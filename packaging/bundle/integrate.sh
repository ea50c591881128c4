#!/bin/sh
# Makes this copy of Atlas known to the desktop of the user who runs it, or takes that back:
#
#     ./integrate.sh install     menu entry, icons, file type, atlas: links, manual, completions
#     ./integrate.sh remove      removes all of these again
#
# Everything goes below the user's own data folder; nothing needs an administrator.
set -eu
# A path is bytes to `sed`, whatever letters they are.
LC_ALL=C
export LC_ALL

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-}
# Desktops pass over a folder that depends on where one stands.
case $data in
/*) ;;
*) data=$HOME/.local/share ;;
esac

usage() {
    echo "Usage: ${0##*/} install|remove" >&2
    exit 2
}

fail() {
    echo "$1" >&2
    exit 1
}

# A path as a word of a command in a desktop entry: in quotes, with what is special in them escaped. The
# command is a value of the entry as well, in which each backslash is doubled once more.
as_word() {
    printf '%s\n' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/.*/"&"/'
}

# What `sed` puts in for something it found, with that command's own special signs escaped.
as_replacement() {
    printf '%s\n' "$1" | sed -e 's/[\\&|]/\\&/g'
}

# The command that starts Atlas, as a desktop entry has it.
command_line() {
    case $1 in
    # GLib looks for a program under the name with the signs doubled, finds none and drops the entry; only
    # behind another program does it read them rightly. (`env` would take "=" in a path for its own.)
    *%*) printf 'nice -n 0 %s\n' "$(as_word "$1")" ;;
    *[!A-Za-z0-9/._+,:@-]*) as_word "$1" ;;
    # Some versions of xdg-open leave quotes on, so there are none where none are needed.
    *) printf '%s\n' "$1" ;;
    esac
}

each_file() {
    (cd "$here/share" && find . -type f | sort)
}

install_file() {
    mkdir -p "$data/${1%/*}"
    case $1 in
    *.desktop)
        program=$(as_replacement "$(command_line "$here/atlas-gui")")
        sed -e "s|^Exec=atlas-gui|Exec=$program|" "$here/share/$1" >"$data/$1"
        ;;
    *) cp "$here/share/$1" "$data/$1" ;;
    esac
}

remove_file() {
    rm -f "$data/$1"
    folder=${1%/*}
    while [ "$folder" != . ] && rmdir "$data/$folder" 2>/dev/null; do
        folder=${folder%/*}
    done
}

# What lists entries and types for the desktop; where there is no such program, nothing reads the lists.
tell_desktop() {
    if [ -d "$data/applications" ] && command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$data/applications" || true
    fi
    if [ -d "$data/mime/packages" ] && command -v update-mime-database >/dev/null; then
        update-mime-database "$data/mime" >/dev/null 2>&1 || true
    fi
}

# Lists made for entries and types of which there are none any more.
sweep_lists() {
    if [ -f "$data/applications/mimeinfo.cache" ] &&
        ! find "$data/applications" -name '*.desktop' | grep -q .; then
        rm -f "$data/applications/mimeinfo.cache"
        rmdir "$data/applications" 2>/dev/null || true
    fi
    if [ -d "$data/mime" ] && ! find "$data/mime" -path '*/packages/*' | grep -q .; then
        for list in XMLnamespaces aliases generic-icons globs globs2 icons magic mime.cache \
            subclasses treemagic types version application/x-atlas-gui-library+json.xml; do
            rm -f "$data/mime/$list"
        done
        find "$data/mime" -depth -type d -empty -delete
    fi
}

[ $# -eq 1 ] || usage
[ -d "$here/share" ] || fail "The folder share is missing beside this script: unpack the whole archive."
case $here in
*'
'*) fail "The name of a folder above this one has a line break, which no menu can hold." ;;
esac
case $1 in
install)
    each_file | while IFS= read -r file; do install_file "$file"; done
    tell_desktop
    echo "Atlas is in the menu, and opens libraries and atlas: links."
    ;;
remove)
    each_file | while IFS= read -r file; do remove_file "$file"; done
    tell_desktop
    sweep_lists
    echo "Atlas is not in the menu any more. This folder can be deleted."
    ;;
*) usage ;;
esac
