# 报纸排版 newspaper typesetting. `make` lists what can be done.
# The first use sets everything up: .venv/ from the hashed lock, then fonts/ through a per-user cache.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help issue check desk preview test test-long day pictures golden coverage mutate bench gallery fuzz lock clean

BIN    := .venv/bin
READY  := .venv/.ready
DEV    := .venv/.ready-dev
FONTS  := .venv/.fonts
CHECKED := fonts/.checked.json

# Byte code is kept, whatever the shell says: a thousand processes of the tests would each compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

# Set up again when the interpreter is gone or the project was moved, since scripts in .venv/ hold its place.
ifneq ($(shell test -x $(BIN)/python && test -x $(BIN)/layout && cat .venv/.root 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
ifeq ($(wildcard $(CHECKED)),)
.PHONY: $(FONTS)
endif

help: ## 列出这些目标 list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

issue: $(READY) $(FONTS) ## 排印一期 build an issue: make issue N=2346
	@$(need_number)
	@$(BIN)/layout issue $(N) $(ARGS)

check: $(READY) $(FONTS) ## 只检查不出片 diagnostics only: make check N=2346
	@$(need_number)
	@$(BIN)/layout check $(N) $(ARGS)

desk: $(READY) $(FONTS) ## 编辑窗 the desk's window: make desk N=2346
	@$(need_number)
	@$(BIN)/layout desk $(N) $(ARGS)

preview: $(READY) $(FONTS) ## 浏览器里实时预览 live preview: make preview N=2346
	@$(need_number)
	@$(BIN)/layout preview $(N) $(ARGS)

test: $(DEV) $(FONTS) ## 全部检查与测试 lint, types, import contract, tests
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/mypy & types=$$!; $(BIN)/python -m pytest -q $(CORES) $(ARGS); tests=$$?; wait $$types && exit $$tests

# The day's acts follow each other, so that it is played in one process; whoever chooses tests by ARGS chooses none of it.
test-long: $(DEV) $(FONTS) ## 长的测试：报社的一天、整期、怪稿 the long tests: a day at the paper, whole issues, hostile copy
	@$(BIN)/python -m pytest -q -m "long or chance" $(CORES) --ignore tests/day $(ARGS)
	@test -n "$(ARGS)" || $(BIN)/python -m pytest -q -p no:xdist -m long tests/day

day: $(DEV) $(FONTS) ## 报社的一天：从来稿到更正，写出用时表 a day at the paper, played with real parts; writes docs/day.md
	@$(BIN)/python -m pytest -q -p no:xdist -m long tests/day --update-golden $(ARGS)

pictures: $(DEV) $(FONTS) ## 重画 README 的插图 draw the pictures of README anew, from real output
	@$(BIN)/python -m tests.day.readme_pictures $(ARGS)

golden: $(DEV) $(FONTS) ## 重写存档的期望结果 write kept results anew, then read git diff
	@$(BIN)/python -m pytest -q -m golden --update-golden $(ARGS)
	@git --no-pager diff --stat -- tests

coverage: $(DEV) $(FONTS) ## 测试覆盖率，按文件夹 what the tests run, folder by folder, child processes included
	@$(BIN)/python -m tests.tools.coverage_by_folder $(ARGS)

mutate: $(DEV) $(FONTS) ## 逐条破坏规则，看测试知不知道 break every rule in turn and list what no test notices
	@$(BIN)/python -m tests.tools.mutate $(ARGS)

bench: $(DEV) $(FONTS) ## 测速 measure speed and quality, beside other programs where installed
	@for bench in $(BENCHES); do echo "== $$bench"; $(BIN)/python -m "tests.benches.$$bench" || exit 1; done

gallery: $(DEV) $(FONTS) ## 看版：四十期自编样报的缩略图 forty made issues on sheets of thumbnails, to be looked at
	@$(BIN)/python -m tests.gallery.show $(ARGS)

fuzz: $(DEV) $(FONTS) ## 乱码试验 damaged inputs, a minute each: reader, composer, import, verify, package
	@$(BIN)/python -m tests.tools.fuzz $(ARGS)

lock: $(READY) ## 更新锁定文件 renew both lock files from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.10'
	@$(BIN)/uv pip compile pyproject.toml --group setup $(LOCKED) -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev $(LOCKED) -o requirements-dev.lock
	@$(BIN)/uv pip compile --group client $(LOCKED) -o layout/fetched/client.lock

clean: ## 清除缓存，成品不动 remove caches; finished issues stay
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build layout.egg-info output/.cache
	@find layout tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Tests run on every core and one process more, a file mostly in one, so that what it prepares is prepared once.
# `make test CORES=` uses one.
CORES := -n auto --dist worksteal

BENCHES = $(basename $(notdir $(wildcard tests/benches/bench_*.py)))

LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

define need_number
if test -z "$(N)"; then echo '请写期号 give the issue number: make $@ N=2346' >&2; exit 2; fi
endef

# The first interpreter that is new enough; PYTHON=… names another.
define prepare
for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
    exec "$$python" .ci/prepare.py $(1); \
  fi; \
done; \
echo '需要 Python 3.11 或更新的版本，这里没有找到；装好后再试，或用 PYTHON=路径 指明' >&2; \
echo 'Python 3.11 or newer is needed and was not found; install it, or name it with PYTHON=PATH' >&2; \
exit 1
endef

$(READY): requirements.lock pyproject.toml .ci/prepare.py
	@$(call prepare,run)

$(DEV): requirements-dev.lock $(READY)
	@$(call prepare,dev)

$(FONTS): fonts/fonts.yaml layout/fetched/scripts.yaml | $(READY)
	@$(BIN)/layout fonts --install
	@touch $@
