package winnow.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the tables of compressed networks. Exit codes: 0 all limits kept, 1 one missed or a model missing, 2 wrong usage. */
@Command(name = "table", subcommands = {HeadlineCommand.class, VariantsCommand.class},
        description = "Measures compressed networks and holds the figures against limits.")
public final class CompressionTable implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Bench.run(new CompressionTable(), arguments));
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a table: headline or variants");
    }
}
