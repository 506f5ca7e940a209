package winnow.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.network.Longs;
import winnow.network.Shape;
import winnow.reader.PlausibleShape;

/** Nodes that several tensors of the network run into. */
final class Joins {
    private Joins() {}

    static Operand sum(Step step) {
        List<View> views = views(step);
        return views.size() == 1 ? step.alias(views.get(0)) : added(step, views);
    }

    /** The sum of tensors of one shape. */
    static View added(Step step, List<View> views) {
        View first = views.get(0);
        for (View view : views) {
            if (!view.dims().equals(first.dims()) || !view.feature().shape().equals(first.feature().shape())) {
                throw new Refusal("adds tensors of " + first.dims() + " (\"" + first.feature().tensor() + "\") and " + view.dims()
                        + " (\"" + view.feature().tensor() + "\"); Winnow adds tensors of one shape only, without broadcasting");
            }
        }
        return step.add(new DraftJoin(step.layerName(), features(views), step.output(), first.feature().shape(), true)).with(first.dims());
    }

    static Operand concat(Step step) {
        List<View> views = views(step);
        View first = views.get(0);
        long axis = step.attributes().integer("axis", 1);
        if (Dims.axis(axis, first.dims().length()) != 1) {
            throw new Refusal("attribute axis = " + axis + " is not supported; only 1, the channels");
        }
        if (views.size() == 1) {
            return step.alias(first);
        }
        Shape shape = joined(views);
        View joined = step.add(new DraftJoin(step.layerName(), features(views), step.output(), shape, false));
        return first.isMap() ? joined : joined.with(Longs.of(1, shape.size()));
    }

    /** Maps of equal rows and columns, or such maps flattened, whose values then stand in the same order. */
    private static Shape joined(List<View> views) {
        View first = views.get(0);
        Shape shape = first.feature().shape();
        long channels = 0;
        for (View view : views) {
            Shape other = view.feature().shape();
            boolean alike = first.isMap() ? view.isMap() : first.isRow() && view.isRow();
            if (!alike || other.height() != shape.height() || other.width() != shape.width()) {
                throw new Refusal("joins tensors of " + first.dims() + " (\"" + first.feature().tensor() + "\") and " + view.dims()
                        + " (\"" + view.feature().tensor() + "\"), which differ in rows or columns, or are no maps");
            }
            channels += other.channels();
        }
        return plausible(new long[] {channels, shape.height(), shape.width()});
    }

    /** A shape of plausible size. */
    static Shape plausible(long[] sizes) {
        List<String> problems = new ArrayList<>();
        Optional<Shape> shape = PlausibleShape.of("its output", sizes, problems);
        return shape.orElseThrow(() -> new Refusal(problems.get(0)));
    }

    private static List<View> views(Step step) {
        List<View> views = new ArrayList<>();
        for (int i = 0; i < step.operands(); i++) {
            views.add(step.view(i));
        }
        return views;
    }

    private static List<Feature> features(List<View> views) {
        return views.stream().map(View::feature).toList();
    }
}
