# make site 建成网站；make test 跑全部测试。其余：serve 预览，check 检查数据。
.PHONY: ready site serve check links verify outside-links test test-office bench gallery long-life schema lock clean

PYTHON ?= python3
BIN := .venv/bin
FORMAT ?= text
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := true
export DISABLE_MKDOCS_2_WARNING := true

# 流水线用到的目标是 ready、site、verify、outside-links；新网站的 Makefile（src/gongkai/starter）也有。
ready: .venv/test-ready

site: .venv/site-ready
	@$(BIN)/gongkai build --format $(FORMAT)

serve: .venv/site-ready
	@$(BIN)/gongkai serve $(ADDRESS)

check: .venv/site-ready
	@$(BIN)/gongkai check

links: .venv/test-ready
	@deploy/setup.sh links

verify: links
	@$(BIN)/gongkai verify site --format $(FORMAT)

# 指向别的网站的链接；它们的差错与本站无关，所以单独查。
outside-links: .venv/test-ready site
	@$(BIN)/lychee --no-progress --max-retries 3 --index-files index.html --root-dir "$(CURDIR)/site" site

test: .venv/test-ready
	@deploy/setup.sh browser && deploy/setup.sh servers
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

# 台账写出、用 LibreOffice 存一遍、导回，什么都不应改变。make test 用存好的样本，不需要 LibreOffice。
test-office: .venv/test-ready
	@deploy/setup.sh office
	@$(BIN)/pytest tests/office/libreoffice.py

bench: .venv/test-ready
	@$(BIN)/python bench/build.py
	@$(BIN)/python bench/search.py
	@$(BIN)/python bench/lighthouse.py
	@$(BIN)/python bench/validity.py
	@deploy/setup.sh servers && $(BIN)/python bench/faults.py

gallery: .venv/test-ready
	@deploy/setup.sh browser
	@$(BIN)/python bench/gallery.py 2>/dev/null && echo "图片在 gallery/"

long-life: .venv/test-ready
	@$(BIN)/python bench/long_life.py

schema: .venv/site-ready
	@$(BIN)/gongkai schema -o data/issues.schema.json

lock: .venv/test-ready
	@deploy/setup.sh lock

clean:
	@rm -rf .venv .long-life site

.venv/site-ready: requirements.lock pyproject.toml
	@deploy/setup.sh venv "$(PYTHON)" requirements.lock && touch $@

.venv/test-ready: .venv/site-ready requirements-test.lock
	@deploy/setup.sh venv "$(PYTHON)" requirements-test.lock && touch $@
