# shellcheck shell=sh
# A throw-away PostgreSQL for tests: `postgres_up` makes one that ends with the shell that called it.
# It listens on a socket in its own folder only, and nobody waits for its disk.

# Prints the folder of PostgreSQL's programs, where Debian or a path has them; the newest where there are several.
postgres_programs() {
    for folder in /usr/lib/postgresql/*/bin; do [ ! -x "$folder/initdb" ] || newest=$folder; done
    [ -n "${newest:-}" ] || newest=$(dirname "$(command -v initdb)") && [ -x "$newest/postgres" ] && printf '%s\n' "$newest"
}

has_postgres() { postgres_programs >/dev/null 2>&1; }

# Root must not run PostgreSQL: Debian's package brings a user for it.
postgres_as() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

# Sets PORTAL_TEST_POSTGRES to the address of a database: that of DATABASE_URL, or one made here.
postgres_up() {
    [ -z "${PORTAL_TEST_POSTGRES:-}" ] || return 0
    case ${DATABASE_URL:-} in postgres*)
        export PORTAL_TEST_POSTGRES="$DATABASE_URL"
        return 0
        ;;
    esac
    programs=$(postgres_programs) || return 0
    postgres_home=$(mktemp -d "${TMPDIR:-/tmp}/pg.XXXXXX") # short, since the path of a socket has 107 bytes at most
    trap postgres_down EXIT
    trap 'exit 130' HUP INT TERM
    [ "$(id -u)" != 0 ] || chown postgres "$postgres_home"
    postgres_start >"$postgres_home.log" 2>&1 || {
        cat "$postgres_home.log" >&2
        printf 'run: PostgreSQL did not start\n' >&2
        return 0
    }
    PORTAL_TEST_POSTGRES="postgres://portal@$(printf '%s' "$postgres_home" | sed 's,/,%2F,g')/postgres"
    export PORTAL_TEST_POSTGRES
}

postgres_start() {
    postgres_as "$programs/initdb" -D "$postgres_home/data" -U portal -A trust -E UTF8 --no-locale --no-sync &&
        postgres_as "$programs/pg_ctl" -D "$postgres_home/data" -w -l "$postgres_home/log" start -o \
            "-k $postgres_home -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
}

postgres_down() {
    postgres_as "$programs/pg_ctl" -D "$postgres_home/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$postgres_home" "$postgres_home.log"
}
