# Sourced by build.sh and test.sh: makes sure that `node` is new enough for Vite 8 (20.19, or 22.12 and later).
# Debian 12 has Node 18; the npm package that carries Node's own binary brings a newer one, into web/.node.

node_fits() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null
}

if ! { command -v node >/dev/null && node_fits node; }; then
  if ! command -v npm >/dev/null; then
    echo "web: npm is needed (apt-get install nodejs npm)" >&2
    exit 1
  fi
  own="$PWD/.node/node_modules/node/bin"
  if ! { [ -x "$own/node" ] && node_fits "$own/node"; }; then
    echo "web: fetching Node 22, for the one at hand is too old" >&2
    mkdir -p .node
    [ -f .node/package.json ] || echo '{"private":true}' > .node/package.json
    npm install --prefix .node --no-audit --no-fund --loglevel=error node@22 >&2
  fi
  PATH="$own:$PATH"
  export PATH
  node_fits node || { echo "web: no Node that Vite can use" >&2; exit 1; }
fi
