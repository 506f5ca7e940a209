package winnow.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.emit.Design;
import winnow.handoff.ConstraintPorts;
import winnow.handoff.ModuleHeader;
import winnow.handoff.Port;
import winnow.network.InvalidInputException;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Planner;
import winnow.resources.Device;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.rtl.Shell;
import winnow.rtl.UartSettings;

/** The boards in {@code constraints}, and what a wrong one is told. */
class BoardsTest {
    private static final Path ICEBREAKER = Path.of("constraints/icebreaker");

    @TempDir
    private Path folder;

    static List<Board> boards() throws IOException {
        return Boards.all();
    }

    @Test
    void everyFolderWithABoardIsRead() throws IOException {
        assertEquals(List.of("arty-a7-100t", "icebreaker", "pynq-z2", "tang-nano-20k", "ulx3s", "zcu104"),
                boards().stream().map(Board::name).toList());
    }

    /** Every port that is named is one of the emitted top, and where that is the device's own, each has a pin. */
    @ParameterizedTest
    @MethodSource("boards")
    void constraintsNameThePortsOfTheEmittedTop(Board board) throws IOException {
        List<Port> ports = ports(board.shell());
        ConstraintPorts pins = ConstraintPorts.of(board.pinFile(), board.pins());
        assertTrue(!pins.references().isEmpty());
        assertEquals(List.of(), pins.unmatched(ports));
        if (board.shell() == Shell.UART) {
            assertEquals(List.of(), pins.unconstrained(ports));
        }
    }

    private List<Port> ports(Shell shell) throws IOException {
        Design design = new Design(Planner.plan(TinyNetworks.digits(), 6), "1.2.3", "0".repeat(64));
        (shell == Shell.AXI ? design.withAxi() : design.withUart(new UartSettings(12_000, 1_000_000)))
                .addTo(new OutputFolder(folder.resolve("design"), false)).write(Map.of());
        String top = "tiny_" + shell.key();
        return ModuleHeader.of(Files.readString(folder.resolve("design/rtl/" + top + ".v")), top).ports();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void noPinIsGivenTwice(Board board) {
        Matcher matcher = Pattern.compile("SITE \"(\\w+)\"|set_io \\w+ +(\\w+)|IO_LOC \"\\w+\" (\\w+)|PACKAGE_PIN (\\w+)")
                .matcher(board.pins());
        Set<String> sites = new HashSet<>();
        while (matcher.find()) {
            assertTrue(sites.add(matcher.group()), matcher.group());
        }
        assertEquals(board.shell() == Shell.UART ? 5 : 0, sites.size());
    }

    @ParameterizedTest
    @MethodSource("boards")
    void theClockIsTheBoardsModule(Board board) {
        assertTrue(board.clock().contains("module winnow_board_clock ("), board.name());
        Matcher matcher = Pattern.compile("// ([0-9.]+) MHz").matcher(board.clock());
        assertTrue(matcher.find());
        assertEquals(board.pinMegahertz(), Double.parseDouble(matcher.group(1)));
        assertTrue(matcher.find());
        assertEquals(board.targetMegahertz(), Double.parseDouble(matcher.group(1)));
        assertTrue(board.clock().chars().allMatch(c -> c < 128), "ASCII");
    }

    @Test
    void anUnknownBoardIsToldThoseThatThereAre() {
        assertRefused("no board 'icebraker'; there are arty-a7-100t, icebreaker, pynq-z2, tang-nano-20k, ulx3s, zcu104, and the"
                + " path of a board's folder will do, too", "icebraker");
        assertRefused("no board '..'; there are ", "..");
    }

    @Test
    void aBoardOfOnesOwnIsAFolder() throws IOException {
        Path own = copy("\"name\": \"icebreaker\"", "\"name\": \"own\"");
        assertEquals("own", Boards.find(own.toString()).name());
        Files.delete(own.resolve("pins.pcf"));
        assertRefused(own + "/pins.pcf: no such file; a board is a folder with board.json, clock.v and its family's pin file",
                own.toString());
        assertRefused(folder + "/none/board.json: no such file", folder + "/none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"name\": \"icebreaker\" | \"name\": \"other\" | field name: 'other' is not the name of its folder",
        "\"name\": \"icebreaker\" | \"name\": \"O w\" | field name: 'O w' is not lower-case letters and digits",
        "\"family\": \"ice40\" | \"family\": \"ice41\" | field family: \"ice41\" is not one of ice40, ecp5, gowin, xilinx7,",
        "\"shell\": \"uart\" | \"shell\": 3 | field shell: 3 is not one of uart, axi",
        "\"target_mhz\": 12 | \"target_mhz\": 0 | field clock.target_mhz: 0 is not a number above 0 and up to 1000",
        "\"pin_mhz\": 12, | ~~ | field clock.pin_mhz: is missing; it must be a number above 0 and up to 1000",
        "\"lut\": 5280 | \"lut\": -1 | field resources.lut: -1 is not a whole number, 0 or more",
        "\"lut\": 5280 | \"luts\": 5280 | field resources.lut: is missing",
        "\"bram\": 30 | \"bram\": 1.5 | field resources.bram: 1.5 is not a whole number, 0 or more",
        "\"led_active_low\": true | \"led_active_low\": 1 | field led_active_low: 1 is not true or false",
        "\"pack\": [] | \"pack\": [1] | field pack: [1] is not a list of texts",
        "\"title\": \"iCEBreaker\" | \"title\": \" \" | field title: \" \" is not a text that is not empty",
        "\"pack\": [] | \"pack\": [], \"colour\": 1 | field colour: is not known; known are clock, device, family, led_active_low,",
        "{ | [ | is not JSON: ",
        "\"pack\": [] | \"pack\": [], \"pack\": [] | is not JSON: Duplicate field 'pack'"
    })
    void aWrongFieldIsNamedWithItsFile(String right, String wrong, String message) throws IOException {
        Path own = copy("\"name\": \"icebreaker\"", "\"name\": \"own\"");
        Path file = own.resolve("board.json");
        String text = Files.readString(file).replace("\"own\"", right.contains("name") ? "\"icebreaker\"" : "\"own\"");
        assertTrue(text.contains(right), right);
        Files.writeString(file, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong == null ? "" : wrong)));
        assertRefused(file + ": " + message, own.toString());
    }

    private Path copy(String right, String wrong) throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        for (String name : List.of("board.json", "clock.v", "pins.pcf")) {
            Files.writeString(own.resolve(name), Files.readString(ICEBREAKER.resolve(name)).replace(right, wrong));
        }
        return own;
    }

    private static void assertRefused(String message, String board) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> Boards.find(board));
        assertFalse(refusal.problems().isEmpty());
        assertTrue(refusal.problems().get(0).startsWith(message), refusal.getMessage());
    }

    @Test
    void aDeviceIsFoundByItsName() throws IOException {
        assertEquals(5280, Devices.of("up5k").has().of(Resource.LUT));
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> Devices.of("UP6K"));
        assertEquals(List.of("device 'UP6K' is unknown; devices are LFE5U-25F, LFE5U-45F, LFE5U-85F, GW2AR-18, UP5K, XC7Z010, XC7A35T,"
                + " XC7Z020, XC7A100T, XC7A200T, XCZU7EV"), refused.problems());
    }

    @Test
    void noDeviceIsListedTwiceAndEveryFamilyIsKnown() throws IOException {
        List<Device> devices = Devices.all();
        assertEquals(devices.size(), devices.stream().map(Device::name).distinct().count());
        devices.forEach(device -> assertEquals(device.family(), Family.of(device.family()).name()));
    }
}
