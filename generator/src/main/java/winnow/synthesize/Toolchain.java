package winnow.synthesize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.board.Board;
import winnow.resources.Family;

/** The tools for a board's family, and how each is called. */
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
        return new Toolchain(board,
                Tool.find("Yosys", "WINNOW_YOSYS", family.yosys(), "-V", REMEDY),
                route ? Optional.of(find(family.placer(), "WINNOW_NEXTPNR")) : Optional.empty(),
                pack ? Optional.of(find(family.packer(), "WINNOW_PACK")) : Optional.empty());
    }

    private static Tool find(Family.FlowTool tool, String variable) {
        return Tool.find(tool.title(), variable, tool.commands(), tool.version(), REMEDY);
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

    /** Arguments of place and route. */
    List<String> placeAndRoute(int seed) {
        List<String> arguments = new ArrayList<>(List.of("-q", "--json", NETLIST, "--report", REPORT,
                "--log", "place-and-route.log", "--freq", String.format(Locale.ROOT, "%s", board.targetMegahertz()),
                "--seed", Integer.toString(seed), "--timing-allow-fail"));
        arguments.addAll(board.placeAndRoute());
        board.family().placer().arguments().forEach(argument -> arguments.add(
                argument.replace("{pins}", board.pinFile()).replace("{routed}", board.family().placer().output())));
        return arguments;
    }

    /** Arguments of the packer. */
    List<String> pack(Path bitstream) {
        List<String> arguments = new ArrayList<>(board.pack());
        board.family().packer().arguments().forEach(argument -> arguments.add(
                argument.replace("{routed}", board.family().placer().output()).replace("{bitstream}", bitstream.toString())));
        return arguments;
    }

    /** The ending of a bitstream's name. */
    String bitstreamForm() {
        return board.family().packer().output();
    }
}
