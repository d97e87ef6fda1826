# qb: a question bank as a Unix toolchain.  `make help` lists the targets.
VERSION = 0.2.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/qb
DOCDIR ?= $(PREFIX)/share/doc/qb
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d

CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
TESTS ?= tests
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wformat=2 -Wundef -Wvla
# 32-bit systems get the times and file sizes of all others.
DEFS = -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -DQB_VERSION='"$(VERSION)"' -DQB_DATADIR='"$(DATADIR)"'

# Buffer checks of the C library, which need optimization, and of the compiler.
HARDEN = $(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2) -fstack-protector-strong

# pkg-config runs when a recipe first needs it, since `make deps today` installs the packages
# first, and only once: its output becomes the value of the variable.
pkg = $(eval $(1) := $$(shell $$(PKG_CONFIG) $(2)))$($(1))
PKGS = libpcre2-8 libutf8proc libxxhash
PKG_CFLAGS = $(call pkg,PKG_CFLAGS,--cflags $(PKGS))
PKG_LIBS = $(call pkg,PKG_LIBS,--libs $(PKGS))
PDF_CFLAGS = $(call pkg,PDF_CFLAGS,--cflags pangocairo fontconfig)
PDF_LIBS = $(call pkg,PDF_LIBS,--libs pangocairo fontconfig)
APKG_CFLAGS = $(call pkg,APKG_CFLAGS,--cflags sqlite3 libarchive)
APKG_LIBS = $(call pkg,APKG_LIBS,--libs sqlite3 libarchive)
JSON_LIBS = $(call pkg,JSON_LIBS,--libs jansson)
HTML_CFLAGS = $(call pkg,HTML_CFLAGS,--cflags libxml-2.0)
HTML_LIBS = $(call pkg,HTML_LIBS,--libs libxml-2.0)
MD_LIBS = $(call pkg,MD_LIBS,--libs md4c-html)
LDLIBS = -lcsv $(PKG_LIBS) -lm

# Products and sums are rounded one by one, as on every other machine.
EXACT = -ffp-contract=off
# The x87 unit rounds in its own way, so on i386 arithmetic is that of x86-64.
i386 = $(filter i386-% i486-% i586-% i686-%,$(shell $(CC) -dumpmachine))
ARCH_CFLAGS = $(eval ARCH_CFLAGS := $(if $(i386),-msse2 -mfpmath=sse))$(ARCH_CFLAGS)

# Recipes print a short line; V=1 prints the commands instead.  With `today` only programs
# are named, so that the questions and what went before fit on a screen.
ifeq ($(V),1)
say =
else
say = @$(if $(filter today,$(MAKECMDGOALS)),$(if $(filter CC AR EMBED,$(1)),:,$(sayline)),$(sayline));
sayline = printf '  %-6s%s\n' $(1) $(2)
endif

TOOLS = qb-list qb-grep qb-pick qb-format qb-score qb-stats qb-fit qb-merge qb-diff qb-import qb-edit qb-quiz qb-progress

# The modules of each folder of src, in order of dependency: see src/README.
BASE = mem slice buf list utf8 error fd map number date term replace out sandbox texts progress
TSV = escape scan sniff csvblock csv reader file
SEARCH = needle skip literal prefilter token trie pattern budget engine group regex
BANK = record index operands bank columns projection widths table writer choices choiceorder choicegift
MARKUP = charref mdtext meta title xmltext
QUERY = match select sort count sample quota strata choose pick check problems hints threshold words wordsets alike pairs likenotes numbering side merge merge3 compare worddiff
REVIEW = fsrs log collect history replay schedule progress trace days dataset blocks fit fit-first fit-backward fit-avx2 metrics
MARK = answer near negation denial rubricitem rubric marks choicemark rubrics report
FORMAT = registry job choicelist sheet text plaintext wrap md mdchoices mdsheet html htmlparts htmlsheet htmltext json csv gift anki moodle moodleparts aiken encode template
PDF = type block doc span text page draw paint catalog file front choice meta sheet booklet
APKG_WRITE = deck sides write
APKG_READ = sides package collection note read
IMPORT = registry guess decode after rows setchoices loose names options optionkey notes layout records metadata keys csv json jsonoptions anki/anki anki/header anki/columns anki/cloze aiken reviews revlog gift/gift gift/answer gift/stem gift/text libxml $(MOODLE:%=moodle/%) $(MD:%=md/%) $(HTML:%=html/%) md/tasks md/blocks
STATS = cell gradebook moments items paper agree trial points
QUIZ = append mend journal deck selection session choose written face page tty ttymode child ui lines screen ask summary quiz
HTML = html elements entity tree inline escape write block walk pre table
MOODLE = common xml own answer question moodle
XML = libxml html/tree html/entity $(MOODLE:%=moodle/%)
SHAPES = shape shape-headings shape-details shape-items shape-numbered shape-bold shape-dialogue shape-table shape-cards
MD = md list outline parse item itemparts marker account comment heading native scan scanline prompt lead level unit $(SHAPES) \
	details choice choices tags clean body questions rest page
CHART = figures svg calendar plots tables page
LIB = $(BASE:%=base/%) $(TSV:%=tsv/%) $(SEARCH:%=search/%) $(BANK:%=bank/%) $(MARKUP:%=markup/%) $(QUERY:%=query/%) \
	$(REVIEW:%=review/%) $(MARK:%=mark/%) $(STATS:%=stats/%) cmd/opt cmd/args cmd/tool cmd/confine cmd/logs
COMMONMARK = markup/commonmark markup/mdsafe markup/linklimit
FORMATS = $(FORMAT:%=format/%) $(COMMONMARK)
PROGRAMS = $(TOOLS) qb-format-pdf qb-format-apkg qb-import-apkg
DIRS = $(BINDIR) $(DATADIR) $(DOCDIR)/examples $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 $(BASHDIR) $(ZSHDIR) $(FISHDIR)
FILL = sed 's,/usr/local/bin,@BINDIR@,g; s,/usr/local/share/doc/qb,@DOCDIR@,g; s,/usr/local/share/qb,@DATADIR@,g; \
	s,@BINDIR@,$(BINDIR),g; s,@DATADIR@,$(DATADIR),g; s,@DOCDIR@,$(DOCDIR),g; s,@VERSION@,$(VERSION),g'
PAGES = $(wildcard man/*.[157])
SCRIPTS = .ci/run $(wildcard src/cmd/*.sh) src/share/examples/pre-commit man/img/make.sh $(wildcard src/build/*.sh src/packaging/*.sh src/packaging/*/*.sh tests/*.sh tests/*/*.sh tests/*.t)
SOURCES = $(filter-out %.css.h %.js.h,$(wildcard src/*/*.[ch] src/*/*/*.[ch] tests/*.c tests/fuzz/*.[ch] tests/unit/*.[ch]))

# SANITIZE=1 and VALGRIND=1 build below $(O), without the sandbox, which would prevent
# writing diagnostics.
unexport SANITIZE VALGRIND
ifdef SANITIZE
UNDER = sanitize
WATCH = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DNO_SANDBOX
else ifdef VALGRIND
UNDER = valgrind
WATCH = -DNO_SANDBOX
endif
O = $(UNDER:%=build/$(notdir $(CC))-%/)
$(if $(O),$(shell mkdir -p $(O)bin $(addprefix $(O),$(sort $(dir $(SOURCES))))))
WATCHED = $(or $(WATCH),$(HARDEN))
COMPILE = $(CC) -std=c11 $(EXACT) -Isrc $(DEFS) $(WARN) $(CPPFLAGS) $(PKG_CFLAGS) $(EXTRA_CFLAGS) $(ARCH_CFLAGS) $(CFLAGS) $(WATCHED)
LINK = $(call say,LINK,$@)$(CC) $(CFLAGS) $(WATCHED) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^)

all: $(PROGRAMS:%=$(O)bin/%) ## build the tools into bin/

$(O)bin/%: $(O)src/cmd/%.o $(O)src/libqb.a
	$(LINK) $(LDLIBS)

$(O)bin/qb-grep: $(O)src/cmd/patterns.o

$(O)bin/qb-diff: $(O)src/cmd/diff-words.o $(O)src/format/wrap.o

$(O)bin/qb-edit: src/cmd/qb-edit.sh Makefile
	$(call say,FILL,$@)$(FILL) $< >$@ && chmod 755 $@

$(O)bin/qb-fit: LDLIBS += -pthread

# Programs with one main: -t pdf of qb-format runs qb-format-pdf, -t apkg qb-format-apkg.
$(O)bin/qb-format $(O)bin/qb-format-pdf $(O)bin/qb-format-apkg: $(O)src/cmd/format-main.o $(O)src/cmd/exec.o $(O)src/cmd/paper-options.o $(FORMATS:%=$(O)src/%.o)
$(O)bin/qb-format: $(O)src/cmd/qb-format.o $(O)src/libqb.a
	$(LINK) $(MD_LIBS) $(LDLIBS)

$(O)bin/qb-format-pdf: $(O)src/cmd/qb-format-pdf.o $(PDF:%=$(O)src/format/pdf/%.o) $(O)src/libqb.a
	$(LINK) $(PDF_LIBS) $(MD_LIBS) $(LDLIBS)

$(O)bin/qb-format-apkg: $(O)src/cmd/qb-format-apkg.o $(APKG_WRITE:%=$(O)src/apkg/%.o) $(O)src/libqb.a
	$(LINK) $(APKG_LIBS) $(MD_LIBS) $(LDLIBS)

$(O)bin/qb-quiz: $(O)src/cmd/qb-quiz.o $(O)src/cmd/quiz-options.o $(QUIZ:%=$(O)src/quiz/%.o) $(O)src/format/plaintext.o $(O)src/format/wrap.o $(COMMONMARK:%=$(O)src/%.o) $(O)src/libqb.a
	$(LINK) $(MD_LIBS) $(LDLIBS)

$(O)bin/qb-progress: $(O)src/cmd/qb-progress.o $(CHART:%=$(O)src/chart/%.o) $(FORMATS:%=$(O)src/%.o) $(O)src/libqb.a
	$(LINK) $(MD_LIBS) $(LDLIBS)

$(PDF:%=$(O)src/format/pdf/%.o): EXTRA_CFLAGS = $(PDF_CFLAGS)

$(APKG_WRITE:%=$(O)src/apkg/%.o) $(APKG_READ:%=$(O)src/apkg/%.o): EXTRA_CFLAGS = $(APKG_CFLAGS)

$(O)bin/qb-import $(O)bin/qb-import-apkg: $(O)src/cmd/import-main.o $(O)src/cmd/exec.o $(IMPORT:%=$(O)src/import/%.o) $(COMMONMARK:%=$(O)src/%.o)
$(O)bin/qb-import: $(O)src/cmd/qb-import.o $(O)src/libqb.a
	$(LINK) $(MD_LIBS) $(JSON_LIBS) $(HTML_LIBS) $(LDLIBS)

$(O)bin/qb-import-apkg: $(O)src/cmd/qb-import-apkg.o $(APKG_READ:%=$(O)src/apkg/%.o) \
		$(O)src/format/choicelist.o $(O)src/format/job.o $(O)src/format/htmltext.o $(O)src/libqb.a
	$(LINK) $(APKG_LIBS) $(MD_LIBS) $(JSON_LIBS) $(HTML_LIBS) $(LDLIBS)

$(XML:%=$(O)src/import/%.o): EXTRA_CFLAGS = $(HTML_CFLAGS)

$(O)bin/try-sandbox: tests/sandbox.c $(O)src/libqb.a
	$(call say,LINK,$@)$(COMPILE) $(LDFLAGS) -o $@ $^ $(LDLIBS)

check: $(O)bin/try-sandbox

$(O)src/libqb.a: $(LIB:%=$(O)src/%.o)
	$(call say,AR,$@)rm -f $@ && $(AR) rcs $@ $^

# A file to embed in a page, as C, with its hash.
EMBEDDED = src/format/page.css.h src/format/page.js.h src/chart/chart.css.h
$(EMBEDDED): %.h: % src/build/embed.awk
	$(call say,EMBED,$<){ sha256sum $< || shasum -a 256 $<; } 2>/dev/null | awk -f src/build/embed.awk name=$(subst .,_,$(notdir $<)) - $< >$@

$(O)src/format/html.o: src/format/page.css.h src/format/page.js.h
$(O)src/chart/page.o: src/format/page.css.h src/chart/chart.css.h

$(O)%.o: %.c Makefile
	$(call say,CC,$<)$(COMPILE) -MMD -MP -c -o $@ $<

-include $(wildcard $(O)src/*/*.d $(O)src/*/*/*.d)

deps: ## install missing packages with the system's package manager
	@CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' PKG_CONFIG='$(PKG_CONFIG)' sh src/build/deps.sh

deps-build: ## install only what building needs
deps-optional deps-bench: ## install what some tests and the benchmark need
deps-build deps-optional deps-bench:
	@CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' PKG_CONFIG='$(PKG_CONFIG)' sh src/build/deps.sh $(@:deps-%=%)

ifneq ($(filter deps%,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

today: all ## print today's five questions
	@bin/qb-pick --daily -n 5 bank.tsv | bin/qb-format

check: all ## run the tests; SANITIZE=1: under ASan, UBSan; VALGRIND=1: valgrind
	@mkdir -p build && : >build/skips
	QB_BIN='$(abspath $(O)bin)' QB_UNDER=$(UNDER) QB_SKIPS='$(abspath build/skips)' prove -j$(JOBS) --failures --comments -e sh $(TESTS)
	@sort build/skips | uniq -c | sed 's/^ *\([0-9]*\)/skipped \1:/'

fuzz: ## run the fuzzers, FUZZ_SECONDS=60 each; see tests/fuzz/fuzz.mk

fresh: ## build and test on an empty Debian, SUITE=trixie
	@sh tests/fresh.sh $(or $(SUITE),trixie)

cross: ## compare what a build for ARCH=i386 writes with this one
	@sh tests/cross.sh $(or $(ARCH),i386)

static: ## link the tools statically, into build/static
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' sh src/build/static.sh

bench: all ## compare with other tools on records of BYTES=250; see tests/bench
	sh tests/bench/run.sh

pictures: all ## regenerate the pictures of the README
	sh man/img/make.sh

lint: export FLAGS = -std=c11 -Isrc $(DEFS) $(PKG_CFLAGS) $(PDF_CFLAGS) $(APKG_CFLAGS) $(HTML_CFLAGS)
lint: $(EMBEDDED) ## check the manual pages, scripts, layout and code
	$(call say,LINT,man)cd man && ! mandoc -Tlint -Wstyle *.[157] 2>/dev/null | grep -v 'manual not found: Xr [^q]'
	$(call say,LINT,scripts)shellcheck -s sh $(SCRIPTS)
	$(call say,LINT,layout)clang-format --dry-run -Werror $(SOURCES)
	$(call say,LINT,cppcheck)cppcheck --quiet --std=c11 -Isrc --enable=warning,portability,performance --error-exitcode=1 --inline-suppr $(filter %.c,$(SOURCES))
	$(call say,LINT,clang-tidy)printf '%s\n' $(filter src/%.c,$(SOURCES)) | xargs -n 8 -P 2 sh -c 'eval "clang-tidy --quiet $$* -- $$FLAGS" 2>/dev/null' tidy # it counts hidden warnings there

# include-what-you-use stops at the vectors of these.
VECTORS = $(addprefix src/review/,blocks.c fit-first.c fit-backward.c fit-forward.c fit-avx2.c)
iwyu: export FLAGS = -std=c11 -Isrc $(DEFS) $(PKG_CFLAGS) $(PDF_CFLAGS) $(APKG_CFLAGS) $(HTML_CFLAGS)
iwyu: $(EMBEDDED) ## check that every file includes what it uses
	@printf '%s\n' $(filter-out src/base/sandbox.c $(VECTORS),$(filter src/%.c,$(SOURCES))) | xargs -n 1 -P 2 sh -c 'eval "sh src/build/iwyu.sh $$1 $$FLAGS"' iwyu

install: all install-files ## install into PREFIX, staged below DESTDIR

FROM = $(O)bin
install-files: $(if $(filter install,$(MAKECMDGOALS)),all)
	install -d $(DIRS:%=$(DESTDIR)%)
	install $(PROGRAMS:%=$(FROM)/%) $(DESTDIR)$(BINDIR)
	install -m 444 bank.tsv $(DESTDIR)$(DATADIR)
	install -m 644 README.md NEWS.md LICENSE $(DESTDIR)$(DOCDIR)
	for f in src/share/examples/*; do $(FILL) $$f >$(DESTDIR)$(DOCDIR)/examples/$${f##*/}; done
	for p in $(PAGES); do $(FILL) $$p >$(DESTDIR)$(MANDIR)/man$${p##*.}/$${p##*/}; done
	for t in $(TOOLS); do \
		$(FILL) src/share/completions/qb.bash >$(DESTDIR)$(BASHDIR)/$$t; \
		$(FILL) src/share/completions/qb.fish >$(DESTDIR)$(FISHDIR)/$$t.fish; done
	$(FILL) src/share/completions/qb.zsh >$(DESTDIR)$(ZSHDIR)/_qb

uninstall: ## remove what install installed
	rm -f $(PROGRAMS:%=$(DESTDIR)$(BINDIR)/%) $(TOOLS:%=$(DESTDIR)$(BASHDIR)/%)
	rm -f $(TOOLS:%=$(DESTDIR)$(FISHDIR)/%.fish) $(DESTDIR)$(ZSHDIR)/_qb
	for p in $(PAGES); do rm -f $(DESTDIR)$(MANDIR)/man$${p##*.}/$${p##*/}; done
	rm -rf $(DESTDIR)$(DATADIR) $(DESTDIR)$(DOCDIR)

dist: ## make build/qb-VERSION.tar.gz of the last commit
	@VERSION=$(VERSION) sh src/packaging/dist.sh

deb: ## make Debian packages of qb and qb-pdf in build/
	@VERSION=$(VERSION) sh src/packaging/deb/build.sh

deb-check: ## build, install, use and purge them on empty Debians, SUITE=trixie
	@sh tests/deb.sh $(or $(SUITE),trixie)

static-dist: ## make a tarball of the tools linked statically, in build/
	@VERSION=$(VERSION) CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' sh src/packaging/static.sh

manual: ## make the manual pages HTML, in build/manual
	@VERSION=$(VERSION) sh src/packaging/manual.sh build/manual

clean: ## remove what was built
	rm -rf build bin/qb-* bin/replay-* bin/unit-* bin/try-* src/libqb.a src/*/*.[od] src/*/*/*.[od] $(EMBEDDED)

help: ## list the targets
	@awk -F ':.*## ' 'NF > 1 && /^[a-z]/ { printf "%-13s %s\n", $$1, $$2 }' Makefile

include tests/fuzz/fuzz.mk tests/unit/unit.mk

.DELETE_ON_ERROR:
.SECONDARY: # objects that only one program needs are kept, too
.PHONY: all deps deps-build deps-optional deps-bench today check fresh cross static bench pictures lint iwyu install install-files uninstall dist deb deb-check static-dist manual clean help
