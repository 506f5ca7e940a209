package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import winnow.network.InvalidInputException;
import winnow.network.Printable;
import winnow.output.IoProblem;

/**
 * The root of the command line. Exit codes: 0 done, 1 failed (bad input, a mismatch, a full disk), 2 wrong usage.
 */
@Command(
        name = "winnow",
        version = "winnow " + WinnowCommand.VERSION,
        mixinStandardHelpOptions = true,
        description = "Turns a pruned, weight-shared CNN into Verilog that works on the compressed weights directly.",
        subcommands = {
            TrainCommand.class,
            CompressCommand.class,
            QuantizeCommand.class,
            CalibrateCommand.class,
            InspectCommand.class,
            EvaluateCommand.class,
            GenerateCommand.class,
            SimulateCommand.class,
            RunCommand.class,
            SynthCommand.class,
            BitstreamCommand.class
        })
public final class WinnowCommand implements Runnable {
    public static final String VERSION = "0.1.0";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line with the given streams. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new WinnowCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, line, parsed) -> report(exception, err))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: see 'winnow --help'");
    }

    private static int report(Exception exception, PrintWriter err) throws Exception {
        if (exception instanceof InvalidInputException invalid) {
            invalid.problems().forEach(problem -> err.println("winnow: error: " + problem));
        } else if (exception instanceof IOException failed) {
            err.println("winnow: error: " + Printable.of(IoProblem.of(failed)));
        } else if (exception instanceof UncheckedIOException failed) {
            err.println("winnow: error: " + Printable.of(IoProblem.of(failed.getCause())));
        } else {
            throw exception;
        }
        return 1;
    }
}
