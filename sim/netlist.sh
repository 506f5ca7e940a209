# What the checks and measurements of synthesised designs have in common; sourced, not run.

# The name of a design's top module.
top_of() { sed -n 's/^  "top" : "\(.*\)",$/\1/p' "$1/plan.json"; }

# require_tools WHO TOOL...: stops with a message if one is missing.
require_tools() {
    local who=$1 tool
    shift
    for tool; do
        command -v "$tool" > /dev/null || { echo "$who: $tool is missing; install it, e.g. apt-get install $tool" >&2; exit 1; }
    done
}

# require_designs WHO DESIGN...: stops with a message if a folder is not what `winnow generate` wrote.
require_designs() {
    local who=$1 design
    shift
    for design; do
        [[ -f $design/plan.json && -d $design/rtl ]] \
            || { echo "$who: $design is not a design; make it with \`winnow generate\`" >&2; exit 1; }
    done
}
