#!/usr/bin/env bash
# Follows the steps of the Dockerfile without a Docker engine, starts what comes of it as a user
# who may write to nothing but the data folder, and asks for its health as the image does. Needs
# root, for another user to be set, and what the first stage installs: a compiler and python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

user=65534
port=${PORT:-3999}
stages=$(mktemp -d)
context=$stages/context
trap 'kill "${service:-}" 2>/dev/null || true; rm -rf "$stages"' EXIT

# Where Node came with its headers, compiling better-sqlite3 needs no download.
home=$(node -p 'path.resolve(process.execPath, "../..")')
if [ -f "$home/include/node/node.h" ]; then export npm_config_nodedir=$home; fi

# What is under version control is what a clone would build from.
mkdir "$context"
git archive HEAD | tar --extract --directory "$context"

stage='' root='' workdir='' command='' health=''
while IFS= read -r line; do
  read -r instruction rest <<<"$line"
  case $instruction in
    FROM)
      stage=${rest##* AS }
      [ "$stage" != "$rest" ] || stage=final
      root=$stages/$stage
      mkdir -p "$root"
      ;;
    WORKDIR)
      workdir=$rest
      mkdir -p "$root$workdir"
      ;;
    COPY)
      from=$context
      if [[ $rest == --from=* ]]; then
        from=$stages/${rest#--from=}
        from=${from%% *}
        rest=${rest#* }
      fi
      read -ra paths <<<"$rest"
      to=$root$workdir/${paths[-1]}
      [[ $to != */ ]] || mkdir -p "$to"
      for path in "${paths[@]::${#paths[@]}-1}"; do
        if [ -d "$from/$path" ]; then mkdir -p "$to" && cp -a "$from/$path/." "$to"; else cp -a "$from/$path" "$to"; fi
      done
      ;;
    RUN)
      [[ $rest == apt-get* ]] && continue
      echo "--- $stage: $rest"
      rest=${rest// \/data/ $root/data}
      (cd "$root$workdir" && bash -ec "${rest//node:node/$user:$user}")
      ;;
    CMD) command=$rest ;;
    HEALTHCHECK) health=${rest#*CMD } ;;
  esac
done < <(sed -e '/^#/d' -e ':join' -e '/\\$/{N;s/\\\n *//;b join' -e '}' Dockerfile)

app=$root/app
chown -R root:root "$app"
chmod -R u=rwX,go=rX,a-w "$app"
chmod 755 "$stages" "$root"
echo "--- contents"
du -sh "$app"/* | sed "s|$app/||"
du -sh "$app/node_modules"/* | sort -rh | head -8 | sed "s|$app/||"
find "$app" \( -name '*.ts' -o -name .env -o -name '*.sqlite' \) -not -path '*/node_modules/*' -print -quit |
  { ! grep . ; } || { echo 'The image holds what it should not'; exit 1; }

# ["a", "b"] as lines.
words() { node -p 'JSON.parse(process.argv[1]).join("\n")' "$1"; }
mapfile -t start < <(words "$command")
mapfile -t ask < <(words "$health")
as_nobody=(setpriv --reuid=$user --regid=$user --clear-groups --no-new-privs
  env -i "PATH=$PATH" HOME=/nonexistent NODE_ENV=production HOST=127.0.0.1 "PORT=$port" "DATABASE=$root/data/nianbao.sqlite")

if "${as_nobody[@]}" touch "$app/x" 2>/dev/null; then echo 'The tree can be written to'; exit 1; fi
echo "--- ${start[*]}"
cd "$app"
began=$(date +%s%N)
"${as_nobody[@]}" "${start[@]}" &
service=$!
until "${as_nobody[@]}" "${ask[@]}"; do
  kill -0 "$service"
  sleep 0.1
done
echo "Healthy after $((($(date +%s%N) - began) / 1000000)) ms, $(ps -o rss= -p "$service") KiB resident"
node -e "fetch('http://127.0.0.1:$port/openapi.json').then((answer) => process.exit(answer.ok ? 0 : 1))"
kill -TERM "$service"
wait "$service"
echo "Stopped with 0; $(find "$root/data" -type f | wc -l) file in the data folder"
