#!/bin/sh
# Whether every file of this kit is as it was made, none is missing and none was added: 0 and a sentence, else 1.
cd "$(dirname "$0")" || exit 1
export LC_ALL=C
if command -v sha256sum >/dev/null; then check="sha256sum"; else check="shasum -a 256"; fi
[ -f SHA256SUMS ] || { echo "SHA256SUMS is missing. Do not install from this kit." >&2; exit 1; }
faults=$($check -c SHA256SUMS 2>/dev/null | grep -v ': OK$')
[ -n "$faults" ] || $check -c SHA256SUMS >/dev/null 2>&1 || faults="SHA256SUMS cannot be read"
listed=$(cut -c 67- SHA256SUMS | sort)
present=$(find . ! -type d ! -path ./SHA256SUMS | cut -c 3- | sort)
if [ -n "$faults" ] || [ "$listed" != "$present" ]; then
    echo "This kit is not as it was made. Do not install from it; ask for it again." >&2
    [ -z "$faults" ] || echo "$faults" >&2
    echo "$present" | while read -r name; do
        echo "$listed" | grep -qxF -- "$name" || echo "$name: was added" >&2
    done
    exit 1
fi
echo "All $(echo "$listed" | wc -l | tr -d ' ') files of this kit are as they were made."
