package winnow.handoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.handoff.Port.Direction;

class ConstraintPortsTest {
    private static final List<Port> PORTS = List.of(new Port("clk", Direction.INPUT, 1, false, 0, ""),
            new Port("led", Direction.OUTPUT, 4, true, 0, ""), new Port("uart_rx", Direction.INPUT, 1, false, 0, ""));

    /** A file of each form that constrains all ports, with what stands in comments and what is no port at all. */
    static final String XDC = """
            # get_ports ghost
            create_clock -name sys -period 10.0 [get_ports clk] ;# get_ports ghost
            set_property -dict { PACKAGE_PIN H5 IOSTANDARD LVCMOS33 } [get_ports {led[0]}]
            set_property PACKAGE_PIN J5 [get_ports led[1]]
            set_property PACKAGE_PIN T9 [get_ports -quiet "led\\[2\\]"]
            set_false_path -to [get_ports {
                led[*]
                uart_r?
            }]
            set_max_delay 1 -to [get_cells ghost]
            """;
    static final String PCF = """
            # set_io ghost 1
            set_io clk 35
            set_io -nowarn -pullup yes led[0] 39   # set_io ghost 2
            set_io --warn-no-port led[1] 40
            set_io led[2] 41
            set_io led[3] 42
              set_io uart_rx 6
            set_frequency clk 12
            """;
    static final String LPF = """
            # LOCATE COMP "ghost" SITE "A1";
            LOCATE COMP "clk" SITE "G2"; // LOCATE COMP "ghost" SITE "A1";
            FREQUENCY PORT "clk" 25 MHZ;
            LOCATE COMP "led[0]" SITE "B2"; LOCATE COMP "led[1]" SITE "C2";
            LOCATE COMP "led[2]" SITE "C1";
            IOBUF PORT "led[3]" PULLMODE=NONE IO_TYPE=LVCMOS33;
            IOBUF PORT "uart_rx" IO_TYPE=LVCMOS33;
            """;
    static final String CST = """
            // IO_LOC "ghost" 1;
            IO_LOC "clk" 4;
            IO_PORT "clk" PULL_MODE=UP IO_TYPE=LVCMOS33;
            IO_LOC "led[0]" 15;
            IO_LOC "led[1]" 16;
            IO_LOC "led[2]" 17;
            IO_LOC led[3] 18;
            IO_LOC "uart_rx" 70;
            """;

    private static String text(String form) {
        return switch (form) {
            case "xdc", "sdc" -> XDC;
            case "pcf" -> PCF;
            case "lpf" -> LPF;
            default -> CST;
        };
    }

    @ParameterizedTest
    @CsvSource({"xdc, 6", "sdc, 6", "pcf, 7", "lpf, 7", "cst, 7"})
    void everyFormNamesAllPortsAndNoOther(String form, int names) {
        ConstraintPorts ports = ConstraintPorts.of("board/pins." + form, text(form));
        assertEquals(names, ports.references().size(), ports.references()::toString);
        assertEquals(List.of(), ports.unmatched(PORTS));
        assertEquals(List.of(), ports.unconstrained(PORTS));
    }

    @ParameterizedTest
    @CsvSource({"xdc, uart_r?, uart_tx, 8", "pcf, uart_rx, uart_tx, 7", "lpf, uart_rx, uart_tx, 7", "cst, uart_rx, uart_tx, 8"})
    void aWrongNameIsToldWithItsLineAndTheNearest(String form, String right, String wrong, int line) {
        String file = "pins." + form;
        ConstraintPorts ports = ConstraintPorts.of(file, text(form).replace(right, wrong));
        assertEquals(List.of(file + ":" + line + ": 'uart_tx' matches no port; the nearest is 'uart_rx'"), ports.unmatched(PORTS));
        assertEquals(List.of(file + ": constrains nothing of port 'uart_rx'"), ports.unconstrained(PORTS));
    }

    @Test
    void aBitThatAVectorDoesNotHaveIsToldWithThoseThatItHas() {
        ConstraintPorts ports = ConstraintPorts.of("pins.pcf", PCF.replace("led[3]", "led[4]"));
        assertEquals(List.of("pins.pcf:6: 'led[4]' matches no port; the bits of 'led' are 0..3"), ports.unmatched(PORTS));
        assertEquals(List.of("pins.pcf: does not constrain bits [3] of port 'led'"), ports.unconstrained(PORTS));
    }

    @Test
    void aBitOfAPortWithoutARangeIsNone() {
        assertEquals(List.of("pins.cst:2: 'clk[0]' matches no port; 'clk' is one bit"),
                ConstraintPorts.of("pins.cst", CST.replace("IO_LOC \"clk\"", "IO_LOC \"clk[0]\"")).unmatched(PORTS));
    }

    @Test
    void whatIsNoListOfNamesIsNotPassedOver() {
        List<String> complaints = ConstraintPorts.of("a.xdc", "\nset_false_path -from [get_ports [list clk led]]\n").unmatched(PORTS);
        assertEquals(1, complaints.size(), complaints::toString);
        assertEquals("a.xdc:2: '[list' matches no port; the nearest is 'clk'", complaints.get(0));
    }

    @Test
    void anotherEndingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ConstraintPorts.of("pins.txt", ""));
    }
}
