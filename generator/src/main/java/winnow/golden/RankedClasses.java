package winnow.golden;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import winnow.network.IntTensor;
import winnow.network.Tensor;

/** The classes of a network's output from best to worst: the greatest score first, of equal ones the lower class. */
public final class RankedClasses {
    private RankedClasses() {}

    /**
     * A class and how it scored.
     *
     * @param index position in the flattened output
     * @param score the output's integer times its format's step
     */
    public record Score(int index, double score) {}

    /** The best classes, as many as asked for or as there are. */
    public static List<Score> best(Tensor output, IntTensor values, int count) {
        int[] scores = values.values();
        List<Integer> order = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
        order.sort(Comparator.comparingInt((Integer index) -> scores[index]).reversed().thenComparing(Comparator.naturalOrder()));
        return order.stream().limit(count).map(index -> new Score(index, scores[index] * output.format().step())).toList();
    }
}
