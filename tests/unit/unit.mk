# The unit tests: tests/unit/NAME.c is a TAP program for src/NAME, or for src/bank/widths.c;
# tests/unit.t runs them.
UNITS = base tsv search bank widths markup review query fit stats quiz

$(O)bin/unit-%: tests/unit/%.c tests/unit/tap.h $(O)src/libqb.a
	$(call say,LINK,$@)$(COMPILE) $(LDFLAGS) -o $@ $< $(filter %.o,$^) $(O)src/libqb.a $(LDLIBS)

$(O)bin/unit-quiz: $(O)src/quiz/page.o $(O)src/quiz/session.o

check: $(UNITS:%=$(O)bin/unit-%)
