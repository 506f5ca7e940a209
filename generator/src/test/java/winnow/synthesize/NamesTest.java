package winnow.synthesize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.resources.Resources;

/** Names of cells as the tools make them. */
class NamesTest {
    private final LayerNames names = new LayerNames(List.of("conv", "conv_2", "ip"));

    @ParameterizedTest
    @CsvSource({
        "u_conv.u_scanner.row_reg_TRELLIS_FF_Q_3, conv",
        "u_conv_2.u_mac_lanes.gen_lane[3].product_reg_LUT4_Z, conv_2",
        "u_accelerator.u_ip.u_decoder.last_reg_LUT4_C_Z_CCU2C_S0$CCU2_COMB1, ip",
        "$flatten\\u_conv.\\u_mac_lanes.$mul$winnow_mac_lanes.v:40$12, conv",
        "conv_valid_LUT4_Z, conv",
        "u_accelerator.conv_2_data_SB_LUT4_O_1, conv_2",
        "m_axis_tdata_TRELLIS_FF_Q_1_DI_LUT4_Z, ip",
        "u_accelerator.m_axis_tvalid_DFF_Q, ip",
        "u_frame_guard.count_reg_SB_DFFESR_Q_2, (other)",
        "s_axis_tready_LUT4_Z, (other)",
        "u_conv_3.x, (other)"})
    void aCellBelongsToTheLayerWhoseInstanceOrNetNamesIt(String cell, String layer) {
        assertEquals(layer, names.of(cell));
    }

    @ParameterizedTest
    @CsvSource({
        "u_ip1.u_decoder.next_word_TRELLIS_FF_Q_5, u_ip1.u_decoder.next_word",
        "u_ip1.u_decoder.last_reg_LUT4_C_Z_CCU2C_S0_CIN_CCU2C_COUT$CCU2_COMB1, u_ip1.u_decoder.last_reg",
        "u_conv.row_reg_SB_DFFESR_Q_2_D_SB_LUT4_O_LC, u_conv.row_reg",
        "u_conv.u_rom.memory.0.0, u_conv.u_rom.memory.0.0",
        "$nextpnr_ICESTORM_LC_3, $nextpnr_ICESTORM_LC_3"})
    void aSignalIsWhatStandsBeforeTheToolsAdditions(String cell, String signal) {
        assertEquals(signal.startsWith("$") ? "$nextpnr" : signal, CriticalPath.signal(cell));
    }

    @Test
    void cellsTakeWhatTheyOccupy() {
        assertEquals(Resources.of(Resource.CARRY, 1).with(Resource.LUT, 2), Family.of("ecp5").cell("CCU2C"));
        assertEquals(Resources.of(Resource.BRAM, 0.5), Family.of("xilinx7").cell("RAMB18E1"));
        assertEquals(Resources.of(Resource.DSP, 1), Family.of("xilinxup").cell("DSP48E2"));
        assertEquals(Resources.of(Resource.BRAM, 1), Family.of("gowin").cell("SDPX9B"));
        assertEquals(Resources.of(Resource.BRAM, 1), Family.of("gowin").cell("pROM"));
        assertEquals(Resources.of(Resource.FF, 1), Family.of("gowin").cell("DFFRE"));
        assertEquals(Resources.of(Resource.FF, 1), Family.of("ice40").cell("SB_DFFESR"));
        assertEquals(Resources.NONE, Family.of("ecp5").cell("PFUMX"));
        assertEquals(Resources.NONE, Family.of("ecp5").cell("$scopeinfo"));
    }
}
