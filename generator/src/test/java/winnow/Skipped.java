package winnow;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Skips a test where all can see it: Surefire counts skipped tests, but keeps their reasons to its report files. */
public final class Skipped {
    private Skipped() {}

    /** Skips the test for want of something that a newcomer need not have. */
    public static <T> T because(String reason) {
        System.out.println("SKIPPED: " + reason);
        return Assumptions.abort(reason);
    }

    /** Skips the test for want of a tool; where the environment has CI=true the tool has to be there. */
    public static <T> T forWantOfTool(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            return Assertions.fail(reason);
        }
        return because(reason);
    }
}
