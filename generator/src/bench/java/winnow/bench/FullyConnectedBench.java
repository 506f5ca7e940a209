package winnow.bench;

/** Entry point of the bench of fully-connected layers. Exit codes: 0 all limits kept, 1 one missed or something failed, 2 wrong usage. */
public final class FullyConnectedBench {
    private FullyConnectedBench() {}

    public static void main(String[] arguments) {
        System.exit(Bench.run(new FullyConnectedCommand(), arguments));
    }
}
