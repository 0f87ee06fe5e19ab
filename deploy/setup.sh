#!/bin/sh
# What the Makefile needs: a virtual environment; a browser, servers and an office suite for the tests; the lock files.
set -eu

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

install_packages() {
    command -v apt-get >/dev/null && as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

# venv PYTHON LOCK: .venv with exactly what a lock file names, and this project in it.
venv() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
        echo "需要 Python 3.11 或更新的版本；已装在别处的，用 make PYTHON=python3.12 这样的写法指定" >&2
        exit 1
    }
    if [ ! -x .venv/bin/pip ]; then
        echo "正在准备运行环境（.venv），第一次需要一两分钟"
        "$1" -m venv --clear .venv >/dev/null 2>&1 || {
            install_packages python3-venv && "$1" -m venv --clear .venv
        } || {
            echo "建不了 .venv：请让管理员安装 python3-venv（apt-get install python3-venv），再试一次" >&2
            exit 1
        }
    fi
    .venv/bin/pip install --quiet --require-hashes -r "$2"
    .venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
}

# browser: a Chromium and a Chinese font for the tests in a real browser, what drives it, and what reads its paper.
browser() {
    command -v pdftotext >/dev/null || install_packages poppler-utils || {
        echo "核对打印的文字缺 pdftotext：请让管理员安装（apt-get install poppler-utils），再试一次" >&2
        exit 1
    }
    .venv/bin/playwright --version >/dev/null 2>&1 || install_packages libatomic1 || {
        echo "驱动浏览器缺一个库：请让管理员安装（apt-get install libatomic1），再试一次" >&2
        exit 1
    }
    for name in chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null; then return; fi
    done
    echo "正在安装测试用的浏览器 Chromium"
    install_packages chromium fonts-noto-cjk || .venv/bin/playwright install --with-deps chromium || {
        echo "装不了 Chromium：请让管理员安装（apt-get install chromium fonts-noto-cjk），再试一次" >&2
        exit 1
    }
}

# servers: the web server that the tests start, and what copies a site to another machine.
servers() {
    PATH="$PATH:/usr/sbin"
    missing=
    command -v nginx >/dev/null || missing="nginx-light"
    command -v rsync >/dev/null || missing="$missing rsync"
    if [ -z "$missing" ]; then return; fi
    echo "正在安装测试用的网站服务器 nginx 和 rsync"
    # shellcheck disable=SC2086
    install_packages $missing || {
        echo "装不了测试用的 $missing：请让管理员安装（apt-get install $missing），再试一次" >&2
        exit 1
    }
    case $missing in *nginx*)
        # Debian starts it at once, open to everyone; the tests start their own.
        as_root systemctl disable --quiet --now nginx 2>/dev/null || true ;;
    esac
}

# links: every link and anchor of site/, which stands at the path of SITE_URL, where one is given.
links() {
    root=$(mktemp -d)
    trap 'rm -rf "$root"' EXIT
    path=$(printf '%s' "${SITE_URL:-}" | sed 's|^[a-z]*://[^/]*||; s|/*$||')
    mkdir -p "$root$path" && rmdir "$root$path" && ln -s "$PWD/site" "$root$path"
    .venv/bin/lychee --offline --include-fragments --no-progress --index-files index.html --root-dir "$root" site
}

# office: a LibreOffice Calc, for the ledger as other programs save it.
office() {
    if command -v soffice >/dev/null; then return; fi
    echo "正在安装测试用的 LibreOffice Calc"
    install_packages libreoffice-calc || {
        echo "装不了 LibreOffice Calc：请让管理员安装（apt-get install libreoffice-calc），再试一次" >&2
        exit 1
    }
}

# lock: the lock files anew from pyproject.toml, with the newest versions that its ranges allow: for the tests, for this
# site, and for the sites that `gongkai new` makes.
lock() {
    .venv/bin/pip install --quiet uv
    compile=".venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes"
    compile="$compile --no-emit-index-url --no-header pyproject.toml"
    $compile --extra build --extra test -o requirements-test.lock
    $compile -c requirements-test.lock --extra build --extra docx --extra xlsx -o requirements.lock
    $compile -c requirements-test.lock --extra site -o requirements-site.lock
}

"$@"
