package winnow.compress;

/** Nobody watches. */
public final class SilentWatcher implements Compressor.Watcher {
    @Override
    public void doing(String what) {}

    @Override
    public void trial() {}
}
