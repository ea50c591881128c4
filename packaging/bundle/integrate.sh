#!/bin/sh
# Makes this copy of Atlas known to the desktop of the user who runs it, or takes that back:
#
#     ./integrate.sh install     menu entry, icons, file type, atlas: links, manual, completions
#     ./integrate.sh remove      removes all of these again
#
# Everything goes below the user's own data folder; nothing needs an administrator.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}

usage() {
    echo "Usage: ${0##*/} install|remove" >&2
    exit 2
}

# A path as a desktop entry has it: in quotes, with what is special there escaped.
quoted() {
    printf '%s' "$1" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g' -e 's/.*/"&"/'
}

each_file() {
    (cd "$here/share" && find . -type f | sort)
}

install_file() {
    mkdir -p "$data/${1%/*}"
    case $1 in
    *.desktop)
        # `sed` reads the path as a replacement: its own special signs are escaped once more.
        program=$(quoted "$here/atlas-gui" | sed -e 's/[\\&|]/\\&/g')
        sed -e "s|^Exec=atlas-gui|Exec=$program|" -e "s|^TryExec=.*|TryExec=$here/atlas-gui|" \
            "$here/share/$1" >"$data/$1"
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
