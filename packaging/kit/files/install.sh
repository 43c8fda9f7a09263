#!/bin/sh
# sh install.sh FOLDER: the program in a virtual environment of its own, from this kit alone. Needs Python with venv.
set -eu
kit=$(cd "$(dirname "$0")" && pwd)
[ $# = 1 ] || { echo "Say where to install: sh install.sh FOLDER" >&2; exit 2; }
[ ! -e "$1" ] || { echo "$1 is there already. Name a folder that is not, or delete it first." >&2; exit 2; }
sh "$kit/verify.sh"
"${PYTHON:-python3}" -m venv "$1"
# --isolated: no index, folder or option of this machine's own settings takes part.
pip() { "$venv/bin/python" -m pip --isolated --disable-pip-version-check install --quiet --no-index "$@"; }
venv=$1
pip --require-hashes --find-links "$kit/wheels" --requirement "$kit/requirements.txt"
pip --no-deps "$kit"/wheels/cpcl_desktop-*.whl
cp -R "$kit/share" "$venv/"
echo "Installed. Start $1/bin/cpcl-desktop, or try $1/bin/cpcl demo; to remove it, delete $1."
