package winnow.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import winnow.network.Longs;
import winnow.network.Window;

/** Nodes that give a tensor other axes, and Pad, which makes them longer. */
final class Axes {
    private static final int MAP_AXES = 4;

    private Axes() {}

    static Operand flatten(Step step) {
        View view = notPadded(step);
        long axis = step.attributes().integer("axis", 1);
        if (view.dims().length() < 2 || Dims.axis(axis, view.dims().length()) != 1) {
            throw new Refusal("attribute axis = " + axis + " is not supported; only 1");
        }
        return step.alias(view).with(Longs.of(view.dims().get(0), Dims.size(view.dims()) / view.dims().get(0)));
    }

    /** The shape is an attribute up to operator set 4; of an input afterwards. */
    static Operand reshape(Step step) {
        List<Long> wanted = step.numbers("shape", 1, "shape").orElseThrow(() -> new Refusal("has no shape"));
        return changed(step, reshaped(step.operand(0).dims(), wanted));
    }

    /** 0 keeps an axis, -1 is whatever is left. */
    private static Longs reshaped(Longs dims, List<Long> wanted) {
        long[] axes = new long[wanted.size()];
        int free = -1;
        for (int i = 0; i < axes.length; i++) {
            axes[i] = wanted.get(i);
            if (axes[i] == 0 && i < dims.length()) {
                axes[i] = dims.get(i);
            } else if (axes[i] == -1 && free < 0) {
                free = i;
                axes[i] = 1;
            }
        }
        int size = Dims.size(dims);
        int given = Dims.size(Longs.of(axes));
        if (free >= 0 && given > 0) {
            axes[free] = size / given;
        }
        if (Dims.size(Longs.of(axes)) != size) {
            throw new Refusal("cannot give a tensor of shape " + dims + " the shape " + wanted);
        }
        return Longs.of(axes);
    }

    static Operand squeeze(Step step) {
        Longs dims = step.operand(0).dims();
        Optional<List<Long>> axes = step.numbers("axes", 1, "axes");
        TreeSet<Integer> removed = new TreeSet<>();
        axes.ifPresent(given -> given.forEach(axis -> removed.add(Dims.axis(axis, dims.length()))));
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < dims.length(); i++) {
            if (axes.isPresent() && removed.contains(i) && dims.get(i) != 1) {
                throw new Refusal("attribute axes = " + axes.get() + " removes an axis of " + dims.get(i) + " values");
            } else if (axes.isPresent() ? !removed.contains(i) : dims.get(i) != 1) {
                kept.add(dims.get(i));
            }
        }
        return changed(step, longs(kept));
    }

    static Operand unsqueeze(Step step) {
        Longs dims = step.operand(0).dims();
        List<Long> axes = step.numbers("axes", 1, "axes").orElseThrow(() -> new Refusal("has no axes"));
        int rank = dims.length() + axes.size();
        TreeSet<Integer> added = new TreeSet<>();
        axes.forEach(axis -> added.add(Dims.axis(axis, rank)));
        if (added.size() != axes.size()) {
            throw new Refusal("attribute axes = " + axes + " names an axis twice");
        }
        List<Long> all = new ArrayList<>();
        dims.stream().forEach(all::add);
        added.forEach(axis -> all.add(axis, 1L));
        return changed(step, longs(all));
    }

    private static Operand changed(Step step, Longs dims) {
        return step.operand(0) instanceof Constant constant ? constant.reshaped(dims) : step.alias(notPadded(step)).with(dims);
    }

    /** A Softmax at the end may be given other axes. */
    private static View notPadded(Step step) {
        View view = step.anyView(0);
        return view.padding().equals(Padding.NONE) ? view : step.view(0);
    }

    private static Longs longs(List<Long> values) {
        return Longs.of(values.stream().mapToLong(Long::longValue).toArray());
    }

    /** Zeros around a map, which the convolution that reads it takes for its own padding. */
    static Operand pad(Step step) {
        View view = step.paddableMap(0);
        List<Long> pads = step.numbers("pads", 1, "pads").orElseThrow(() -> new Refusal("has no pads"));
        step.optionalConstant(2, "value").ifPresent(value -> {
            if (value.size() != 1 || value.floats()[0] != 0) {
                throw new Refusal("does not pad with 0, which is all that Winnow supports");
            }
        });
        long[] ends = ends(pads, step.numbers("axes", 3, "axes").orElse(LongStream.range(0, pads.size() / 2).boxed().toList()));
        boolean bounded = LongStream.of(ends).allMatch(end -> end >= 0 && end <= Window.MAXIMUM_KERNEL);
        if (!bounded || ends[0] + ends[1] + ends[MAP_AXES] + ends[MAP_AXES + 1] > 0) {
            throw new Refusal("attribute pads = " + pads + " is not supported; only 0 for batch and channels, and 0.." + Window.MAXIMUM_KERNEL
                    + " for rows and columns");
        }
        return step.alias(view).padded(new Padding((int) ends[2], (int) ends[3], (int) ends[MAP_AXES + 2], (int) ends[MAP_AXES + 3]));
    }

    /** Padding of the beginnings of all axes, then of their ends. */
    private static long[] ends(List<Long> pads, List<Long> axes) {
        if (pads.size() != 2 * axes.size() || axes.size() > MAP_AXES) {
            throw new Refusal("attribute pads = " + pads + " has " + pads.size() + " values for " + axes.size() + " axes");
        }
        long[] ends = new long[2 * MAP_AXES];
        for (int i = 0; i < axes.size(); i++) {
            int axis = Dims.axis(axes.get(i), MAP_AXES);
            ends[axis] += pads.get(i);
            ends[MAP_AXES + axis] += pads.get(axes.size() + i);
        }
        return ends;
    }
}
