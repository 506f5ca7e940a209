package winnow.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.compress.Compression;
import winnow.compress.Compression.Stage;

/** How good a network was before and after compression, in words and as a table; always as the share of wrong answers. */
final class Accuracy {
    private final Compression compression;

    Accuracy(Compression compression) {
        this.compression = compression;
    }

    boolean isMeasured() {
        return compression.stages().stream().anyMatch(stage -> stage.validation().or(stage::test).isPresent());
    }

    /** In one or two sentences, and whether the budget was kept. */
    String summary() {
        if (!isMeasured()) {
            return "No accuracy was measured.";
        }
        List<Stage> stages = compression.stages();
        Stage before = stages.get(0);
        Stage after = stages.get(stages.size() - 1);
        StringBuilder text = new StringBuilder();
        if (before.test().isPresent()) {
            text.append(change("Test error ", before.test(), after.test()));
        }
        if (before.validation().isPresent()) {
            text.append(change("Validation error ", before.validation(), after.validation()));
            text.append(compression.met() ? "The budget of accuracy was kept." : "THE BUDGET OF ACCURACY WAS NOT KEPT.");
        }
        return text.toString().strip();
    }

    private static String change(String what, Optional<Double> before, Optional<Double> after) {
        return what + error(before) + " before, " + error(after) + " after. ";
    }

    Table table() {
        Table table = new Table("stage", "validation error", "test error");
        compression.stages().forEach(stage -> table.add(stage.name(), error(stage.validation()), error(stage.test())));
        return table;
    }

    /** The share of wrong answers in per cent, or nothing. */
    static String error(Optional<Double> accuracy) {
        return accuracy.map(share -> String.format(Locale.ROOT, "%.2f %%", 100 * (1 - share))).orElse("");
    }
}
