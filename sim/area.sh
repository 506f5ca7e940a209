#!/usr/bin/env bash
# Synthesises a design for Xilinx 7 series with Yosys, module by module, and says what it takes and where it fits:
#
#   sim/area.sh DESIGN OUTPUT       DESIGN: a folder that `winnow generate` wrote; OUTPUT: a folder for the results
#
# Writes area.md, area.json, area.stat (Yosys's own counts per module) and area.log, which grows while Yosys works: for a
# large design that can take an hour. AREA_TIME_LIMIT is the longest it may take (default: 2h).
#
# Nothing is flattened, so that each engine's share is known; a flattened design is a little smaller. LUTs are counted
# as Yosys maps them, including those used as memories and shift registers; two small ones that a vendor's packer would
# put into one count as two. Block RAM is given in blocks of 36 Kbit, a block of 18 Kbit being half of one.
set -euo pipefail
export LC_ALL=C

readonly TIME_LIMIT=${AREA_TIME_LIMIT:-2h}
# name, LUT, FF, BRAM36, DSP
readonly DEVICES='Kintex-7 325T,203800,407600,445,840;Zynq UltraScale+ ZU7EV (and 96 URAM),230400,460800,312,1728'

# shellcheck source=sim/netlist.sh
source "$(dirname "${BASH_SOURCE[0]}")/netlist.sh"

# synthesize DESIGN OUTPUT TOP
synthesize() {
    local output=$2 top=$3
    # shellcheck disable=SC2046
    (cd "$1/rtl" && nice timeout "$TIME_LIMIT" yosys -q -l "$output/area.log" -p "
        read_verilog $(tr '\n' ' ' < "$top.f")
        synth_xilinx -family xc7 -top $top -noiopad -noclkbuf
        check -assert
        tee -q -o $output/area.stat stat -top $top") > "$output/area.console" 2>&1
}

# Lines "name,LUT,FF,BRAM36,DSP" from Yosys's counts: the whole design, then what the top instantiates, as the list has it.
shares() {           # STAT TOP LIST
    awk -v top="$2" -v list="$3" '
        function lut(type) {
            if (type ~ /^LUT[1-6]$/ || type ~ /^SRL/ || type ~ /^RAM(32|64)X1S/) return 1
            if (type ~ /^RAM(32|64)X1D/ || type ~ /^RAM128X1S/)               return 2
            return type ~ /^RAM(32|64)M|^RAM128X1D|^RAM256X1S/ ? 4 : 0
        }
        function ff(type)   { return type ~ /^FD[RSCP]E(_1)?$/ }
        function bram(type) { return type ~ /^RAMB36E/ ? 1 : type ~ /^RAMB18E/ ? 0.5 : 0 }
        function dsp(type)  { return type ~ /^DSP48E/ }
        function weight(type, resource) {
            return resource == 1 ? lut(type) : resource == 2 ? ff(type) : resource == 3 ? bram(type) : dsp(type)
        }
        # a module and all below it
        function total(module, resource,    i, type, sum) {
            if ((module, resource) in known) return known[module, resource]
            sum = 0
            for (i = 1; i <= types[module]; i++) {
                type = cell[module, i]
                sum += count[module, i] * (type in types ? total(type, resource) : weight(type, resource))
            }
            return known[module, resource] = sum
        }
        function plain(module) { sub(/^\$paramod(\$[0-9a-f]+)?\\/, "", module); sub(/\\.*/, "", module); return module }
        function line(module, times) {
            print plain(module) "," times * total(module, 1) "," times * total(module, 2) "," times * total(module, 3) \
                "," times * total(module, 4)
        }
        /^=== .* ===$/    { module = $2; types[module] = 0; inside = 0 }
        /Number of cells/ { inside = 1; next }
        inside && NF == 2 { i = ++types[module]; cell[module, i] = $1; count[module, i] = $2 }
        END {
            line(top, 1)
            for (i = 1; i <= types[top]; i++) if (cell[top, i] in types) place[plain(cell[top, i])] = i
            while ((getline file < list) > 0) {
                sub(/\.v$/, "", file)
                if (file in place) line(cell[top, place[file]], count[top, place[file]])
            }
        }' <(sed '/^=== design hierarchy ===$/,$d' "$1")
}

markdown() {         # SHARES
    awk -F, -v devices="$DEVICES" '
        function percent(used, there) { return sprintf("%.1f %%", 100 * used / there) }
        NR == 1 {
            print "| module | LUT | FF | BRAM36 | DSP |\n|---|---:|---:|---:|---:|"
            name = "**all: " $1 "**"; lut = $2; ff = $3; bram = $4; dsp = $5
        }
        { printf "| %s | %d | %d | %.1f | %d |\n", NR == 1 ? name : $1, $2, $3, $4, $5 }
        END {
            print "\n| device | LUT | FF | BRAM36 | DSP | |\n|---|---:|---:|---:|---:|---|"
            n = split(devices, device, ";")
            for (i = 1; i <= n; i++) {
                split(device[i], has, ",")
                fits = lut <= has[2] && ff <= has[3] && bram <= has[4] && dsp <= has[5]
                printf "| %s | %s | %s | %s | %s | %s |\n", has[1], percent(lut, has[2]), percent(ff, has[3]),
                    percent(bram, has[4]), percent(dsp, has[5]), fits ? "fits" : "does not fit"
            }
        }' "$1"
}

json() {             # SHARES SECONDS
    awk -F, -v devices="$DEVICES" -v seconds="$2" '
        function share() { return sprintf("{ \"module\" : \"%s\", \"lut\" : %d, \"ff\" : %d, \"bram36\" : %.1f, \"dsp\" : %d }", $1, $2, $3, $4, $5) }
        NR == 1 { printf "{\n  \"seconds\" : %d,\n  \"all\" : %s,\n  \"modules\" : [", seconds, share(); lut = $2; ff = $3; bram = $4; dsp = $5; next }
        { printf "%s\n    %s", (NR > 2 ? "," : ""), share() }
        END {
            printf "\n  ],\n  \"devices\" : ["
            n = split(devices, device, ";")
            for (i = 1; i <= n; i++) {
                split(device[i], has, ",")
                printf "%s\n    { \"device\" : \"%s\", \"lut\" : %.4f, \"ff\" : %.4f, \"bram36\" : %.4f, \"dsp\" : %.4f, \"fits\" : %s }",
                    (i > 1 ? "," : ""), has[1], lut / has[2], ff / has[3], bram / has[4], dsp / has[5],
                    lut <= has[2] && ff <= has[3] && bram <= has[4] && dsp <= has[5] ? "true" : "false"
            }
            print "\n  ]\n}"
        }' "$1"
}

[[ $# == 2 ]] || { echo "usage: sim/area.sh DESIGN OUTPUT" >&2; exit 2; }
require_tools area yosys
require_designs area "$1"
mkdir -p "$2"
output=$(cd "$2" && pwd)
top=$(top_of "$1")
SECONDS=0
echo "area: Yosys synthesises $1, at most $TIME_LIMIT; $2/area.log grows meanwhile"
status=0
synthesize "$1" "$output" "$top" || status=$?
if [[ $status == 124 ]]; then
    echo "area: Yosys did not end within $TIME_LIMIT; give AREA_TIME_LIMIT more" >&2
    exit 1
elif [[ $status != 0 ]]; then
    echo "area: Yosys failed (exit code $status), $2/area.log ends with:" >&2
    tail -5 "$output/area.log" >&2
    exit 1
fi
shares "$output/area.stat" "$top" "$1/rtl/$top.f" > "$output/area.csv"
{
    echo "Yosys $(yosys -V | cut -d' ' -f2), \`synth_xilinx -family xc7\`, not flattened; $(basename "$1"), $SECONDS s."
    echo
    markdown "$output/area.csv"
} > "$output/area.md"
json "$output/area.csv" "$SECONDS" > "$output/area.json"
cat "$output/area.md"
