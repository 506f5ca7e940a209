package winnow.simulate;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import winnow.network.InvalidInputException;

/** External tools for tests: a test that needs one that is not there is reported as skipped, with the reason. */
public final class Tools {
    private Tools() {}

    public static Verilator verilator() throws IOException {
        try {
            return Verilator.find("verilator");
        } catch (InvalidInputException e) {
            return abort(e.getMessage());
        }
    }
}
