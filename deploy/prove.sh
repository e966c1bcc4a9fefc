#!/usr/bin/env bash
# The steps of the Dockerfile in a clean folder, where no container engine is at hand: wheel, install, index, ask, serve,
# backup, restore. DEPENDENCIES: a site-packages folder that holds them (saves the download); else pip fetches them.
#   deploy/prove.sh [FOLDER]
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
python=${PYTHON:-python3}
mkdir -p "$folder/wheel" "$folder/empty" && cd "$folder"

git -C "$project" ls-files -z --cached --others --exclude-standard | (cd "$project" && xargs -0 -I{} sh -c '[ -f "$1" ] && printf "%s\0" "$1"' _ {}) > files
mkdir -p source && tar -C "$project" --null -T files -cf - | tar -C source -xf -
"$python" -m venv venv
if [ -n "${DEPENDENCIES:-}" ]; then
  PYTHONPATH=$DEPENDENCIES venv/bin/python -m pip wheel -q --no-deps --no-build-isolation -w wheel ./source
  venv/bin/python -m pip install -q --no-deps --no-index wheel/*.whl
  echo "$DEPENDENCIES" > "$(echo venv/lib/python3*/site-packages)/dependencies.pth"
else
  venv/bin/python -m pip wheel -q --no-deps -w wheel ./source
  venv/bin/python -m pip install -q -c "$project/constraints.txt" wheel/*.whl
fi
rm -rf source
ls -l wheel

cd empty
export HF_HUB_OFFLINE=1 ASSISTANT_INDEX=$folder/empty/index
coding=$folder/venv/bin/rehab-coding
venv_place=$("$folder/venv/bin/python" -c "import assistant; print(assistant.__file__)")
case $venv_place in "$folder"/venv/*) echo "installed: $venv_place" ;; *) echo "not the wheel's own: $venv_place"; exit 1 ;; esac
[ -n "${SEED:-}" ] && mkdir -p index && cp "$SEED"/vectors.sqlite index/
"$coding" ingest
"$coding" ask "Medicare: 33 minutes of 97110 and 7 of 97140. Units?"
"$coding" units 97110=23 97140=10
"$coding" backup ../saved.tar.gz
ASSISTANT_INDEX=$folder/empty/again "$coding" restore ../saved.tar.gz
ASSISTANT_INDEX=$folder/empty/again "$coding" ask "When does KX go on a claim?" | head -5
port=${PORT:-7891}
ASSISTANT_PORT=$port "$coding" serve & server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 120); do "$python" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/readyz', timeout=5)" 2>/dev/null && break; sleep 1; done
"$python" - "$port" <<'PY'
import json, sys, urllib.request
asked = urllib.request.Request(f"http://127.0.0.1:{sys.argv[1]}/api/ask", json.dumps({"question": "When does KX go on a claim?"}).encode(), {"Content-Type": "application/json"})
print(json.load(urllib.request.urlopen(asked, timeout=60))["answer"][:200])
PY
kill $server; wait $server 2>/dev/null || true
echo "proved in $folder"
