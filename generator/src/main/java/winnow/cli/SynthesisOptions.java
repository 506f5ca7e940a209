package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;
import winnow.board.Board;
import winnow.board.Boards;
import winnow.network.InvalidInputException;
import winnow.planner.Plan;
import winnow.resources.Estimate;
import winnow.rtl.Accelerator;
import winnow.rtl.Rtl;
import winnow.rtl.RtlBuilder;
import winnow.rtl.Shell;
import winnow.rtl.UartTop;
import winnow.synthesize.SynthesisReport;
import winnow.synthesize.SynthesisResult;
import winnow.synthesize.SynthesisTask;
import winnow.synthesize.Synthesizer;

/** What {@code synth} and {@code bitstream} have in common. */
final class SynthesisOptions {
    @Parameters(paramLabel = "DESIGN", description = "A folder that 'winnow generate' wrote.")
    private Path design;

    @Option(names = "--board", required = true, paramLabel = "NAME",
            description = "The board: the name of a folder in constraints/, or the path of one of your own.")
    private String boardName;

    @Option(names = {"-o", "--output"}, paramLabel = "DIR",
            description = "The folder for reports and logs (default: DESIGN/synthesis/NAME).")
    private Path output;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1",
            description = "The first seed of place and route, at least 1 (default: ${DEFAULT-VALUE}).")
    private int seed;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
            description = "How many seeds are tried at most, until the clock is reached (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    /**
     * Runs the tools, prints and writes the report.
     *
     * @param outOfContext whether the accelerator is taken alone
     * @param route        whether to place and route
     * @param pack         whether to make a bitstream
     * @throws InvalidInputException if the design does not fit, after the report
     */
    SynthesisResult run(boolean outOfContext, boolean route, boolean pack) throws IOException {
        requireAtLeastOne("--seed", seed);
        requireAtLeastOne("--seeds", seeds);
        Board board = Boards.find(boardName);
        if (pack && !board.family().isRouted()) {
            throw new InvalidInputException(board.title() + ": no open tools make bitstreams for " + board.family().title()
                    + "; 'winnow synth' says the area, and its maker's tools make the bitstream");
        }
        Plan plan = new DesignFolder(design).plan();
        Rtl rtl = RtlBuilder.build(plan);
        Accelerator top = (Accelerator) rtl.modules().get(rtl.modules().size() - 1);
        if (board.shell() == Shell.UART && !outOfContext) {
            requireClock(new DesignFolder(design).uart(plan), board);
        }
        Path results = output != null ? output : design.resolve("synthesis").resolve(board.name());
        Estimate predicted = Estimate.of(rtl, board.family(), outOfContext ? Shell.NONE : board.shell());
        SynthesisTask task = new SynthesisTask(design, rtl.name(), rtl.streams(), top.inputWidth(), top.outputWidth(), plan.cycles(),
                predicted, board, results, outOfContext, route, pack, seed, seeds);
        SynthesisResult result;
        try (Steps steps = new Steps(spec.commandLine().getErr())) {
            result = Synthesizer.run(task, steps::begin);
        }
        SynthesisReport report = new SynthesisReport(result);
        report.write();
        PrintWriter out = spec.commandLine().getOut();
        out.print(report.markdown());
        out.println("written to " + results);
        out.flush();
        if (!result.excess().isEmpty()) {
            throw new InvalidInputException(tooLarge(result));
        }
        return result;
    }

    /** The line's speed and pace are those of the clock that the design was made for. */
    private void requireClock(UartTop top, Board board) {
        if (top.settings().clockKhz() != Math.round(1000 * board.targetMegahertz())) {
            throw new InvalidInputException(design + ": was made for a clock of " + top.settings().clockKhz() / 1000.0 + " MHz, "
                    + board.title() + " has " + board.targetMegahertz() + " MHz; generate it with --board " + boardName);
        }
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + ": " + value + " is not at least 1");
        }
    }

    private static List<String> tooLarge(SynthesisResult result) throws IOException {
        List<String> problems = new ArrayList<>();
        Board board = result.task().board();
        result.excess().forEach(what -> problems.add(result.task().accelerator() + " does not fit " + board.title() + ": " + what));
        List<String> others = new ArrayList<>();
        for (Board other : Boards.all()) {
            if (result.fits(other)) {
                others.add(other.name() + " (" + other.part() + ")");
            }
        }
        problems.add((others.isEmpty() ? "no known board has as much" : "as it is it would fit " + String.join(", ", others))
                + "; fewer --lanes take less");
        return problems;
    }
}
