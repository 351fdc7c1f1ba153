#!/usr/bin/env bash
# Run once by Gradescope, as root, when it builds the image: installs Python 3.11 or newer, and dlgrade.
set -euo pipefail
root="${DLGRADE_AUTOGRADER_ROOT:-/autograder}"
source="$root/source"

find_python() {
  for version in 3.14 3.13 3.12 3.11; do
    if command -v "python$version" > /dev/null && "python$version" -c 'import venv, ensurepip' 2> /dev/null; then
      echo "python$version"
      return
    fi
  done
}

python="$(find_python)"
if [ -z "$python" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  for version in 3.12 3.11; do # Ubuntu 24.04 has the first, 22.04 the second
    if apt-get install -y -qq --no-install-recommends "python$version" "python$version-venv"; then break; fi
  done
  python="$(find_python)"
fi
if [ -z "$python" ]; then
  echo "dlgrade needs Python 3.11 or newer: choose the base image Ubuntu 24.04 in the autograder's settings." >&2
  exit 1
fi

cd "$source"
"$python" -I -m venv "$source/venv"
"$source/venv/bin/python" -I -m pip install --quiet --disable-pip-version-check --requirement "$source/requirements.txt"
"$source/venv/bin/python" -I -m dlgrade doctor || true # for the log of the build: what the sandbox can enforce here
chmod -R o= "$source"
