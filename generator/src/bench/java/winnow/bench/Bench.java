package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import winnow.network.InvalidInputException;
import winnow.output.IoProblem;

/** Entry point of the bench. Exit codes: 0 all limits kept, 1 one missed or something failed, 2 wrong usage. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(new BenchCommand(), arguments));
    }

    /** Runs a command of the bench; returns its exit code. */
    static int run(Object command, String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(command)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setExecutionExceptionHandler((exception, line, parsed) -> report(exception, err))
                .execute(arguments);
    }

    private static int report(Exception exception, PrintWriter err) throws Exception {
        if (exception instanceof InvalidInputException invalid) {
            invalid.problems().forEach(problem -> err.println("bench: error: " + problem));
            return 1;
        } else if (exception instanceof IOException io) {
            err.println("bench: error: " + IoProblem.of(io));
            return 1;
        }
        throw exception;
    }
}
