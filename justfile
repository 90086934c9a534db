# The tasks of this project, one word each: `uv run just`, or `just` where it is installed.

# Words reach the programs as they were given, with their spaces; on Windows this needs Git's `sh`.
set positional-arguments

windowless := "tests/api tests/browsers tests/cli tests/contracts tests/demo tests/domain tests/services tests/store tests/wording"

[private]
default:
    @just --list --unsorted

# open the window on the demo service
run *words:
    uv run --frozen --no-dev ltx-desktop --demo "$@"

# run all tests
test *words:
    uv run --frozen pytest "$@"

# run the tests that need no window
quick *words:
    uv run --frozen pytest {{ windowless }} "$@"

# run log-ins with real browsers
test-log-in *words:
    uv run --frozen pytest -m browsers -n 3 tests/log_in "$@"

# run the long random tests
soak *words:
    uv run --frozen pytest -m soak -s -n 0 -o faulthandler_timeout=0 "$@"

# fuzz the reading of pastes, into a folder
fuzz folder *words:
    uv run --frozen --with atheris python tests/fuzz/fuzz_read_paste.py "$@"

# check style and format
lint:
    uv run --frozen ruff check
    uv run --frozen ruff format --check

# mend style and format where that is safe
format:
    uv run --frozen ruff check --fix
    uv run --frozen ruff format

# check types
types:
    uv run --frozen mypy

# measure how much of domain, api, store, services and browsers their own tests cover
coverage:
    uv run --frozen python tests/coverage_by_folder.py

# bring the translations up to date, and list what is left to translate
translations *languages:
    uv run --frozen python packaging/catalogues.py "$@"

# draw the screenshots of the documentation
screenshots:
    uv run --frozen python packaging/screenshots.py

# draw every screen into a folder, to look at
screens folder *words:
    uv run --frozen python packaging/render_screens.py "$@"

# write the licences of everything that comes along
notices:
    uv run --frozen python packaging/notices.py

# measure start, memory, table, refresh and pastes against their floors
benchmark *words:
    uv run --frozen python tests/benchmarks/run.py "$@"

# show where the time until the first frame goes
start-phases:
    uv run --frozen python tests/benchmarks/start_phases.py

# build what is installed: folder, wheel, deb, flatpak, windows or macos
build kind:
    uv run --frozen --no-dev --group packaging python packaging/build.py "$@"

# make and try a part of a release: debian, flatpak, windows or macos; then make its sums or draft
release part:
    uv run --frozen --no-dev python packaging/release.py "$@"

# look for known vulnerabilities in the dependencies
audit:
    uv audit --frozen --preview-features audit-command

# install hooks that check lint and format before each commit, types before each push
hooks:
    uv run --frozen prek install --hook-type pre-commit --hook-type pre-push
