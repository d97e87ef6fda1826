# The fuzzers, and how to build and run them.  NAME or NAME-FORMAT is built from
# tests/fuzz/NAME.c, for that format.
DATA = md csv jsonl gift anki moodle
FUZZERS = reader-tsv reader-csv scan-avx2 scan-sse2 scan-plain prefilter regex rubric log page date markdown render-text render-html html $(DATA:%=roundtrip-%) $(DATA:%=import-%) import-tsv import-aiken
FUZZ_SECONDS ?= 60
FUZZ_CC ?= clang
FUZZ_FLAGS = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
PARTS = $(LIB:%=src/%.o) src/quiz/page.o $(FORMATS:%=src/%.o) $(IMPORT:%=src/import/%.o)

HARNESS = tests/fuzz/$(firstword $(subst -, ,$*)).c -DFORMAT='"$(lastword $(subst -, ,$*))"' -DFOR_$(lastword $(subst -, ,$*)) -std=c11 -Isrc $(DEFS) $(WARN) $(CPPFLAGS)
FUZZ_LIBS = $(MD_LIBS) $(JSON_LIBS) $(HTML_LIBS) $(LDLIBS)

build/fuzz/fuzz-%: $(PARTS:%=build/fuzz/%) $(wildcard tests/fuzz/*.[ch])
	$(call say,LINK,$@)$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer $(HARNESS) -o $@ $(filter %.o,$^) $(FUZZ_LIBS)

$(XML:%=build/fuzz/src/import/%.o): EXTRA_CFLAGS = $(HTML_CFLAGS)

build/fuzz/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)$(FUZZ_CC) -std=c11 $(EXACT) -Isrc $(DEFS) $(WARN) $(CPPFLAGS) $(PKG_CFLAGS) $(EXTRA_CFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<

build/fuzz/src/format/html.o: src/format/page.css.h src/format/page.js.h

-include $(wildcard build/fuzz/src/*/*.d build/fuzz/src/*/*/*.d)

fuzz: $(FUZZERS:%=build/fuzz/fuzz-%)
	FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh $(FUZZERS)

# The harnesses without a fuzzer, for tests/fuzz.t.
$(O)bin/replay-%: $(PARTS:%=$(O)%) $(wildcard tests/fuzz/*.[ch])
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(WATCHED) $(HARNESS) tests/fuzz/replay.c $(LDFLAGS) -o $@ $(filter %.o,$^) $(FUZZ_LIBS)

check: $(FUZZERS:%=$(O)bin/replay-%)

.PHONY: fuzz
