# The unit tests: tests/unit/NAME.c is a TAP program for src/NAME, or for src/bank/widths.c;
# tests/unit.t runs them.
UNITS = base tsv search bank widths markup review query fit

$(O)bin/unit-%: tests/unit/%.c tests/unit/tap.h $(O)src/libqb.a
	$(call say,LINK,$@)$(COMPILE) $(LDFLAGS) -o $@ $< $(O)src/libqb.a $(LDLIBS)

check: $(UNITS:%=$(O)bin/unit-%)
