package winnow.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import winnow.network.LayerOrder;
import winnow.network.Shape;

/**
 * The tensors and layers of a Caffe network while it is read: which layer writes which tensor, who reads it, and what
 * does not fit together. Caffe wants layers in an order in which each reads only what was written before; so does this.
 */
final class CaffeGraph {
    private final List<String> problems;
    private final Map<String, CaffeBlob> blobs = new LinkedHashMap<>();
    /** Names of tensors whose values a folded rectifier has changed, with that rectifier. */
    private final Map<String, String> overwritten = new HashMap<>();
    private final Map<String, String> writers = new HashMap<>();
    private final Set<String> layerNames = new HashSet<>();
    private final List<CaffeLayer> layers = new ArrayList<>();
    private final LayerOrder order;
    /** Places of the layers whose reading began, by their step in the order; a layer that is refused whole is none of them. */
    private final Map<Integer, String> readers = new TreeMap<>();
    private int step = -1;
    private CaffeBlob input;

    /** @param order of all layers of the file, those included that {@link #beginLayer} has yet to see */
    CaffeGraph(List<String> problems, LayerOrder order) {
        this.problems = problems;
        this.order = order;
    }

    void declareInput(String place, String name, Optional<Shape> shape) {
        if (input != null) {
            problems.add(place + ": a second input \"" + name + "\"; Winnow takes networks of one input");
            return;
        }
        input = new CaffeBlob(name, shape, Optional.empty());
        write(place, name, input);
    }

    /** The next layer of the order. */
    void beginLayer(String place, String name) {
        step++;
        if (name.isBlank()) {
            problems.add(place + " has no name");
        } else if (!layerNames.add(name)) {
            problems.add(place + ": the name occurs twice; rename one");
        }
    }

    /** The tensor that a layer reads; one of unknown shape, and a problem, if there is none. */
    CaffeBlob read(String place, String name) {
        readers.put(step, place);
        CaffeBlob blob = blobs.get(name);
        if (blob == null) {
            problems.add(place + ": reads tensor \"" + name + "\", " + order.whyMissing(step, name));
            return unknown(name);
        }
        if (overwritten.containsKey(name)) {
            problems.add(place + ": reads tensor \"" + name + "\" as it was before " + overwritten.get(name)
                    + ", which Winnow folds into the layer that writes it; both values of it cannot be had");
        }
        return blob;
    }

    static CaffeBlob unknown(String name) {
        return new CaffeBlob(name, Optional.empty(), Optional.empty());
    }

    /** A layer that computes something. */
    void add(String place, CaffeLayer layer, String top, Optional<Shape> shape) {
        layer.inputs.forEach(blob -> markRead(blob, place));
        layer.output = new CaffeBlob(top, shape, layer.rectifiable() ? Optional.of(layer) : Optional.empty());
        write(place, top, layer.output);
        layers.add(layer);
    }

    /** A layer that changes nothing at inference: its top is another name of its bottom. */
    void alias(String place, String bottom, CaffeBlob blob, String top) {
        if (!top.equals(bottom)) {
            write(place, top, blob);
        }
    }

    /** A rectifier: folded into the layer that writes its input. */
    void rectify(String place, String bottom, CaffeBlob blob, String top) {
        if (blob.rectifiable.isEmpty() || blob.rectifiable.get().relu) {
            if (blob.shape.isPresent()) {
                problems.add(place + ": follows " + (blob.rectifiable.isEmpty() ? "no Convolution, InnerProduct or Eltwise" : "a ReLU")
                        + "; Winnow folds a ReLU into the layer before it. Move or remove it");
            }
            return;
        }
        if (blob.reader != null) {
            problems.add(place + ": tensor \"" + bottom + "\" is also read, without ReLU, by " + blob.reader
                    + "; Winnow folds the ReLU into the layer that writes it, so both values of it cannot be had");
            return;
        }
        blob.rectifiable.get().relu = true;
        blobs.forEach((name, other) -> {
            if (other == blob && !name.equals(top)) {
                overwritten.put(name, place);
            }
        });
        if (!top.equals(bottom)) {
            write(place, top, blob);
            blob.name = top;
        }
    }

    private static void markRead(CaffeBlob blob, String place) {
        if (blob.reader == null) {
            blob.reader = place;
        }
    }

    private void write(String place, String name, CaffeBlob blob) {
        if (blobs.containsKey(name)) {
            problems.add(place + ": writes tensor \"" + name + "\", which " + writers.get(name) + " writes already; rename one");
            return;
        }
        blobs.put(name, blob);
        writers.put(name, place);
    }

    /** What the whole graph must obey: an input that is read, layers, and one output. */
    void checkComplete(String file) {
        order.unread().stream().filter(unread -> readers.containsKey(unread.step()))
                .forEach(unread -> problems.add(readers.get(unread.step()) + ": " + unread.problem()));
        if (input == null) {
            problems.add(file + ": no input; a deploy prototxt begins with an Input layer or with input and input_shape");
        } else if (layers.isEmpty() && problems.isEmpty()) {
            problems.add(file + ": no layer that computes anything");
        } else if (input.reader == null && problems.isEmpty()) {
            problems.add(file + ": no layer reads the input \"" + input.name + "\"");
        }
    }

    CaffeBlob input() {
        return input;
    }

    /** The layers that compute something, in the file's order, which is topological. */
    List<CaffeLayer> layers() {
        return layers;
    }
}
