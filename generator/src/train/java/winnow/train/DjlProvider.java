package winnow.train;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import winnow.network.Network;
import winnow.retrain.GradientEngine;

/** Makes engines of DJL; the service that {@link GradientEngine.Provider} names. */
public final class DjlProvider implements GradientEngine.Provider {
    @Override
    public GradientEngine engine(Network network) {
        configure();
        return new DjlGradients(network);
    }

    /** No download, no usage report, libraries unpacked beside the classes. */
    private static void configure() {
        unlessSet("ai.djl.offline", "true");
        unlessSet("OPT_OUT_TRACKING", "true");
        unlessSet("DJL_CACHE_DIR", cache().toString());
        // sums depend on the number of threads: a fixed one makes a run repeatable
        unlessSet("ai.djl.pytorch.num_threads", "1");
        unlessSet("ai.djl.pytorch.num_interop_threads", "1");
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Path cache() {
        try {
            URI classes = DjlProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(classes).resolveSibling("djl");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
