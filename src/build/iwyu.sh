#!/bin/sh
# iwyu.sh FILE FLAG...: prints the #include lines that include-what-you-use would add to or
# remove from a C file and its header; fails if there are any.
include-what-you-use -Xiwyu --no_comments -Xiwyu --mapping_file=src/build/iwyu.imp "$@" 2>&1 |
	awk '
		/should (add|remove) these lines:$/ { file = $1; sign = $3 == "add" ? "+" : "-"; next }
		/^The full include-list/ { file = "" }
		/<glib[.\/]/ { next } # comes with <pango/pangocairo.h>
		file != "" && /^(- )?#include/ { sub(/^- /, ""); print file ": " sign " " $0; changes = 1 }
		/error:|Assertion/ { print; changes = 1 }
		END { exit changes }'
