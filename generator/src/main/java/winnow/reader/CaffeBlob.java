package winnow.reader;

import java.util.Optional;
import winnow.network.Shape;

/** A tensor while a Caffe graph is being read; in-place layers pass it on. */
final class CaffeBlob {
    /** What the layers after a rectifier see; until then the name that the producer gave. */
    String name;
    /** Empty if the producer had a problem: then nothing that follows from the shape is checked. */
    final Optional<Shape> shape;
    /** The layer that writes it, if it could take a rectifier; or empty. */
    final Optional<CaffeLayer> rectifiable;
    /** The first layer that read it, for messages; null if none did. */
    String reader;

    CaffeBlob(String name, Optional<Shape> shape, Optional<CaffeLayer> rectifiable) {
        this.name = name;
        this.shape = shape;
        this.rectifiable = rectifiable;
    }
}
