package winnow.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.network.InvalidInputException;

class PinFileTest {
    @Test
    void readsEveryForm() {
        assertEquals(Set.of("clk", "led", "rx"), ports("a.pcf", "set_io clk 35 # not me\nset_io -nowarn led[1] 2\n"
                + "set_io -pullup yes -nowarn rx 3\nset_frequency clk 12\n# set_io no 1"));
        assertEquals(Set.of("clk", "led"), ports("a.lpf", "LOCATE COMP \"clk\" SITE \"G2\"; IOBUF PORT \"led[3]\" DRIVE=4;\n"
                + "FREQUENCY PORT \"clk\" 25 MHZ;\n# LOCATE COMP \"no\" SITE \"A1\";"));
        assertEquals(Set.of("clk", "led"), ports("a.cst", "IO_LOC \"clk\" 4; // IO_LOC \"no\" 5;\nIO_PORT \"led[0]\" DRIVE=8;"));
        assertEquals(Set.of("clk", "led", "a", "b"), ports("a.xdc", "set_property -dict {PACKAGE_PIN E3} [get_ports clk]\n"
                + "set_false_path -to [get_ports {a b[*]}]\nset_property LOC X [get_ports led[0]]\n# [get_ports no]"));
    }

    @Test
    void namesThePortsThatThereAreNotAndThoseWithoutAPin() {
        PinFile pins = new PinFile("pins.pcf", "set_io clk 35\n\nset_io uart 6\n");
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> pins.check("top", Set.of("clk", "rx"), true));
        assertEquals(List.of("pins.pcf: line 3: there is no port 'uart' in top; it has clk, rx",
                "pins.pcf: no pin for the port 'rx' of top"), refusal.problems());
        pins.check("top", Set.of("clk", "uart", "more"), false);
    }

    @Test
    void refusesOtherForms() {
        assertThrows(InvalidInputException.class, () -> new PinFile("pins.txt", ""));
    }

    private static Set<String> ports(String name, String text) {
        return new PinFile(name, text).ports();
    }
}
