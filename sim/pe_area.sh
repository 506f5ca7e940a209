#!/usr/bin/env bash
# Synthesises one processing element of a fully-connected engine with Yosys for ECP5 and for Xilinx 7 series, and says what
# it takes and which of its parts takes most:
#
#   sim/pe_area.sh DESIGN OUTPUT    DESIGN: a folder that `winnow generate` wrote; OUTPUT: a folder for the results
#
# An element is its logic and its tables of weights, with the parameters and the memories' contents of the first in the
# design's first engine that has any; what the elements of a group share is given beside it. Writes pe_area.md,
# pe_area.json and Yosys's logs. PE_AREA_TIME_LIMIT is the longest each run of Yosys may take (default: 20m).
#
# Nothing is flattened, so that each part's share is known; a flattened element is a little smaller. LUTs include those that
# are memories and, on ECP5, two for each CCU2C; RAM LUTs are the former: six for 16 x 4 bits on ECP5, two of them for the
# write port. A block RAM is 18 Kbit on ECP5 and 36 Kbit on Xilinx 7, where one of 18 Kbit is half of one.
set -euo pipefail
export LC_ALL=C

readonly TIME_LIMIT=${PE_AREA_TIME_LIMIT:-20m}
readonly ELEMENT=winnow_processing_element
readonly GROUP=winnow_column_group          # instantiates the elements
readonly TABLES=winnow_element_tables       # holds the weights of one

# shellcheck source=sim/netlist.sh
source "$(dirname "${BASH_SOURCE[0]}")/netlist.sh"

# "-set NAME VALUE ..." of the first instance of a module in a file; files of memories lie in the folder of the Verilog.
parameters() {       # ENGINE MODULE
    awk -v module="$2" '
        !inside && $1 == module && $2 == "#(" { inside = 1; next }
        inside && $1 !~ /^\./                 { exit }
        inside {
            name = $0;  sub(/^ *\./, "", name);   sub(/\(.*/, "", name)
            value = $0; sub(/^[^(]*\(/, "", value); sub(/\),? *(\/\/.*)?$/, "", value)
            gsub(/[{}]/, "", value); gsub(/MEMORY_PATH, "/, "\"./", value)
            printf "-set %s %s ", name, value
        }' "$1"
}

# synthesize DESIGN OUTPUT RUN COMMAND MODULE PARAMETERS
synthesize() {
    (cd "$1/rtl" && nice timeout "$TIME_LIMIT" yosys -q -l "$2/pe_area_$3.log" -p "
        read_verilog winnow_*.v
        chparam $6 $5
        $4 -top $5
        check -assert
        write_rtlil $2/pe_area_$3.il") > "$2/pe_area_$3.console" 2>&1
}

# Lines "part,LUT,RAM LUT,FF,block RAM,DSP" from the netlists of a group and of an element's tables: all of an element, each
# part of it without the parts within, and last "shared by N elements", what else is in the group.
shares() {           # FAMILY NETLIST...
    local family=$1
    shift
    awk -v element="$ELEMENT" -v group="$GROUP" -v tables="$TABLES" -v family="$family" '
        function ram_lut(type) {
            if (family == "ecp5") return type == "TRELLIS_DPR16X4" ? 6 : 0
            if (type ~ /^SRL/ || type ~ /^RAM(32|64)X1S/)         return 1
            if (type ~ /^RAM(32|64)X1D/ || type ~ /^RAM128X1S/)   return 2
            return type ~ /^RAM(32|64)M|^RAM128X1D|^RAM256X1S/ ? 4 : 0
        }
        function lut(type) {
            if (family == "ecp5") return type == "LUT4" ? 1 : type == "CCU2C" ? 2 : ram_lut(type)
            return type ~ /^LUT[1-6]$/ ? 1 : ram_lut(type)
        }
        function ff(type)   { return type == "TRELLIS_FF" || type ~ /^FD[RSCP]E(_1)?$/ }
        function bram(type) { return type ~ /^(DP16KD|PDPW16KD|RAMB36E.)$/ ? 1 : type ~ /^RAMB18E/ ? 0.5 : 0 }
        function dsp(type)  { return type ~ /^(MULT18X18D|MULT9X9D|DSP48E.)$/ }
        function resource(type, i) {
            return i == 1 ? lut(type) : i == 2 ? ram_lut(type) : i == 3 ? ff(type) : i == 4 ? bram(type) : dsp(type)
        }
        # a module without those within
        function own(module, i,    c, sum) {
            sum = 0
            for (c = 1; c <= cells[module]; c++) sum += resource(cell[module, c], i)
            return sum
        }
        # a module and all within
        function total(module, i,    c, sum) {
            sum = own(module, i)
            for (c = 1; c <= cells[module]; c++) if (cell[module, c] in cells) sum += total(cell[module, c], i)
            return sum
        }
        function list(module, part, prefix,    c) {
            if (own(module, 1) + own(module, 3) + own(module, 4) + own(module, 5) > 0)
                lines[++parts] = part "," own(module, 1) "," own(module, 2) "," own(module, 3) "," own(module, 4) "," own(module, 5)
            for (c = 1; c <= cells[module]; c++)
                if (cell[module, c] in cells) list(cell[module, c], prefix instance[module, c], prefix instance[module, c] "/")
        }
        function isElement(module) { return module == element || substr(module, length(module) - length(element)) == "\\" element }
        FNR == 1       { file++ }
        $1 == "module" { module = $2; sub(/^\\/, "", module); known = module in cells; if (!known) cells[module] = 0 }
        $1 == "cell" && !known {
            i = ++cells[module]; cell[module, i] = $2; instance[module, i] = $3
            sub(/^\\/, "", cell[module, i]); sub(/^\\/, "", instance[module, i])
            if (module == group && isElement(cell[module, i])) { found = cell[module, i]; elements++ }
        }
        END {
            if (!elements || !(tables in cells)) { print "no " element " in " group " or no " tables > "/dev/stderr"; exit 1 }
            list(found, "the element itself", "")
            list(tables, "tables", "tables/")
            all = "all"
            shared = "shared by " elements " elements"
            for (i = 1; i <= 5; i++) {
                all = all "," total(found, i) + total(tables, i)
                shared = shared "," total(group, i) - elements * total(found, i)
            }
            print all
            for (i = 1; i <= parts; i++) print lines[i]
            print shared
        }' "$@"
}

markdown() {         # SHARES FAMILY-NAME
    awk -F, -v family="$2" '
        function number(value) { return value == int(value) ? value : sprintf("%.1f", value) }
        BEGIN { split("LUT,,FF,block RAM,DSP", names, ","); print "| " family " | LUT | RAM LUT | FF | block RAM | DSP |\n|---|---:|---:|---:|---:|---:|" }
        NR == 1 { for (i = 1; i <= 5; i++) all[i] = $(i + 1) }
        NR > 1 && !/^shared/ { for (i = 1; i <= 5; i++) if ($(i + 1) > most[i]) { most[i] = $(i + 1); part[i] = $1 } }
        { printf "| %s | %s | %s | %s | %s | %s |\n", NR == 1 ? "**one element**" : /^shared/ ? "*" $1 " of a group*" : $1, number($2), number($3), number($4), number($5), number($6) }
        END {
            for (i = 1; i <= 5; i++)
                if (names[i] != "" && all[i] > 0)
                    text = text (text == "" ? "" : "; ") names[i] ": " part[i] " (" int(100 * most[i] / all[i] + 0.5) " %)"
            print "\nWhat takes most: " text "."
        }' "$1"
}

json() {             # SHARES FAMILY
    awk -F, -v family="$2" '
        function share() {
            return sprintf("{ \"part\" : \"%s\", \"lut\" : %d, \"ram_lut\" : %d, \"ff\" : %d, \"block_ram\" : %.1f, \"dsp\" : %d }",
                $1, $2, $3, $4, $5, $6)
        }
        NR == 1 { printf "  \"%s\" : {\n    \"all\" : %s,\n    \"parts\" : [", family, share(); next }
        /^shared/ { printf "\n    ],\n    \"shared\" : %s\n  }", share(); next }
        { printf "%s\n      %s", (NR > 2 ? "," : ""), share() }' "$1"
}

[[ $# == 2 ]] || { echo "usage: sim/pe_area.sh DESIGN OUTPUT" >&2; exit 2; }
require_tools pe_area yosys
require_designs pe_area "$1"
engine=$(grep -l "$GROUP #(" "$1"/rtl/*.v | head -n 1) || true
[[ -n $engine ]] || { echo "pe_area: $1 has no fully-connected engine; give a design of a network that has one" >&2; exit 1; }
mkdir -p "$2"
design=$(cd "$1" && pwd)
output=$(cd "$2" && pwd)

run() {              # RUN COMMAND MODULE
    local status=0
    synthesize "$design" "$output" "$1" "$2" "$3" "$(parameters "$engine" "$3")" || status=$?
    if [[ $status == 124 ]]; then
        echo "pe_area: Yosys did not end within $TIME_LIMIT for $1; give PE_AREA_TIME_LIMIT more" >&2
        exit 1
    elif [[ $status != 0 ]]; then
        echo "pe_area: Yosys failed for $1 (exit code $status), $output/pe_area_$1.log ends with:" >&2
        tail -5 "$output/pe_area_$1.log" >&2
        exit 1
    fi
}

area() {             # FAMILY COMMAND
    run "$1_group" "$2" "$GROUP"
    run "$1_tables" "$2" "$TABLES"
    shares "$1" "$output/pe_area_$1_group.il" "$output/pe_area_$1_tables.il" > "$output/pe_area_$1.csv"
}

area ecp5 'synth_ecp5 -noflatten'
area xilinx 'synth_xilinx -family xc7 -noiopad -noclkbuf'
{
    echo "Yosys $(yosys -V | cut -d' ' -f2), not flattened; the first element of $(basename "$design") with its tables."
    echo
    markdown "$output/pe_area_ecp5.csv" "ECP5, block RAM of 18 Kbit"
    echo
    markdown "$output/pe_area_xilinx.csv" "Xilinx 7, block RAM of 36 Kbit"
} > "$output/pe_area.md"
{
    echo '{'
    json "$output/pe_area_ecp5.csv" ecp5
    echo ','
    json "$output/pe_area_xilinx.csv" xilinx7
    printf '\n}\n'
} > "$output/pe_area.json"
cat "$output/pe_area.md"
