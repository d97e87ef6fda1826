# fish completion for qb. Options and their arguments are read from --help, values
# from the bank on the command line, $QB_BANK or the installed bank.

function __qb_bank
    set -l bank @DATADIR@/bank.tsv
    set -q QB_BANK; and set bank $QB_BANK
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; or test ! -r $word -o ! -f $word; or set bank $word
    end
    echo $bank
end

function __qb_values -a argument option
    set -l bank (__qb_bank)
    test $option = levels; and set argument LEVEL
    switch $argument
        case LEVEL
            qb-list --tsv --count level $bank 2>/dev/null | sed 1d | cut -f 1
        case TAG
            qb-list --tsv -c tags $bank 2>/dev/null | sed 1d | tr , '\n' | sort -u
        case 'ID*'
            qb-list --tsv -c id $bank 2>/dev/null | sed 1d
        case LIST 'COL*'
            qb-list --tsv -n 0 $bank 2>/dev/null | tr '\t' '\n'
        case WHEN
            printf '%s\n' auto always never
        case WHERE
            printf '%s\n' none inline end
        case SIZE
            printf '%s\n' a4 letter
        case TEXT
            test $option = topic; and qb-list --tsv -T $bank 2>/dev/null | sed 1d | cut -f 1
        case FILE BASE
            __fish_complete_path
    end
end

# Registers each option of --help, such as "  -l, --level LEVEL    select this level". The
# description of a long option is on the next line.
function __qb_register -a tool
    type -q $tool; or return
    for line in ($tool --help 2>/dev/null | sed -e ':a' -e '$!N; s/\n \{29\}/  /; ta' -e 'P; D' | string match -r '^ +-.*')
        set -l long (string replace -r '^[^-]*(-., )?--([a-z-]+).*' '$2' -- $line)
        set -l short (string match -r '^ +-(?=.,)(.)' -- $line)[2]
        set -l argument (string match -r -- '--[a-z-]+ ([A-Z]+)' $line)[2]
        string match -q '*[=*' -- $line; and set argument (string replace -r '.*\[=([A-Z]+)\].*' '$1' -- $line)
        set -l about (string replace -r '^.*?  +([^ -].*)$' '$1' -- (string sub -s 4 -- $line))
        set -l options -c $tool -l $long -d $about
        test -n "$short"; and set -a options -s $short
        if test "$argument" = FORMAT
            set -a options -x -a (string replace -r ' \(.*' '' -- $about | string replace ' or ' ', ' | string split ', ' | string replace -r '.* ' '' | string join ' ')
        else if test -n "$argument"
            set -a options -x -a "(__qb_values $argument $long)"
        end
        complete $options
    end
end

for tool in qb-list qb-grep qb-pick qb-format qb-score qb-stats qb-fit qb-merge qb-diff qb-import qb-edit qb-quiz qb-progress
    __qb_register $tool
end
