package winnow;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import winnow.cli.WinnowCommand;

/** Wires the command line to the process: standard streams in, exit code out. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(WinnowCommand.run(out, err, arguments));
    }
}
