package winnow.synthesize;

import java.util.Map;
import java.util.regex.Pattern;
import winnow.board.Family;
import winnow.board.Resource;

/**
 * What each kind of cell in a netlist of Yosys takes of a device. A look-up table that a carry cell or a distributed memory
 * occupies is counted as one; what a packer may put together, such as two small look-up tables of Xilinx, is not.
 */
final class CellKinds {
    /** Half a block of 36 Kbit, or half a multiplier of 18 x 18. */
    private static final double HALF = 0.5;

    private static final Map<Family, Map<Pattern, Map<Resource, Double>>> KINDS = Map.of(
            Family.ICE40, Map.of(
                    Pattern.compile("SB_LUT4"), one(Resource.LUT),
                    Pattern.compile("SB_CARRY"), one(Resource.CARRY),
                    Pattern.compile("SB_DFF.*"), one(Resource.FF),
                    Pattern.compile("SB_RAM40_4K.*"), one(Resource.BRAM),
                    Pattern.compile("SB_SPRAM256KA"), one(Resource.SPRAM),
                    Pattern.compile("SB_MAC16"), one(Resource.DSP)),
            Family.ECP5, Map.of(
                    Pattern.compile("LUT4"), one(Resource.LUT),
                    Pattern.compile("CCU2C"), Map.of(Resource.CARRY, 1.0, Resource.LUT, 2.0),
                    Pattern.compile("TRELLIS_FF"), one(Resource.FF),
                    Pattern.compile("DP16KD|PDPW16KD"), one(Resource.BRAM),
                    Pattern.compile("MULT18X18D"), one(Resource.DSP),
                    Pattern.compile("MULT9X9D"), Map.of(Resource.DSP, HALF),
                    Pattern.compile("TRELLIS_DPR16X4"), Map.of(Resource.DISTRIBUTED_RAM, 1.0, Resource.LUT, 4.0)),
            Family.GOWIN, Map.of(
                    Pattern.compile("LUT[1-4]"), one(Resource.LUT),
                    Pattern.compile("ALU"), Map.of(Resource.CARRY, 1.0, Resource.LUT, 1.0),
                    Pattern.compile("DFF[A-Z]*"), one(Resource.FF),
                    Pattern.compile("(SDP|DP|SP|pROM|SDPX9|DPX9|SPX9|pROMX9)B?|SDPX9B|DPX9B"), one(Resource.BRAM),
                    Pattern.compile("MULT18X18"), one(Resource.DSP),
                    Pattern.compile("MULT9X9"), Map.of(Resource.DSP, HALF),
                    Pattern.compile("MULT36X36"), Map.of(Resource.DSP, 4.0),
                    Pattern.compile("RAM16S(DP)?[124]"), Map.of(Resource.DISTRIBUTED_RAM, 1.0, Resource.LUT, 4.0)),
            Family.XILINX_7, xilinx(),
            Family.XILINX_ULTRASCALE_PLUS, xilinx());

    private CellKinds() {}

    /** What a cell of a type takes; nothing if it takes none of what is counted. */
    static Map<Resource, Double> of(Family family, String type) {
        for (Map.Entry<Pattern, Map<Resource, Double>> kind : KINDS.get(family).entrySet()) {
            if (kind.getKey().matcher(type).matches()) {
                return kind.getValue();
            }
        }
        return Map.of();
    }

    private static Map<Pattern, Map<Resource, Double>> xilinx() {
        return Map.of(
                Pattern.compile("LUT[1-6]|SRL.*"), one(Resource.LUT),
                Pattern.compile("FD[RSCP]E(_1)?"), one(Resource.FF),
                Pattern.compile("CARRY[48]"), one(Resource.CARRY),
                Pattern.compile("RAMB36E[12]"), one(Resource.BRAM),
                Pattern.compile("RAMB18E[12]"), Map.of(Resource.BRAM, HALF),
                Pattern.compile("DSP48E[12]"), one(Resource.DSP),
                Pattern.compile("RAM(32|64)X1S.*"), luts(1),
                Pattern.compile("RAM(32|64)X1D.*|RAM128X1S.*"), luts(2),
                Pattern.compile("RAM(32|64)M|RAM128X1D.*|RAM256X1S.*"), luts(4),
                Pattern.compile("RAM(32|64)M16|RAM(32|64)M8"), luts(8));
    }

    private static Map<Resource, Double> one(Resource resource) {
        return Map.of(resource, 1.0);
    }

    /** Look-up tables as memories: they are what Xilinx' devices have of distributed memory. */
    private static Map<Resource, Double> luts(int count) {
        return Map.of(Resource.LUT, (double) count, Resource.DISTRIBUTED_RAM, (double) count);
    }
}
